import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { TimeRange } from '../../../app/history/query.ts';
import { spanAt, spanBefore, spanYearBefore } from '../../../app/insights/spans.ts';
import { epochMs, hours } from '../../../app/units.ts';

const ZONE = 'Europe/Berlin';
const at = (text: string) => epochMs(DateTime.fromISO(text, { zone: ZONE }).toMillis());
const told = (range: TimeRange | null) =>
  range &&
  [range.from, range.to].map((time) =>
    DateTime.fromMillis(time, { zone: ZONE }).toFormat('yyyy-MM-dd HH:mm'),
  );

describe('the span that holds a moment', () => {
  it('is the local day, of 23 hours where the clocks change', () => {
    const day = spanAt(at('2026-03-29T15:00'), 'day', ZONE);
    expect(told(day)).toEqual(['2026-03-29 00:00', '2026-03-30 00:00']);
    expect(day.to - day.from).toBe(hours(23));
  });

  it('is the week from Monday, the month and the year', () => {
    const moment = at('2027-01-02T03:00');
    expect(told(spanAt(moment, 'week', ZONE))).toEqual(['2026-12-28 00:00', '2027-01-04 00:00']);
    expect(told(spanAt(moment, 'month', ZONE))).toEqual(['2027-01-01 00:00', '2027-02-01 00:00']);
    expect(told(spanAt(moment, 'year', ZONE))).toEqual(['2027-01-01 00:00', '2028-01-01 00:00']);
  });
});

describe('what a span is compared with', () => {
  it('is the one before', () => {
    const month = spanAt(at('2026-03-10T12:00'), 'month', ZONE);
    expect(told(spanBefore(month, 'month', ZONE))).toEqual([
      '2026-02-01 00:00',
      '2026-03-01 00:00',
    ]);
    const free = { from: at('2026-03-10T12:00'), to: at('2026-03-10T15:00') };
    expect(told(spanBefore(free, 'free', ZONE))).toEqual(['2026-03-10 09:00', '2026-03-10 12:00']);
  });

  it('is the same date, month or ISO week a year before', () => {
    const day = spanAt(at('2026-11-22T12:00'), 'day', ZONE);
    expect(told(spanYearBefore(day, 'day', ZONE))).toEqual([
      '2025-11-22 00:00',
      '2025-11-23 00:00',
    ]);
    const week = spanAt(at('2026-11-22T12:00'), 'week', ZONE);
    expect(told(spanYearBefore(week, 'week', ZONE))).toEqual([
      '2025-11-17 00:00',
      '2025-11-24 00:00',
    ]);
    const leapYear = spanAt(at('2028-11-22T12:00'), 'year', ZONE);
    expect(told(spanYearBefore(leapYear, 'year', ZONE))).toEqual([
      '2027-01-01 00:00',
      '2028-01-01 00:00',
    ]);
    const free = { from: at('2026-03-10T12:00'), to: at('2026-03-12T15:00') };
    expect(told(spanYearBefore(free, 'free', ZONE))).toEqual([
      '2025-03-10 12:00',
      '2025-03-12 15:00',
    ]);
  });

  it('is nothing where the year before has no such day or week', () => {
    const leapDay = spanAt(at('2028-02-29T12:00'), 'day', ZONE);
    expect(spanYearBefore(leapDay, 'day', ZONE)).toBeNull();
    const week53 = spanAt(at('2026-12-30T12:00'), 'week', ZONE);
    expect(spanYearBefore(week53, 'week', ZONE)).toBeNull();
  });
});
