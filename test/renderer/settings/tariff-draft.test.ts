import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { tariffSchema } from '../../../app/insights/tariff.ts';
import {
  dateBounds,
  nextPrices,
  nextWindow,
  parseCurrency,
  parseDate,
  parseEdge,
  parsePrice,
  toggled,
  typedPrice,
} from '../../../renderer/settings/tariff-draft.ts';

const TODAY = DateTime.fromISO('2026-11-22T12:00');
const first = nextPrices([], TODAY);

describe('a tariff that is typed', () => {
  test('begins with the year, goes on today, and never twice on one day', () => {
    expect(first.from).toBe('2026-01-01');
    const second = nextPrices([{ ...first, perKwh: 0.3 }], TODAY);
    expect(second).toMatchObject({ from: '2026-11-22', perKwh: 0.3 });
    const third = nextPrices([first, second], TODAY);
    expect(third.from).toBe('2026-11-23');
    const prices = [first, { ...second, windows: [nextWindow(second)] }, third];
    expect(tariffSchema.safeParse({ currency: 'EUR', prices }).success).toBe(true);
  });

  test('keeps its days in order', () => {
    const prices = ['2026-01-01', '2026-05-01', '2026-09-01'].map((from) => ({ ...first, from }));
    const bounds = dateBounds(prices, 1);
    expect(parseDate('2026-06-15', bounds)).toBe('2026-06-15');
    for (const text of ['2026-01-01', '2026-09-01', '2027-01-01', '', '2026-02-30', '0026-06-15']) {
      expect(parseDate(text, bounds)).toBeNull();
    }
    expect(parseDate('2019-01-01', dateBounds(prices, 0))).toBe('2019-01-01');
  });

  test('takes prices with a point or a comma, down to below nothing', () => {
    expect(['0,3247', ' 0.3247 ', '-0.05', '30'].map((text) => parsePrice('perKwh', text))).toEqual(
      [0.3247, 0.3247, -0.05, 30],
    );
    for (const text of ['', 'x', '1e3', '1001', '-11', '1.2.3', '0,30 €']) {
      expect(parsePrice('perKwh', text)).toBeNull();
    }
    expect(parsePrice('basePerMonth', '-1')).toBeNull();
    expect(typedPrice('de', 0.3247)).toBe('0,3247');
  });

  test('takes currencies that there are', () => {
    expect(['eur', ' CHF '].map(parseCurrency)).toEqual(['EUR', 'CHF']);
    expect(['', 'EURO', 'ZZZ', '€'].map(parseCurrency)).toEqual([null, null, null, null]);
  });

  test('takes quarters of an hour, and midnight as an end alone', () => {
    expect(parseEdge('from', '6:15')).toBe('06:15');
    expect(parseEdge('to', '24:00')).toBe('24:00');
    expect(parseEdge('from', '24:00')).toBeNull();
    for (const text of ['', '6', '06:10', '25:00']) expect(parseEdge('to', text)).toBeNull();
  });

  test('leaves each window a day', () => {
    expect(toggled([1, 3], 2)).toEqual([1, 2, 3]);
    expect(toggled([1, 3], 1)).toEqual([3]);
    expect(toggled([3], 3)).toBeNull();
  });
});
