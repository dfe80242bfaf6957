import { useId } from 'react';
import { settingsShape } from '../../app/settings.ts';
import { useAppState } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { ChoiceField, FieldName } from './fields.ts';

interface Props {
  readonly field: ChoiceField;
  /** A command-line flag holds the value until it is changed here. */
  readonly flagged: boolean;
  readonly onChange: (name: FieldName, value: string) => void;
}

/** A few words of which one holds. */
export function ChoiceInput({ field: { name }, flagged, onChange }: Props) {
  const { t } = useTexts();
  const group = useId();
  const value = useAppState((state) => state.settings[name]);
  const texts = t(`settings:${name}`, { returnObjects: true }) as Readonly<Record<string, string>>;
  return (
    <div className="field" role="radiogroup" aria-labelledby={group}>
      <span id={group} className="field__name">
        {t(`settings:names.${name}`)}
      </span>
      <div className="choices">
        {settingsShape[name].options.map((option) => (
          <label key={option} className="choice">
            <input
              type="radio"
              name={group}
              value={option}
              checked={option === value}
              onChange={() => onChange(name, option)}
            />
            <span>{texts[option] ?? option}</span>
          </label>
        ))}
      </div>
      {flagged && <p className="field__hint">{t('settings:overridden')}</p>}
    </div>
  );
}
