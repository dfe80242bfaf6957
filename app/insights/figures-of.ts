import { fromMilliWattHours, QUARTER } from '../energy/counter.ts';
import { HEAT_PUMP_STATES, isRunning } from '../heat-pump/state.ts';
import type { EnergyPerField, TimeRange } from '../history/query.ts';
import { ENERGY_FIELDS } from '../measurement.ts';
import { type EpochMs, epochMs, hours, type Millis, millis, watts } from '../units.ts';
import type { Doing, Figures, Share } from './figures.ts';
import { STATES } from './quarter.ts';
import type { Rating } from './rating.ts';
import { type QuarterSums, type Stretch, type Totals, totalsOf } from './sums.ts';

/** As much of a run as its length needs. */
export interface RunSpan {
  readonly start: EpochMs;
  /** null: it still runs. */
  readonly end: EpochMs | null;
  readonly startSeen: boolean;
  readonly endSeen: boolean;
}

/** Everything that figures are made of. */
export interface Known {
  readonly sums: QuarterSums;
  /** Those that begin in the time that is asked about, oldest first; more do no harm. */
  readonly runs: readonly RunSpan[];
  readonly rating: Rating;
  /** A shorter run is a short cycle. */
  readonly shortBelow: Millis;
  readonly now: EpochMs;
}

const msOf = ({ first, end }: Stretch, now: number): number =>
  Math.max(0, Math.min(end * QUARTER, now) - first * QUARTER);

/** The lengths of the runs that began in `stretches` and were seen from start to end, rising. */
export function lengthsOf(runs: readonly RunSpan[], stretches: readonly Stretch[]): Millis[] {
  const lengths: Millis[] = [];
  let place = 0;
  for (const { start, end, startSeen, endSeen } of runs) {
    while (start >= (stretches[place]?.end ?? Number.POSITIVE_INFINITY) * QUARTER) place++;
    if (start < (stretches[place]?.first ?? Number.POSITIVE_INFINITY) * QUARTER) continue;
    if (end !== null && startSeen && endSeen) lengths.push(millis(end - start));
  }
  return lengths.sort((a, b) => a - b);
}

function medianOf(sorted: readonly Millis[]): Millis | null {
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : millis((low + high) / 2);
}

function energyOf({ counters, known }: Totals): EnergyPerField {
  return Object.fromEntries(
    ENERGY_FIELDS.map((field, counter) => [
      field,
      known[counter] === 0 ? null : fromMilliWattHours(counters[counter] ?? 0),
    ]),
  ) as unknown as EnergyPerField;
}

function sharesOf({ time, energy }: Totals, unseen: number): Record<Doing, Share> {
  const share = (ms: number, mWh: number): Share => ({
    time: millis(ms),
    energy: fromMilliWattHours(mWh),
  });
  const states = HEAT_PUMP_STATES.map((state, i) => [state, share(time[i] ?? 0, energy[i] ?? 0)]);
  const unknown = share(unseen, energy[STATES] ?? 0);
  return Object.fromEntries([...states, ['no-data', unknown]]) as Record<Doing, Share>;
}

const runTimeOf = ({ time }: Totals): Millis =>
  millis(
    HEAT_PUMP_STATES.reduce((sum, state, i) => sum + (isRunning(state) ? (time[i] ?? 0) : 0), 0),
  );

/**
 * What a time comes to.
 * @param stretches rising; the part of `range` that counts.
 */
export function figuresOf(
  range: TimeRange,
  stretches: readonly Stretch[],
  { sums, runs, rating, shortBelow, now }: Known,
): Figures {
  const totals = totalsOf(sums, stretches);
  const seen = totals.time.reduce((sum, ms) => sum + ms, 0);
  const past = stretches.reduce((sum, stretch) => sum + msOf(stretch, now), 0);
  const lengths = lengthsOf(runs, stretches);
  const { peak, deviation, phaseMean, starts } = totals;
  return {
    ...range,
    energy: energyOf(totals),
    counted: millis(Math.min((totals.known[0] ?? 0) * QUARTER, past)),
    complete: past === 0 ? 0 : Math.min(1, seen / past),
    states: sharesOf(totals, Math.max(0, past - seen)),
    starts,
    startsPerHour: seen === 0 ? null : starts / (seen / hours(1)),
    runTime: runTimeOf(totals),
    shortestRun: lengths[0] ?? null,
    longestRun: lengths.at(-1) ?? null,
    medianRun: medianOf(lengths),
    shortCycles: lengths.filter((length) => length < shortBelow).length,
    suspectedDefrosts: totals.defrosts,
    peakPower: peak === null ? null : { at: epochMs(peak.at), power: watts(peak.power) },
    imbalance: phaseMean === 0 ? null : deviation / phaseMean,
    cost: rating.cost(stretches),
    heat: rating.heat(stretches),
  };
}
