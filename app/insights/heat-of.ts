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
  readonly isCooling: boolean;
  readonly totals: Totals;
}

/** In so many quarters in a row heat is taken out of the house to cool it; a defrost takes minutes. */
const COOLING_QUARTERS = 4;

interface QuarterHeat {
  /** Wh; NaN: too little is known. */
  readonly heat: number;
  readonly isCooling: boolean;
}

/** Heat of each quarter of a time. Whether one cools is told from its neighbours too, outside of the time. */
function quarterHeats({ heat }: HeatSources, { first, end }: Stretch): QuarterHeat[] {
  const margin = COOLING_QUARTERS - 1;
  const heats = Array.from({ length: Math.max(0, end - first) + 2 * margin }, (_, place) => {
    const from = (first - margin + place) * QUARTER;
    const { heat: sum, known } = heat.sum(from, from + QUARTER);
    return known >= ENOUGH * QUARTER ? (sum * QUARTER) / known : Number.NaN;
  });
  let since = 0;
  const cooling = heats.map(() => false);
  heats.forEach((one, place) => {
    if (!(one < 0)) since = place + 1;
    else if (place + 1 - since >= COOLING_QUARTERS) cooling.fill(true, since, place + 1);
  });
  return heats
    .map((one, place) => ({ heat: one, isCooling: cooling[place] ?? false }))
    .slice(margin, heats.length - margin);
}

/** Heat of the quarters of a time in Wh, those that adjoin, are known and all heat or all cool as one. */
function* withHeat(
  sources: HeatSources,
  { first, end }: Stretch,
): Generator<{ stretch: Stretch; heats: number[]; isCooling: boolean }> {
  const last = Math.min(end, Math.floor(sources.now / QUARTER));
  let heats: number[] = [];
  let cools = false;
  const quarters = quarterHeats(sources, { first, end: last });
  for (const [place, { heat, isCooling }] of quarters.entries()) {
    const goesOn = !Number.isNaN(heat) && isCooling === cools;
    if (!goesOn && heats.length > 0) {
      const quarter = first + place;
      yield { stretch: { first: quarter - heats.length, end: quarter }, heats, isCooling: cools };
      heats = [];
    }
    if (Number.isNaN(heat)) continue;
    heats.push(heat);
    cools = isCooling;
  }
  if (heats.length > 0) {
    yield { stretch: { first: last - heats.length, end: last }, heats, isCooling: cools };
  }
}

function* bothKnown(sources: HeatSources, time: Stretch): Generator<BothKnown> {
  for (const { stretch, heats, isCooling } of withHeat(sources, time)) {
    const whole = totalsIn(sources, stretch);
    if (whole.known[0] === heats.length) {
      const heat = heats.reduce((sum, one) => sum + one, 0);
      yield { stretch, heat, isCooling, totals: whole };
      continue;
    }
    for (const [place, heat] of heats.entries()) {
      const quarter = { first: stretch.first + place, end: stretch.first + place + 1 };
      const totals = totalsIn(sources, quarter);
      if (totals.known[0] === 1) yield { stretch: quarter, heat, isCooling, totals };
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

/** Where more heat was taken out of the house than went into it there is no COP. */
const quotient = (heat: number, electricity: number): number | null =>
  electricity > 0 && heat >= 0 ? heat / electricity : null;

/** Over the quarters for which both sides are known; null: there are none. Cooling is no part of a COP. */
export function heatOf(sources: HeatSources, stretches: readonly Stretch[]): HeatFigures | null {
  let [heat, mWh, runHeat, runMWh, quarters] = [0, 0, 0, 0, 0];
  let [cooling, coolingMWh, coolingQuarters] = [0, 0, 0];
  for (const time of stretches) {
    for (const known of bothKnown(sources, time)) {
      if (known.isCooling) {
        cooling -= known.heat;
        coolingMWh += known.totals.counters[0] ?? 0;
        coolingQuarters += known.stretch.end - known.stretch.first;
        continue;
      }
      heat += known.heat;
      mWh += known.totals.counters[0] ?? 0;
      runHeat += heatOfRuns(sources, known.stretch);
      runMWh += energyOfRuns(known.totals);
      quarters += known.stretch.end - known.stretch.first;
    }
  }
  if (quarters + coolingQuarters === 0) return null;
  const cop = quotient(heat, mWh / 1000);
  const runningCop = quotient(runHeat, runMWh / 1000);
  const loss = cop === null || runningCop === null || runningCop <= 0 ? null : 1 - cop / runningCop;
  return {
    heat: wattHours(heat),
    known: millis(quarters * QUARTER),
    electricity: fromMilliWattHours(mWh),
    cooling: wattHours(cooling),
    coolingElectricity: fromMilliWattHours(coolingMWh),
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
