import { type Ref, useId } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** null: nothing is wrong. */
  readonly problem: string | null;
  readonly numeric?: boolean;
  /** Nobody is to read over the shoulder. */
  readonly secret?: boolean;
  readonly inputRef: Ref<HTMLInputElement> | null;
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

/** A line to type into, with what is wrong said right below it. */
export function TextField(props: Props) {
  const { label, hint, value, problem, numeric = false, secret = false, inputRef } = props;
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={inputRef}
        className="input"
        type={secret ? 'password' : 'text'}
        value={value}
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChange(event.target.value)}
        onBlur={props.onLeave}
      />
      <p id={`${id}-hint`} className={problem === null ? 'field__hint' : 'field__problem'}>
        {problem ?? hint}
      </p>
    </div>
  );
}
