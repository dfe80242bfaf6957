import { seconds } from '../units.ts';
import { STATES } from './quarter.ts';

/** W · ms as mWh, and back. */
export const mWhOfWork = (work: number): number => work / 3600;
export const workOfMWh = (mWh: number): number => mWh * 3600;

/** Counters are read every 30 s, so an edge of a quarter is known no better than that. */
const SHORTEST_GAP = seconds(30);

/**
 * Shares a quarter's energy by the counter among the states seen in it, in proportion to the work of
 * each, exactly: the parts add up to `mWh`. Where more than a moment was not seen, states get no
 * more than their readings say, and the rest goes to what is not known.
 * @param work mWh by the readings, in HEAT_PUMP_STATES' order.
 * @param time ms in the same order.
 * @param unseen ms of the quarter that are over and without a reading.
 * @returns whole mWh of each state, and last of what is not known.
 */
export function shareEnergy(
  mWh: number,
  work: readonly number[],
  time: readonly number[],
  unseen: number,
): number[] {
  const parts = [...NOTHING, 0];
  const [works, times] = [sum(work), sum(time)];
  if (times === 0 && works === 0) {
    parts[STATES] = mWh;
    return parts;
  }
  const size = Math.abs(mWh);
  const seen = unseen > SHORTEST_GAP ? Math.min(size, Math.round(works)) : size;
  if (works > 0) share(seen, work, works, parts);
  else share(seen, time, times, parts);
  parts[STATES] = size - seen;
  if (mWh >= 0) return parts;
  return parts.map((part) => -part || 0);
}

const NOTHING: readonly number[] = Array.from({ length: STATES }, () => 0);

/** A loop, since a year's figures ask for some ten thousands. */
function sum(values: readonly number[]): number {
  let all = 0;
  for (let i = 0; i < STATES; i++) all += values[i] ?? 0;
  return all;
}

/** Whole parts of `whole` by weight; what rounding leaves over goes where it is missed most. */
function share(whole: number, weights: readonly number[], total: number, parts: number[]): void {
  let left = whole;
  for (let i = 0; i < STATES; i++) {
    const part = Math.floor((whole * (weights[i] ?? 0)) / total);
    parts[i] = part;
    left -= part;
  }
  for (; left > 0; left--) {
    const most = mostMissed(whole, weights, total, parts);
    parts[most] = (parts[most] ?? 0) + 1;
  }
}

function mostMissed(
  whole: number,
  weights: readonly number[],
  total: number,
  parts: readonly number[],
): number {
  let [most, missed] = [0, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < STATES; i++) {
    const lacks = (whole * (weights[i] ?? 0)) / total - (parts[i] ?? 0);
    if (lacks > missed) [most, missed] = [i, lacks];
  }
  return most;
}
