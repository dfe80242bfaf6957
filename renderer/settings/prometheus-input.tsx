import { useCallback } from 'react';
import type { Settings } from '../../app/settings.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { FieldName } from './fields.ts';
import { readPrometheusAddress } from './prometheus-address.ts';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly onChange: (name: FieldName, value: Settings['prometheus']) => void;
}

function parse(text: string): string | null {
  const read = readPrometheusAddress(text);
  return read.kind === 'address' ? read.url : null;
}

/** Where the Pi's Prometheus answers. */
export function PrometheusInput({ onChange }: Props) {
  const { t } = useTexts();
  const value = useAppState((state) => state.settings.prometheus.url);
  const change = useCallback((url: string) => onChange('prometheus', { url }), [onChange]);
  const typed = useTyped({ value, parse, onChange: change });
  const { kind } = readPrometheusAddress(typed.text);
  return (
    <TypedField
      name={t('settings:names.prometheus')}
      typed={typed}
      isNumber={false}
      hint={t(`settings:prometheus.${kind}`)}
    />
  );
}
