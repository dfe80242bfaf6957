import { useCallback } from 'react';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { type FieldName, parseCaFile } from './fields.ts';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly onChange: (name: FieldName, value: string) => void;
}

/** Whose signature on the certificate of the Pi's Prometheus is trusted as well. */
export function CaFileInput({ onChange }: Props) {
  const { t } = useTexts();
  const value = useAppState((state) => state.settings.prometheusCaFile);
  const change = useCallback((file: string) => onChange('prometheusCaFile', file), [onChange]);
  const typed = useTyped({ value, parse: parseCaFile, onChange: change });
  return (
    <TypedField
      name={t('settings:names.prometheusCaFile')}
      typed={typed}
      isNumber={false}
      hint={t('settings:hints.prometheusCaFile')}
    />
  );
}
