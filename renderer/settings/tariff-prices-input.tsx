import { DateTime } from 'luxon';
import type { TariffPrices } from '../../app/insights/tariff.ts';
import { useTexts } from '../state/texts.tsx';
import { PriceField } from './price-field.tsx';
import {
  dateBounds,
  MOST_WINDOWS,
  nextWindow,
  parseDate,
  withAt,
  withoutAt,
} from './tariff-draft.ts';
import { TariffWindowInput } from './tariff-window-input.tsx';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';

interface Props {
  readonly prices: readonly TariffPrices[];
  readonly index: number;
  readonly currency: string;
  readonly change: (patch: Partial<TariffPrices>) => void;
  readonly remove: () => void;
}

type PartProps = Props & { readonly one: TariffPrices };

function From({ prices, index, one, change }: PartProps) {
  const { t, language } = useTexts();
  const bounds = dateBounds(prices, index);
  const typed = useTyped({
    value: one.from,
    parse: (text) => parseDate(text, bounds),
    onChange: (from) => change({ from }),
  });
  const say = (day: string): string =>
    DateTime.fromISO(day, { locale: language }).toLocaleString(DateTime.DATE_MED);
  const wrong = t('tariff:wrongDay', { after: say(bounds.after), before: say(bounds.before) });
  return (
    <TypedField
      name={t('tariff:validFrom')}
      typed={typed}
      type="date"
      isNumber
      hint={typed.isWrong ? wrong : t('tariff:validFromHint')}
    />
  );
}

function Windows({ one, currency, change }: PartProps) {
  const { t } = useTexts();
  const { windows } = one;
  const set = (next: TariffPrices['windows']): void => change({ windows: next });
  return (
    <>
      {windows.map((window, at) => (
        <TariffWindowInput
          // biome-ignore lint/suspicious/noArrayIndexKey: a window is its place; it has no name.
          key={at}
          window={window}
          name={t('tariff:window', { number: at + 1 })}
          unit={t('tariff:perKwh', { currency })}
          change={(patch) => set(withAt(windows, at, patch))}
          remove={() => set(withoutAt(windows, at))}
        />
      ))}
    </>
  );
}

/** What holds from one day on. */
export function TariffPricesInput(props: Props) {
  const { t } = useTexts();
  const { prices, index, currency, change, remove } = props;
  const one = prices[index];
  if (one === undefined) return null;
  const add = (): void => change({ windows: [...one.windows, nextWindow(one)] });
  return (
    <fieldset className="tariff" aria-label={t('tariff:prices', { number: index + 1 })}>
      <From {...props} one={one} />
      <PriceField
        price="perKwh"
        name={t('tariff:price')}
        unit={t('tariff:perKwh', { currency })}
        value={one.perKwh}
        hint={one.windows.length > 0 ? t('tariff:otherTimes') : ''}
        onChange={(perKwh) => change({ perKwh })}
      />
      <PriceField
        price="basePerMonth"
        name={t('tariff:base')}
        unit={t('tariff:perMonth', { currency })}
        value={one.basePerMonth}
        hint={t('tariff:baseHint')}
        onChange={(basePerMonth) => change({ basePerMonth })}
      />
      <Windows {...props} one={one} />
      <div className="tariff__actions">
        <button
          type="button"
          className="button"
          disabled={one.windows.length >= MOST_WINDOWS}
          onClick={add}
        >
          {t('tariff:addWindow')}
        </button>
        <button type="button" className="button" onClick={remove}>
          {t('tariff:removePrices')}
        </button>
      </div>
    </fieldset>
  );
}
