import { DateTime, IANAZone } from 'luxon';
import { type EpochMs, epochMs } from '../units.ts';

export const PERIODS = ['hour', 'day', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);

/** When the local `period` that holds `at` began. */
export function periodStart(at: EpochMs, period: Period, zone: string): EpochMs {
  return epochMs(DateTime.fromMillis(at, { zone }).startOf(period).toMillis());
}

/** When the local `period` after the one that holds `at` begins; days have 23 to 25 hours. */
export function nextPeriod(at: EpochMs, period: Period, zone: string): EpochMs {
  const start = DateTime.fromMillis(at, { zone }).startOf(period);
  // An hour is a span of time, the others are steps in the calendar.
  return epochMs(
    start
      .plus({ [period]: 1 })
      .startOf(period)
      .toMillis(),
  );
}

/**
 * The edges of all local periods that touch `[from, to)`: the first is at or before `from`,
 * the last at or after `to`.
 */
export function periodEdges(
  from: EpochMs,
  to: EpochMs,
  period: Period,
  zone: string,
): readonly EpochMs[] {
  const edges = [periodStart(from, period, zone)];
  for (let edge = edges[0] ?? from; edge < to; ) {
    edge = nextPeriod(edge, period, zone);
    edges.push(edge);
  }
  return edges;
}
