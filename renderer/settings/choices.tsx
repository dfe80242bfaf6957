import { useId } from 'react';

export interface Choice<T extends string> {
  readonly value: T;
  readonly text: string;
}

interface Props<T extends string> {
  readonly name: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  /** null: nothing to add. */
  readonly hint: string | null;
  readonly onChange: (value: T) => void;
}

/** A few words of which one holds. */
export function Choices<T extends string>({ name, choices, value, hint, onChange }: Props<T>) {
  const group = useId();
  return (
    <div
      className="field"
      role="radiogroup"
      aria-labelledby={group}
      aria-describedby={hint === null ? undefined : `${group}-hint`}
    >
      <span id={group} className="field__name">
        {name}
      </span>
      <div className="choices">
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type="radio"
              name={group}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.text}</span>
          </label>
        ))}
      </div>
      {hint !== null && (
        <p id={`${group}-hint`} className="field__hint">
          {hint}
        </p>
      )}
    </div>
  );
}
