import { useCallback } from 'react';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { type FieldName, parseUser } from './fields.ts';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly onChange: (name: FieldName, value: string) => void;
}

/** As whom the Pi's Prometheus is asked. */
export function UserInput({ onChange }: Props) {
  const { t } = useTexts();
  const value = useAppState((state) => state.settings.prometheusUser);
  const change = useCallback((user: string) => onChange('prometheusUser', user), [onChange]);
  const typed = useTyped({ value, parse: parseUser, onChange: change });
  return (
    <TypedField
      name={t('settings:names.prometheusUser')}
      typed={typed}
      isNumber={false}
      hint={t('settings:hints.prometheusUser')}
    />
  );
}
