import { type ReactNode, useId } from 'react';
import './chart-row.css';

interface Props {
  readonly kind: string;
  readonly title: string;
  /** Beside the title. */
  readonly legend?: ReactNode;
  readonly children: ReactNode;
}

/** One of several charts above each other, with its title. */
export function ChartRow({ kind, title, legend, children }: Props) {
  const id = useId();
  return (
    <section className={`chart-row chart-row--${kind}`} aria-labelledby={id}>
      <header className="chart-row__head">
        <h2 id={id} className="card__title">
          {title}
        </h2>
        {legend}
      </header>
      <div className="chart-row__plot">{children}</div>
    </section>
  );
}
