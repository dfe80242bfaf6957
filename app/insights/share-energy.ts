import { seconds } from '../units.ts';
import { STATES } from './quarter.ts';

/** W · ms as mWh, and back. */
export const mWhOfWork = (work: number): number => work / 3600;
export const workOfMWh = (mWh: number): number => mWh * 3600;

/** Counters are read every 30 s, so an edge of a quarter is known no better than that. */
const SHORTEST_GAP = seconds(30);

/** Bits of a float32's fraction. */
const FRACTION_BITS = 23;

/**
 * The step of a counter that is sent as a float32 of kWh, in mWh: 0.03 Wh at 500 kWh, 7.8 Wh from
 * 65.5 MWh on. A quarter at rest uses less than such a step, so most show nothing and one shows it all.
 * @param mWh where the counter stands.
 */
export const counterStep = (mWh: number): number =>
  2 ** (Math.floor(Math.log2(Math.max(1, Math.abs(mWh) / MWH_A_KWH))) - FRACTION_BITS) * MWH_A_KWH;

const MWH_A_KWH = 1e6;

/**
 * What each state is owed, in mWh: its work by the readings up to a quarter of an hour, less what it
 * was given of the counter's energy. The counter makes up for it with a later step.
 */
export type Owed = readonly number[];

export const NOTHING_OWED: Owed = Array.from({ length: STATES }, () => 0);

/**
 * What is owed after a quarter; more than a step of the counter is something else than its steps.
 * @param step mWh, as of {@link counterStep}
 */
export function owedAfter(
  owed: Owed,
  work: readonly number[],
  parts: readonly number[],
  step: number,
): Owed {
  return NOTHING_OWED.map((_, i) => {
    const rest = (owed[i] ?? 0) + (work[i] ?? 0) - (parts[i] ?? 0);
    return Math.min(step, Math.max(-step, rest));
  });
}

/**
 * Shares a quarter's energy by the counter among the states seen in it, in proportion to what each is
 * owed and its work, exactly: the parts add up to `mWh`. Where more than a moment was not seen,
 * states get no more than that, and the rest goes to what is not known. A counter that falls was fed
 * into, which no state does.
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
  owed: Owed = NOTHING_OWED,
): number[] {
  const parts = [...NOTHING_OWED, 0];
  const due = NOTHING_OWED.map((_, i) => Math.max(0, (work[i] ?? 0) + (owed[i] ?? 0)));
  const [all, times] = [sum(due), sum(time)];
  const isSeen = unseen <= SHORTEST_GAP && times > 0;
  const seen = isSeen ? Math.max(0, mWh) : Math.min(Math.max(0, mWh), Math.round(all));
  if (all > 0) share(seen, due, all, parts);
  else if (times > 0) share(seen, time, times, parts);
  parts[STATES] = mWh - seen;
  return parts;
}

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
