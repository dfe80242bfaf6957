import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { type EpochMs, epochMs, hours } from '../../../app/units.ts';
import {
  daysIn,
  movedSpan,
  type Span,
  spanAt,
  spanOfDays,
} from '../../../renderer/heat-pump/spans.ts';

const ZONE = 'Europe/Berlin';
const at = (iso: string): EpochMs => epochMs(DateTime.fromISO(iso, { zone: ZONE }).toMillis());
const said = ({ from, to }: Span): string =>
  [from, to].map((edge) => DateTime.fromMillis(edge, { zone: ZONE }).toISODate()).join(' – ');

describe('a span of the calendar', () => {
  it.each([
    ['day', '2026-11-22T13:00', '2026-11-22 – 2026-11-23'],
    ['week', '2026-11-22T13:00', '2026-11-16 – 2026-11-23'],
    ['month', '2026-11-22T13:00', '2026-11-01 – 2026-12-01'],
    ['year', '2026-11-22T13:00', '2026-01-01 – 2027-01-01'],
  ] as const)('of a %s holds the time', (kind, time, days) => {
    expect(said(spanAt(kind, at(time), ZONE))).toBe(days);
  });

  it('begins a week on Monday, at its first and its last moment', () => {
    const week = spanAt('week', at('2026-11-16T00:00'), ZONE);
    expect(said(week)).toBe('2026-11-16 – 2026-11-23');
    expect(spanAt('week', epochMs(week.to - 1), ZONE)).toEqual(week);
  });

  it('has 23 or 25 hours on the days on which the clock is changed', () => {
    const lengthOf = ({ from, to }: Span): number => (to - from) / hours(1);
    expect(lengthOf(spanAt('day', at('2026-03-29T12:00'), ZONE))).toBe(23);
    expect(lengthOf(spanAt('day', at('2026-10-25T12:00'), ZONE))).toBe(25);
    expect(daysIn(spanAt('month', at('2026-03-10'), ZONE), ZONE)).toBe(31);
    expect(daysIn(spanAt('month', at('2026-10-10'), ZONE), ZONE)).toBe(31);
  });
});

describe('the way to other spans', () => {
  it('leads from the end of a month to the end of the shorter one', () => {
    const march = spanAt('month', at('2026-03-31'), ZONE);
    expect(said(movedSpan(march, -1, ZONE))).toBe('2026-02-01 – 2026-03-01');
    expect(said(movedSpan(march, 1, ZONE))).toBe('2026-04-01 – 2026-05-01');
  });

  it('moves free days by as many days, across a change of the clock too', () => {
    const free = spanOfDays(at('2026-03-27'), at('2026-03-29'), ZONE);
    expect(said(free)).toBe('2026-03-27 – 2026-03-30');
    expect(said(movedSpan(free, -1, ZONE))).toBe('2026-03-24 – 2026-03-27');
    expect(said(movedSpan(free, 1, ZONE))).toBe('2026-03-30 – 2026-04-02');
  });

  it('joins on without hole or overlap, and back again', () => {
    const kinds = fc.constantFrom('day', 'week', 'month', 'year' as const);
    const times = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2040, 0) });
    const zones = fc.constantFrom(ZONE, 'America/New_York', 'Australia/Lord_Howe', 'UTC');
    fc.assert(
      fc.property(kinds, times, zones, (kind, time, zone) => {
        const span = spanAt(kind as 'day', epochMs(time), zone);
        const next = movedSpan(span, 1, zone);
        expect(span.from <= time && time < span.to).toBe(true);
        expect(next.from).toBe(span.to);
        expect(movedSpan(next, -1, zone)).toEqual(span);
      }),
    );
  });
});
