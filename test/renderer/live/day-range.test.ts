import { describe, expect, it } from 'vitest';
import { days, epochMs, hours, after as later } from '../../../app/units.ts';
import { dayOf, lastDays, until } from '../../../renderer/live/day-range.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => epochMs(Date.parse(text));

describe('the days of the Live view', () => {
  it('have 25 hours when the clock is put back', () => {
    const { from, to } = dayOf(at('2026-10-25T12:00:00+01:00'), BERLIN);
    expect(to - from).toBe(hours(25));
  });

  it.each(['2026-04-05T00:00:00+02:00', '2026-04-05T23:59:59+02:00', '2026-10-30T12:00:00+01:00'])(
    'are so many local ones, today the last: %s',
    (now) => {
      const { from, to } = lastDays(at(now), 14, BERLIN);
      expect(to).toBe(dayOf(at(now), BERLIN).to);
      expect(Math.round((to - from) / days(1))).toBe(14);
      expect(from).toBe(dayOf(from, BERLIN).from);
    },
  );

  it('end at the present', () => {
    const from = at('2026-11-22T00:00:00+01:00');
    const now = later(from, hours(3));
    const strip = [
      { from, to: later(from, hours(2)), state: 'standby' as const },
      { from: later(from, hours(2)), to: later(from, hours(24)), state: null },
    ];
    expect(until(strip, now)).toEqual([strip[0], { ...strip[1], to: now }]);
    expect(until(strip, from)).toEqual([]);
  });
});
