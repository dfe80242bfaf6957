import { fromMilliWattHours } from '../energy/counter.ts';
import { HEAT_PUMP_STATES } from '../heat-pump/state.ts';
import { type EpochMs, type Watts, watts } from '../units.ts';
import type { Rating } from './rating.ts';
import type { RatedRun } from './run.ts';
import type { RunRecord } from './run-record.ts';
import { noTotals, type QuarterSums } from './sums.ts';

/** A run's part in a quarter of an hour by the counter, in whole mWh. */
export interface RunEnergy {
  readonly quarter: number;
  readonly mWh: number;
}

const RUNNING = HEAT_PUMP_STATES.indexOf('running');
const HIGH_LOAD = HEAT_PUMP_STATES.indexOf('high-load');

/** A run as the record has it; the newest may still run. */
export type KnownRun = Omit<RunRecord, 'end'> & { readonly end: EpochMs | null };

/**
 * Shares what the running compressor drew in each quarter by the counter among the runs in it.
 * @param works mWh of all runs by their readings, of each quarter that has more than one.
 */
function energyOf(
  { parts }: KnownRun,
  sums: QuarterSums,
  works: ReadonlyMap<number, number>,
): RunEnergy[] {
  return parts.map(({ quarter, work }) => {
    const totals = noTotals();
    sums.addTo(totals, { first: quarter, end: quarter + 1 });
    const on = (totals.energy[RUNNING] ?? 0) + (totals.energy[HIGH_LOAD] ?? 0);
    const all = works.get(quarter) ?? work;
    return { quarter, mWh: all === 0 ? 0 : Math.round((on * work) / all) };
  });
}

function worksOf(runs: readonly KnownRun[]): Map<number, number> {
  const works = new Map<number, number>();
  for (const { quarter, work } of runs.flatMap(({ parts }) => parts)) {
    works.set(quarter, (works.get(quarter) ?? 0) + work);
  }
  return works;
}

/** Over the time that its work is of. Parts are kept to the mWh, which must not lift it above the peak. */
function meanPowerOf({ parts, peak }: KnownRun): Watts {
  const [work, ms] = parts.reduce(([w, t], part) => [w + part.work, t + part.ms], [0, 0]);
  return ms === 0 ? peak : watts(Math.min(peak, work / ms));
}

/** @param around runs with the first and the last quarter of `runs` in common. */
export function rateRuns(
  runs: readonly KnownRun[],
  around: readonly KnownRun[],
  sums: QuarterSums,
  rating: Rating,
): RatedRun[] {
  const works = worksOf(around);
  return runs.map((run) => {
    const parts = energyOf(run, sums, works);
    const { start, end, startSeen, endSeen, peak, defrosts } = run;
    const mWh = parts.reduce((sum, part) => sum + part.mWh, 0);
    return {
      start,
      end,
      startSeen,
      endSeen,
      energy: fromMilliWattHours(mWh),
      meanPower: meanPowerOf(run),
      peakPower: peak,
      suspectedDefrosts: defrosts,
      ...rating.run(run, parts),
    };
  });
}
