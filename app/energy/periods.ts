import { DateTime, IANAZone } from 'luxon';
import { type EpochMs, epochMs } from '../units.ts';

export const PERIODS = ['hour', 'day', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);

/** When the local `period` that holds `at` began. */
export function periodStart(at: EpochMs, period: Period, zone: string): EpochMs {
  return epochMs(DateTime.fromMillis(at, { zone }).startOf(period).toMillis());
}

/**
 * The beginning of the period after the one that begins at `start`; days have 23 to 25 hours. On Lord
 * Howe Island clocks go back by half an hour: what is shown twice of an hour is an hour of its own.
 */
function following(start: DateTime<boolean>, period: Period): DateTime<boolean> {
  const later = start.plus({ [period]: 1 });
  const next = later.startOf(period);
  return next > start ? next : later;
}

/** When the local `period` after the one that holds `at` begins. */
export function nextPeriod(at: EpochMs, period: Period, zone: string): EpochMs {
  return epochMs(following(DateTime.fromMillis(at, { zone }).startOf(period), period).toMillis());
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
  let edge: DateTime<boolean> = DateTime.fromMillis(from, { zone }).startOf(period);
  const edges = [epochMs(edge.toMillis())];
  while (edge.toMillis() < to) {
    edge = following(edge, period);
    edges.push(epochMs(edge.toMillis()));
  }
  return edges;
}
