import { useId } from 'react';

interface Props {
  readonly name: string;
  /** What is so while it is on. */
  readonly text: string;
  readonly checked: boolean;
  /** null: nothing to add. */
  readonly hint: string | null;
  readonly onChange: (checked: boolean) => void;
}

/** Something that is on or off. */
export function Switch({ name, text, checked, hint, onChange }: Props) {
  const id = useId();
  return (
    <div className="field">
      <span id={id} className="field__name">
        {name}
      </span>
      <div className="choices">
        <label className="choice">
          <input
            type="checkbox"
            role="switch"
            aria-labelledby={id}
            aria-checked={checked}
            aria-describedby={hint === null ? undefined : `${id}-hint`}
            checked={checked}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span>{text}</span>
        </label>
      </div>
      {hint !== null && (
        <p id={`${id}-hint`} className="field__hint">
          {hint}
        </p>
      )}
    </div>
  );
}
