import { useId } from 'react';
import type { Typed } from './use-typed.ts';

interface Props {
  readonly name: string;
  readonly typed: Typed;
  /** Behind a number; text without one takes the whole width. */
  readonly unit?: string;
  readonly isNumber: boolean;
  readonly type?: 'text' | 'date';
  /** What is wrong when it is, and otherwise what helps. */
  readonly hint: string;
}

/** A labelled input with its unit, and below it a hint or what is wrong. */
export function TypedField({ name, typed, unit, isNumber, type = 'text', hint }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__name" htmlFor={id}>
        {name}
      </label>
      <div className={isNumber ? 'number' : undefined}>
        <input
          id={id}
          className="input"
          type={type}
          inputMode={isNumber ? 'numeric' : 'url'}
          autoComplete="off"
          spellCheck={false}
          value={typed.text}
          aria-invalid={typed.isWrong}
          aria-describedby={`${id}-hint`}
          onChange={(event) => typed.type(event.target.value)}
        />
        {unit !== undefined && <span>{unit}</span>}
      </div>
      <p id={`${id}-hint`} className={typed.isWrong ? 'field__problem' : 'field__hint'}>
        {hint}
      </p>
    </div>
  );
}
