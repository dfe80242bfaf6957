import { useEffect, useId, useState } from 'react';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { boundsOf, type FieldName, type NumberField, parseNumber } from './fields.ts';

interface Props {
  readonly field: NumberField;
  /** A command-line flag holds the value until it is changed here. */
  readonly flagged: boolean;
  readonly onChange: (name: FieldName, value: number) => void;
}

/** So long after the last key a number counts as typed. */
const TYPED_AFTER_MS = 500;

/** A whole number with its unit; holds what is typed until it is valid. */
export function NumberInput({ field: { name, unit }, flagged, onChange }: Props) {
  const { t } = useTexts();
  const id = useId();
  const value = useAppState((state) => state.settings[name]);
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? value : parseNumber(name, typed);

  useEffect(() => {
    if (typed === null || parsed === null) return;
    const apply = (): void => {
      if (parsed !== value) onChange(name, parsed);
      setTyped(null);
    };
    const timer = setTimeout(apply, TYPED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, parsed, value, name, onChange]);

  return (
    <div className="field">
      <label className="field__name" htmlFor={id}>
        {t(`settings:names.${name}`)}
      </label>
      <div className="number">
        <input
          id={id}
          className="input"
          inputMode="numeric"
          autoComplete="off"
          value={typed ?? String(value)}
          aria-invalid={parsed === null}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span>{t(`settings:units.${unit}`)}</span>
      </div>
      <p id={`${id}-hint`} className={parsed === null ? 'field__problem' : 'field__hint'}>
        {parsed === null
          ? t('settings:range', boundsOf(name))
          : t(flagged ? 'settings:overridden' : `settings:hints.${name}`)}
      </p>
    </div>
  );
}
