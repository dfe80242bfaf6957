import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { FieldName, SwitchField } from './fields.ts';
import { Switch } from './switch.tsx';

interface Props {
  readonly field: SwitchField;
  readonly onChange: (name: FieldName, value: boolean) => void;
}

/** A setting that is on or off. */
export function SwitchInput({ field: { name }, onChange }: Props) {
  const { t } = useTexts();
  const checked = useAppState((state) => state.settings[name]);
  return (
    <Switch
      name={t(`settings:names.${name}`)}
      text={t('settings:on')}
      checked={checked}
      hint={t(`settings:hints.${name}`)}
      onChange={(next) => onChange(name, next)}
    />
  );
}
