import { useCallback } from 'react';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { boundsOf, type FieldName, type NumberField, parseNumber } from './fields.ts';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly field: NumberField;
  /** A command-line flag holds the value until it is changed here. */
  readonly flagged: boolean;
  readonly onChange: (name: FieldName, value: number) => void;
}

/** A whole number with its unit; holds what is typed until it is valid. */
export function NumberInput({ field: { name, unit }, flagged, onChange }: Props) {
  const { t } = useTexts();
  const value = useAppState((state) => state.settings[name]);
  const change = useCallback((next: number) => onChange(name, next), [name, onChange]);
  const typed = useTyped({ value, parse: (text) => parseNumber(name, text), onChange: change });
  const hint = t(flagged ? 'settings:overridden' : `settings:hints.${name}`);
  return (
    <TypedField
      name={t(`settings:names.${name}`)}
      typed={typed}
      unit={t(`settings:units.${unit}`)}
      isNumber
      hint={typed.isWrong ? t('settings:range', boundsOf(name)) : hint}
    />
  );
}
