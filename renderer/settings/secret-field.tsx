import { type ReactNode, useId, useState } from 'react';

interface Props {
  readonly name: string;
  /** What the button says. */
  readonly action: string;
  readonly hint: string;
  /** The hint says what is wrong. */
  readonly isWrong: boolean;
  /** Whether it may be sent. */
  readonly mayBe: (typed: string) => boolean;
  readonly isDigits?: boolean;
  readonly onSend: (typed: string) => void;
  /** Further buttons. */
  readonly children?: ReactNode;
}

/** Something that is typed blind, sent, and never shown again. */
export function SecretField(props: Props) {
  const { name, action, hint, isWrong, mayBe, isDigits = false, children } = props;
  const id = useId();
  const [typed, setTyped] = useState('');
  const send = (event: React.FormEvent): void => {
    event.preventDefault();
    if (!mayBe(typed)) return;
    setTyped('');
    props.onSend(typed);
  };
  return (
    <form className="field" onSubmit={send}>
      <label className="field__name" htmlFor={id}>
        {name}
      </label>
      <div className="field__line">
        <input
          id={id}
          className="input"
          type="password"
          inputMode={isDigits ? 'numeric' : 'text'}
          autoComplete="new-password"
          value={typed}
          aria-invalid={isWrong}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button" disabled={!mayBe(typed)}>
          {action}
        </button>
        {children}
      </div>
      <p id={`${id}-hint`} className={isWrong ? 'field__problem' : 'field__hint'} role="status">
        {hint}
      </p>
    </form>
  );
}
