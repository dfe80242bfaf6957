import { DateTime } from 'luxon';
import { useCallback } from 'react';
import type { Tariff } from '../../app/insights/tariff.ts';
import { useAppState, useNewestState, useServices } from '../state/services.tsx';
import { useTexts } from '../state/texts.tsx';
import type { FieldName } from './fields.ts';
import { MOST_PRICES, nextPrices, parseCurrency, withAt, withoutAt } from './tariff-draft.ts';
import { TariffPricesInput } from './tariff-prices-input.tsx';
import { TypedField } from './typed-field.tsx';
import { useTyped } from './use-typed.ts';
import './tariff.css';

interface Props {
  readonly onChange: (name: FieldName, value: Tariff) => void;
}

function Currency(props: { readonly value: string; readonly set: (currency: string) => void }) {
  const { t } = useTexts();
  const typed = useTyped({ value: props.value, parse: parseCurrency, onChange: props.set });
  return (
    <TypedField
      name={t('tariff:currency')}
      typed={typed}
      isNumber
      hint={t(typed.isWrong ? 'tariff:noCurrency' : 'tariff:currencyHint')}
    />
  );
}

/** The prices of electricity, by the day from which they hold. */
export function TariffInput({ onChange }: Props) {
  const { t } = useTexts();
  const { clock } = useServices();
  const tariff = useAppState((state) => state.settings.tariff);
  const newest = useNewestState();
  const set = useCallback(
    (change: (before: Tariff) => Partial<Tariff>): void => {
      const before = newest().settings.tariff;
      onChange('tariff', { ...before, ...change(before) });
    },
    [newest, onChange],
  );
  const { currency, prices } = tariff;
  const add = (): void => {
    const today = DateTime.fromMillis(clock.now());
    set((before) => ({ prices: [...before.prices, nextPrices(before.prices, today)] }));
  };
  return (
    <>
      <p className="field__hint">{t('tariff:hint')}</p>
      {prices.length > 0 && (
        <Currency value={currency} set={(next) => set(() => ({ currency: next }))} />
      )}
      {prices.map((_, index) => (
        <TariffPricesInput
          // biome-ignore lint/suspicious/noArrayIndexKey: their days stay in order, so a place stays.
          key={index}
          prices={prices}
          index={index}
          currency={currency}
          change={(patch) => set((before) => ({ prices: withAt(before.prices, index, patch) }))}
          remove={() => set((before) => ({ prices: withoutAt(before.prices, index) }))}
        />
      ))}
      <div className="tariff__actions">
        <button
          type="button"
          className="button"
          disabled={prices.length >= MOST_PRICES}
          onClick={add}
        >
          {t(prices.length === 0 ? 'tariff:addFirst' : 'tariff:addPrices')}
        </button>
      </div>
    </>
  );
}
