import { describe, expect, test } from 'vitest';
import { relativeChange } from '../../../app/report/change.ts';
import { isPeriod, monthsUpTo, periodQuery } from '../../../app/report/period.ts';

const iso = (at: number | undefined): string => new Date(at ?? 0).toISOString();

describe('the period of a report', () => {
  test.each([
    ['2026', 'year', '2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['2026-10', 'month', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['2026-W43', 'week', '2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2026-10-25', 'day', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ])('%s is a %s from %s to %s in Berlin', (period, kind, from, to) => {
    const query = periodQuery(period, 'Europe/Berlin');
    expect([query?.kind, iso(query?.from), iso(query?.to)]).toEqual([kind, from, to]);
  });

  test.each(['', '2026-13', '2026-02-30', '2026-W54', '26-10', '1999', 'October', '2026-10-1'])(
    'is none such as "%s"',
    (period) => expect(isPeriod(period)).toBe(false),
  );

  test('can be one of the last months', () => {
    const months = monthsUpTo(Date.UTC(2026, 0, 31, 23, 30), 'Europe/Berlin', 3);
    expect(months).toEqual(['2026-02', '2026-01', '2025-12']);
  });
});

test('a change is a part of what was before; of nothing there is none', () => {
  expect(relativeChange(12, 10)).toBeCloseTo(0.2, 9);
  expect(relativeChange(0, 10)).toBe(-1);
  // What costs less than nothing may cost more than before.
  expect(relativeChange(-5, -10)).toBeCloseTo(0.5, 9);
  expect(relativeChange(5, 0)).toBeNull();
  expect(relativeChange(null, 5)).toBeNull();
});
