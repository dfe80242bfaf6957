import { settingsShape } from '../../app/settings.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import { Choices } from './choices.tsx';
import type { ChoiceField, FieldName } from './fields.ts';

interface Props {
  readonly field: ChoiceField;
  /** A command-line flag holds the value until it is changed here. */
  readonly flagged: boolean;
  readonly onChange: (name: FieldName, value: string) => void;
}

/** A setting that takes one of a few words. */
export function ChoiceInput({ field: { name }, flagged, onChange }: Props) {
  const { t } = useTexts();
  const value = useAppState((state) => state.settings[name]);
  const texts = t(`settings:${name}`, { returnObjects: true }) as Readonly<Record<string, string>>;
  return (
    <Choices
      name={t(`settings:names.${name}`)}
      choices={settingsShape[name].options.map((option) => ({
        value: option,
        text: texts[option] ?? option,
      }))}
      value={value}
      hint={flagged ? t('settings:overridden') : null}
      onChange={(option) => onChange(name, option)}
    />
  );
}
