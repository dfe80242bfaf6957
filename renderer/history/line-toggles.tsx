import { POWER_FIELDS, type PowerField } from '../../app/measurement.ts';
import { useTexts } from '../state/texts.tsx';

interface Props {
  readonly shown: ReadonlySet<PowerField>;
  readonly onChange: (shown: ReadonlySet<PowerField>) => void;
}

/** The legend of the power chart; each entry takes its line away and brings it back. */
export function LineToggles({ shown, onChange }: Props) {
  const { t } = useTexts();
  const toggle = (field: PowerField): void => {
    const next = new Set(shown);
    if (!next.delete(field)) next.add(field);
    onChange(next);
  };
  return (
    <fieldset className="line-toggles">
      <legend className="unseen">{t('historyView:lines')}</legend>
      {POWER_FIELDS.map((field, index) => {
        const name = index === 0 ? 'total' : `L${index}`;
        return (
          <button
            key={field}
            type="button"
            className="line-toggles__line"
            aria-pressed={shown.has(field)}
            onClick={() => toggle(field)}
          >
            <span className={`swatch swatch--${name}`} aria-hidden="true" />
            {index === 0 ? t('historyView:total') : name}
          </button>
        );
      })}
    </fieldset>
  );
}
