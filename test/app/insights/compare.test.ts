import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { QUARTER } from '../../../app/energy/counter.ts';
import { periodStart } from '../../../app/energy/periods.ts';
import { calendarOf, weekdayOf } from '../../../app/insights/calendar.ts';
import { sharedByDay, sharedByPlace } from '../../../app/insights/compare.ts';
import { dayBefore, dayYearBefore, spanAt } from '../../../app/insights/spans.ts';
import type { QuarterSums, Stretch } from '../../../app/insights/sums.ts';
import { epochMs, hours } from '../../../app/units.ts';

const ZONE = 'Europe/Berlin';
const at = (text: string) => epochMs(DateTime.fromISO(text, { zone: ZONE }).toMillis());

/** Everything is known but these stretches. */
const knownBut = (...gaps: readonly (readonly [string, string])[]): QuarterSums => {
  const missing = gaps.map(([from, to]) => [at(from) / QUARTER, at(to) / QUARTER] as const);
  return {
    addTo: () => undefined,
    energy: () => 0,
    seen: ({ first, end }) => {
      const gone = missing.reduce(
        (sum, [from, to]) => sum + Math.max(0, Math.min(end, to) - Math.max(first, from)),
        0,
      );
      return (end - first - gone) * QUARTER;
    },
  };
};

const hoursOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { first, end }) => sum + ((end - first) * QUARTER) / hours(1), 0);

describe('hours that two spans share', () => {
  const calendar = calendarOf(ZONE);

  it('are those on the wall that both days have, where the clocks change', () => {
    const week = spanAt(at('2026-03-29T12:00'), 'week', ZONE);
    const shared = sharedByDay(week, calendar, (day) => dayBefore(day, 'week'), knownBut());
    expect(shared.count).toBe(7 * 24 - 1);
    const autumn = spanAt(at('2026-10-25T12:00'), 'day', ZONE);
    const long = sharedByDay(autumn, calendar, (day) => dayBefore(day, 'day'), knownBut());
    expect(long.count).toBe(24);
    expect([hoursOf(long.now), hoursOf(long.earlier)]).toEqual([24, 24]);
  });

  it('are those for which both have data', () => {
    const day = spanAt(at('2026-11-22T12:00'), 'day', ZONE);
    const sums = knownBut(
      ['2026-11-22T03:00', '2026-11-22T05:00'],
      ['2026-11-21T04:30', '2026-11-21T06:15'],
    );
    const { count, now, earlier } = sharedByDay(
      day,
      calendar,
      (one) => dayBefore(one, 'day'),
      sums,
    );
    // 3, 4, 5 and, with a quarter missing, 6 o’clock are not.
    expect(count).toBe(20);
    expect([hoursOf(now), hoursOf(earlier)]).toEqual([20, 20]);
    expect(now.map(({ first, end }) => [first, end])).toEqual([
      [at('2026-11-22T00:00') / QUARTER, at('2026-11-22T03:00') / QUARTER],
      [at('2026-11-22T07:00') / QUARTER, at('2026-11-23T00:00') / QUARTER],
    ]);
  });

  it('leave out days that the other month or year has not', () => {
    const march = spanAt(at('2026-03-10T12:00'), 'month', ZONE);
    const month = sharedByDay(march, calendar, (day) => dayBefore(day, 'month'), knownBut());
    // 28 days, without the hour that 29 March has not; that day has no counterpart.
    expect(month.count).toBe(28 * 24);
    const leap = spanAt(at('2028-06-10T12:00'), 'year', ZONE);
    const year = sharedByDay(leap, calendar, (day) => dayYearBefore(day, 'year'), knownBut());
    // The hours at which the clocks are set differ by the date, so each change costs one.
    expect(Math.abs(year.count - 365 * 24)).toBeLessThanOrEqual(2);
    expect(hoursOf(year.now)).toBe(hoursOf(year.earlier));
  });

  it('are those at the same place of two free ranges', () => {
    const now = { from: at('2026-11-22T10:00'), to: at('2026-11-22T14:30') };
    const before = { from: at('2026-11-22T05:30'), to: at('2026-11-22T10:00') };
    expect(sharedByPlace(now, before, knownBut()).count).toBe(4);
    const sums = knownBut(['2026-11-22T05:30', '2026-11-22T06:00']);
    expect(sharedByPlace(now, before, sums).count).toBe(3);
  });
});

describe('the calendar of a zone', () => {
  const ZONES = [
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'UTC',
  ];

  it('has the days that luxon has, and numbers them by the calendar', () => {
    const moment = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) }).map(epochMs);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), moment, (zone, time) => {
        const calendar = calendarOf(zone);
        const day = calendar.dayAt(time);
        const start = periodStart(time, 'day', zone);
        expect(calendar.start(day)).toBe(start);
        expect(weekdayOf(day)).toBe(DateTime.fromMillis(time, { zone }).weekday);
        const shown = calendar.hours(day);
        expect(shown[0]?.first).toBe(start / QUARTER);
        expect(shown.at(-1)?.end).toBe(calendar.start(day + 1) / QUARTER);
      }),
    );
  });

  it('finds the same ISO week of the year before as luxon does', () => {
    const moment = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(moment, (time) => {
        const day = Math.floor(time / hours(24));
        const found = dayYearBefore(day, 'week');
        const { weekYear, weekNumber, weekday } = DateTime.fromMillis(day * hours(24), {
          zone: 'UTC',
        });
        const expected = DateTime.fromObject(
          { weekYear: weekYear - 1, weekNumber: Math.min(weekNumber, 52) },
          { zone: 'UTC' },
        );
        const isThere = weekNumber <= expected.weeksInWeekYear;
        const weeks = weekNumber - Math.min(weekNumber, 52);
        const wanted = expected.plus({ weeks, days: weekday - 1 });
        expect(found).toBe(isThere ? wanted.toMillis() / hours(24) : null);
      }),
    );
  });
});
