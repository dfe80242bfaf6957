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
  work: ArrayLike<number>,
  time: ArrayLike<number>,
  unseen: number,
): number[] {
  const [works, times] = [sum(work), sum(time)];
  const nothing = Array.from({ length: STATES }, () => 0);
  if (times === 0) return [...nothing, mWh];
  const size = Math.abs(mWh);
  const seen = unseen > SHORTEST_GAP ? Math.min(size, Math.round(works)) : size;
  const parts = proportional(seen, works > 0 ? work : time, works > 0 ? works : times);
  const sign = mWh < 0 ? -1 : 1;
  return [...parts.map((part) => part * sign || 0), (size - seen) * sign || 0];
}

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < STATES; i++) all += values[i] ?? 0;
  return all;
}

/** Whole parts of `whole` by weight; what rounding leaves over goes where it is missed most. */
function proportional(whole: number, weights: ArrayLike<number>, total: number): number[] {
  const exact = Array.from({ length: STATES }, (_, i) => (whole * (weights[i] ?? 0)) / total);
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, i) => ({ i, missed: value - Math.floor(value) }))
    .sort((a, b) => b.missed - a.missed || a.i - b.i);
  let left = whole - parts.reduce((all, part) => all + part, 0);
  for (const { i } of order) {
    if (left <= 0) break;
    parts[i] = (parts[i] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
