import { nextPeriod, periodStart } from '../../app/energy/periods.ts';
import type { StripSegment, TimeRange } from '../../app/history/query.ts';
import { type EpochMs, epochMs, hours } from '../../app/units.ts';

/** The local day of `now`, up to the midnight that ends it; 23 to 25 hours. */
export const dayOf = (now: EpochMs, zone: string): TimeRange => ({
  from: periodStart(now, 'day', zone),
  to: nextPeriod(now, 'day', zone),
});

/** The last `count` local days, today among them. */
export function lastDays(now: EpochMs, count: number, zone: string): TimeRange {
  const { from: today, to } = dayOf(now, zone);
  // Half a day less than so many days ago is on the right day, whether days have 23 or 25 hours.
  const inside = epochMs(today - (count - 1) * hours(24) + hours(12));
  return { from: periodStart(inside, 'day', zone), to };
}

/** Nobody can know what comes; without this the rest of the day would be called missing. */
export const until = (segments: readonly StripSegment[], now: EpochMs): readonly StripSegment[] =>
  segments
    .filter(({ from }) => from < now)
    .map((segment) => (segment.to <= now ? segment : { ...segment, to: now }));
