import { fromMilliWattHours, QUARTER } from '../energy/counter.ts';
import type { HeatMinutes } from '../heat/heat-minutes.ts';
import { HEAT_PUMP_STATES, isRunning } from '../heat-pump/state.ts';
import type { TimeRange } from '../history/query.ts';
import { type EpochMs, epochMs, millis, wattHours } from '../units.ts';
import type { HeatFigures } from './figures.ts';
import { noTotals, type QuarterSums, type Stretch, type Totals } from './sums.ts';

/** As much of a run as its heat needs. */
export interface HeatedSpan {
  readonly start: EpochMs;
  /** null: it still runs. */
  readonly end: EpochMs | null;
}

/** What COPs are made of. */
export interface HeatSources {
  readonly heat: HeatMinutes;
  readonly sums: QuarterSums;
  /** Runs with a part in the range, in the order of time. */
  readonly runs: (range: TimeRange) => readonly HeatedSpan[];
  readonly now: EpochMs;
}

/** Heat counts where so much of a time is known, and stands for the rest of it. */
const ENOUGH = 0.8;

/** Quarters in which both heat and electricity are known. */
interface BothKnown {
  readonly stretch: Stretch;
  /** Wh */
  readonly heat: number;
  readonly totals: Totals;
}

/** Heat of the quarters of a time in Wh, those that adjoin and are known as one. */
function* withHeat(
  { heat, now }: HeatSources,
  { first, end }: Stretch,
): Generator<{ stretch: Stretch; heats: number[] }> {
  let heats: number[] = [];
  const last = Math.min(end, Math.floor(now / QUARTER));
  for (let quarter = first; quarter < last; quarter++) {
    const { heat: sum, known } = heat.sum(quarter * QUARTER, (quarter + 1) * QUARTER);
    if (known >= ENOUGH * QUARTER) heats.push((sum * QUARTER) / known);
    else if (heats.length > 0) {
      yield { stretch: { first: quarter - heats.length, end: quarter }, heats };
      heats = [];
    }
  }
  if (heats.length > 0) yield { stretch: { first: last - heats.length, end: last }, heats };
}

function* bothKnown(sources: HeatSources, time: Stretch): Generator<BothKnown> {
  for (const { stretch, heats } of withHeat(sources, time)) {
    const whole = totalsIn(sources, stretch);
    if (whole.known[0] === heats.length) {
      yield { stretch, heat: heats.reduce((sum, heat) => sum + heat, 0), totals: whole };
      continue;
    }
    for (const [place, heat] of heats.entries()) {
      const quarter = { first: stretch.first + place, end: stretch.first + place + 1 };
      const totals = totalsIn(sources, quarter);
      if (totals.known[0] === 1) yield { stretch: quarter, heat, totals };
    }
  }
}

function totalsIn({ sums }: HeatSources, stretch: Stretch): Totals {
  const totals = noTotals();
  sums.addTo(totals, stretch);
  return totals;
}

const NO_HEAT = { heat: 0, known: 0 };

/** Heat in Wh while the compressor ran; what is known of a run stands for the rest of it. */
function heatOfRuns({ heat, runs, now }: HeatSources, { first, end }: Stretch): number {
  const range = { from: epochMs(first * QUARTER), to: epochMs(end * QUARTER) };
  return runs(range).reduce((sum, run) => {
    const from = Math.max(run.start, range.from);
    const to = Math.min(run.end ?? now, range.to);
    const { heat: ofRun, known } = from < to ? heat.sum(from, to) : NO_HEAT;
    return known > 0 ? sum + (ofRun * (to - from)) / known : sum;
  }, 0);
}

const energyOfRuns = ({ energy }: Totals): number =>
  HEAT_PUMP_STATES.reduce((sum, state, i) => sum + (isRunning(state) ? (energy[i] ?? 0) : 0), 0);

const quotient = (heat: number, electricity: number): number | null =>
  electricity > 0 ? heat / electricity : null;

/** Over the quarters for which both sides are known; null: there are none. */
export function heatOf(sources: HeatSources, stretches: readonly Stretch[]): HeatFigures | null {
  let [heat, mWh, runHeat, runMWh, quarters] = [0, 0, 0, 0, 0];
  for (const time of stretches) {
    for (const known of bothKnown(sources, time)) {
      heat += known.heat;
      mWh += known.totals.counters[0] ?? 0;
      runHeat += heatOfRuns(sources, known.stretch);
      runMWh += energyOfRuns(known.totals);
      quarters += known.stretch.end - known.stretch.first;
    }
  }
  if (quarters === 0) return null;
  const cop = quotient(heat, mWh / 1000);
  const runningCop = quotient(runHeat, runMWh / 1000);
  const loss = cop === null || runningCop === null || runningCop <= 0 ? null : 1 - cop / runningCop;
  return {
    heat: wattHours(heat),
    known: millis(quarters * QUARTER),
    electricity: fromMilliWattHours(mWh),
    cop,
    runningCop,
    // Heat that the pipes give after a run can outweigh what standby takes, and pipes that cool the
    // house can take more than the run gave.
    standbyLoss: loss === null ? null : Math.min(1, Math.max(0, loss)),
  };
}

/** A run's COP and its weather; null: too little of it is known. */
export function heatOfRun(
  { heat, now }: HeatSources,
  { start, end }: HeatedSpan,
  mWh: number,
): { readonly cop: number | null; readonly outdoor: number | null } {
  const to = end ?? now;
  const { heat: sum, known } = heat.sum(start, to);
  const lasted = to - start;
  const isEnough = lasted > 0 && known >= ENOUGH * lasted;
  return {
    cop: isEnough ? quotient((sum * lasted) / known, mWh / 1000) : null,
    outdoor: heat.outdoor(start, to),
  };
}
