import { useId } from 'react';

/** One of a few, as a list that opens. */
export function Select<T extends string>(props: {
  readonly label: string;
  readonly choices: readonly T[];
  readonly text: (choice: T) => string;
  readonly value: T;
  readonly onChange: (choice: T) => void;
}) {
  const id = useId();
  const { label, choices, text, value, onChange } = props;
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={({ target }) => {
          const chosen = choices.find((choice) => choice === target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {text(choice)}
          </option>
        ))}
      </select>
    </div>
  );
}
