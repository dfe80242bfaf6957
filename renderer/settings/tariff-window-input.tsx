import { useId } from 'react';
import type { TariffWindow } from '../../app/insights/tariff.ts';
import { useTexts } from '../state/texts.tsx';
import { PriceField } from './price-field.tsx';
import { parseEdge, toggled, WEEKDAYS } from './tariff-draft.ts';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly window: TariffWindow;
  readonly name: string;
  readonly unit: string;
  readonly change: (patch: Partial<TariffWindow>) => void;
  readonly remove: () => void;
}

/** Any Monday: the days after it give the weekdays their names. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function Days({ window, change }: Pick<Props, 'window' | 'change'>) {
  const { t, language } = useTexts();
  const id = useId();
  const nameOf = (day: number, weekday: 'short' | 'long'): string =>
    new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(
      A_MONDAY + (day - 1) * DAY_MS,
    );
  return (
    <fieldset className="field field--set" aria-labelledby={id} aria-describedby={`${id}-hint`}>
      <span id={id} className="field__name">
        {t('tariff:days')}
      </span>
      <div className="choices">
        {WEEKDAYS.map((day) => (
          <label key={day} className="choice choice--day">
            <input
              type="checkbox"
              aria-label={nameOf(day, 'long')}
              checked={window.days.includes(day)}
              onChange={() => {
                const days = toggled(window.days, day);
                if (days !== null) change({ days });
              }}
            />
            <span>{nameOf(day, 'short')}</span>
          </label>
        ))}
      </div>
      <p id={`${id}-hint`} className="field__hint">
        {t('tariff:daysHint')}
      </p>
    </fieldset>
  );
}

function Edge({ window, change, which }: Props & { readonly which: 'from' | 'to' }) {
  const { t } = useTexts();
  const typed = useTyped({
    value: window[which],
    parse: (text) => parseEdge(which, text),
    onChange: (time) => change({ [which]: time }),
  });
  const hint = which === 'to' ? t('tariff:toHint') : '';
  return (
    <TypedField
      name={t(`tariff:${which}`)}
      typed={typed}
      isNumber
      hint={typed.isWrong ? t('tariff:noQuarter') : hint}
    />
  );
}

/** Hours of some weekdays with a price of their own. */
export function TariffWindowInput(props: Props) {
  const { t } = useTexts();
  const { window, name, unit, change, remove } = props;
  return (
    <fieldset className="rule" aria-label={name}>
      <Days {...props} />
      <Edge {...props} which="from" />
      <Edge {...props} which="to" />
      <PriceField
        price="perKwh"
        name={t('tariff:windowPrice')}
        unit={unit}
        value={window.perKwh}
        hint={t('tariff:windowHint')}
        onChange={(perKwh) => change({ perKwh })}
      />
      <div className="tariff__actions">
        <button type="button" className="button" onClick={remove}>
          {t('tariff:removeWindow')}
        </button>
      </div>
    </fieldset>
  );
}
