import { type ReactNode, useId } from 'react';

interface Props {
  readonly name: 'way' | 'endpoint' | 'pi' | 'errors' | 'registers' | 'computer' | 'log';
  readonly title: string;
  /** What a person can do here. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One card of the view. */
export function Panel({ name, title, action, children }: Props) {
  const id = useId();
  return (
    <section className={`card panel panel--${name}`} aria-labelledby={id}>
      <header className="panel__head">
        <h2 id={id} className="card__title">
          {title}
        </h2>
        {action}
      </header>
      {children}
    </section>
  );
}
