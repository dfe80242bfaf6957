import { QUARTER, quarterOf } from '../energy/counter.ts';
import {
  HEAT_PUMP_STATES,
  type HeatPumpState,
  isRunning,
  nextHeatPumpState,
  type StateLimits,
} from '../heat-pump/state.ts';
import { heldUntil } from '../history/hold.ts';
import { type EpochMs, epochMs, type Millis, seconds, type Watts } from '../units.ts';
import { addPeak, addTime, nothingDone, type QuarterDoing } from './quarter.ts';
import {
  beginRun,
  endRun,
  inRun,
  type OpenRun,
  type RunRecord,
  thawed,
  workInRun,
} from './run-record.ts';

/** A poll as far as states need it. */
export interface StateRow {
  readonly at: EpochMs;
  /** The time between polls when this one was made. */
  readonly every: Millis;
  /** Negative: power flows the other way. null: the poll failed, or its power was not believed. */
  readonly power: Watts | null;
  /** W on L1, L2, L3; null: not known. */
  readonly phases: readonly [number, number, number] | null;
  /** The wall clock was set since the row before. */
  readonly clockStepped: boolean;
}

interface LastRow extends StateRow {
  readonly state: HeatPumpState | null;
}

/** What must be remembered to go on; plain data. */
export interface StateMemory {
  /** It stands until the next row, so its time is not told yet. */
  readonly last: LastRow | null;
  readonly run: OpenRun | null;
  /** Since when readings follow one another without a gap. */
  readonly unbrokenFrom: EpochMs;
  /** Time that a clock which was set back shows once more: its runs are told already. */
  readonly told: { readonly from: EpochMs; readonly to: EpochMs } | null;
}

export const NOTHING_SEEN: StateMemory = {
  last: null,
  run: null,
  unbrokenFrom: epochMs(0),
  told: null,
};

/** A clock may be put right by so much without anything else being wrong. */
const SLIP = seconds(5);

const isOn = (state: HeatPumpState | null): boolean => state !== null && isRunning(state);

/**
 * Turns polls in the order in which they were made into what the heat pump did, per quarter of an
 * hour (UTC) and run by run. A reading stands until the next one, as everywhere in the record.
 */
export class StateLedger {
  readonly quarters = new Map<number, QuarterDoing>();
  /** Runs that are over, oldest first. */
  readonly runs: RunRecord[] = [];
  readonly #limits: StateLimits;
  #memory: StateMemory;

  constructor(limits: StateLimits, memory: StateMemory = NOTHING_SEEN) {
    this.#limits = limits;
    this.#memory = memory;
  }

  get memory(): StateMemory {
    return this.#memory;
  }

  add(row: StateRow): void {
    const { last } = this.#memory;
    const until = last === null ? row.at : heldUntil(last.at, last.every, row.at);
    const stepped = row.clockStepped || (last !== null && row.at < last.at - SLIP);
    const broken = last === null || last.state === null || stepped || until < row.at;
    const before = broken ? null : last.state;
    const state = row.power === null ? null : nextHeatPumpState(before, row.power, this.#limits);
    const halfway = broken || state === null ? until : last.at + (until - last.at) / 2;
    if (last !== null) {
      this.#stand(last, until);
      this.#work(last, last.at, halfway);
    }
    if (broken) this.#break(row.at, until);
    if (row.power !== null && state !== null)
      addPeak(this.#quarter(quarterOf(row.at)), row.at, row.power);
    this.#follow(row, before, state);
    const next = { ...row, state };
    if (!broken) this.#work(next, halfway, until);
    this.#memory = { ...this.#memory, last: next };
  }

  /** Lets the newest row stand until `end` at most, without the row that would tell. */
  stand(end: EpochMs): void {
    const { last } = this.#memory;
    if (last === null) return;
    const alone = heldUntil(last.at, last.every, null);
    const until = epochMs(Math.max(last.at, Math.min(alone, end)));
    this.#stand(last, until);
    this.#work(last, last.at, until);
  }

  /** Gives the time for which a row stands to its quarters. */
  #stand({ at, phases, state }: LastRow, until: EpochMs): void {
    if (state === null) return;
    const place = HEAT_PUMP_STATES.indexOf(state);
    for (const { number, ms } of byQuarter(at, until)) {
      const quarter = this.#quarter(number);
      addTime(quarter, place, ms);
      if (isRunning(state) && phases !== null) balance(quarter, phases, ms);
    }
  }

  /**
   * Gives work at the power of a row to the quarters and to the run. Half of the time between two
   * rows goes by the first and half by the second, so that a change of the state somewhere in it
   * is neither early nor late on the whole.
   */
  #work({ power, state }: LastRow, from: number, until: number): void {
    if (state === null || power === null) return;
    const place = HEAT_PUMP_STATES.indexOf(state);
    for (const { number, ms } of byQuarter(from, until)) {
      const quarter = this.#quarter(number);
      const work = Math.max(0, power) * ms;
      quarter.work[place] = (quarter.work[place] ?? 0) + work;
      const { run } = this.#memory;
      if (isRunning(state) && run !== null)
        this.#setRun(workInRun(run, { quarter: number, work, ms }));
    }
  }

  /** What comes before `at` says nothing of what comes after it. */
  #break(at: EpochMs, until: EpochMs): void {
    const { run, last, unbrokenFrom } = this.#memory;
    if (run !== null) this.#finish(run, until, false);
    const back = last !== null && at < last.at - SLIP;
    const told = back ? { from: unbrokenFrom, to: until } : this.#memory.told;
    this.#memory = { ...this.#memory, told, unbrokenFrom: at };
  }

  /** @param before null: not known, as after a gap */
  #follow(
    { at, power }: StateRow,
    before: HeatPumpState | null,
    state: HeatPumpState | null,
  ): void {
    const { run } = this.#memory;
    if (run !== null) {
      if (!isOn(state) || power === null || state === null) this.#finish(run, at, state !== null);
      else this.#goOn(run, at, power, before, state);
      return;
    }
    if (state === null || power === null || !isOn(state) || this.#isTold(at)) return;
    // One that began in time that is told already was not seen to begin.
    const isStart = before !== null && !isOn(before);
    if (isStart) this.#quarter(quarterOf(at)).starts += 1;
    this.#setRun(beginRun(at, isStart, power));
  }

  #goOn(
    run: OpenRun,
    at: EpochMs,
    power: Watts,
    before: HeatPumpState | null,
    state: HeatPumpState,
  ): void {
    const thaw = thawed(run, at, before, state);
    if (thaw !== null) this.#quarter(quarterOf(thaw)).defrosts += 1;
    this.#setRun(inRun(run, at, power, before, state));
  }

  #isTold(at: EpochMs): boolean {
    const { told } = this.#memory;
    return told !== null && at >= told.from && at < told.to;
  }

  #setRun(run: OpenRun | null): void {
    this.#memory = { ...this.#memory, run };
  }

  #finish(run: OpenRun, end: EpochMs, endSeen: boolean): void {
    // A clock that slipped back by a second must not end a run before it began.
    this.runs.push(endRun(run, epochMs(Math.max(run.start, end)), endSeen));
    this.#setRun(null);
  }

  #quarter(number: number): QuarterDoing {
    const known = this.quarters.get(number);
    if (known !== undefined) return known;
    const fresh = nothingDone();
    this.quarters.set(number, fresh);
    return fresh;
  }
}

/** The parts of a time that lie in one quarter of an hour each. */
function* byQuarter(from: number, until: number): Generator<{ number: number; ms: number }> {
  for (let at = from; at < until; ) {
    const number = quarterOf(at);
    const to = Math.min((number + 1) * QUARTER, until);
    yield { number, ms: to - at };
    at = to;
  }
}

/** Phases that carry the same are even; a net export of one is its size. */
function balance(quarter: QuarterDoing, phases: readonly [number, number, number], ms: number) {
  const mean = (phases[0] + phases[1] + phases[2]) / 3;
  const farthest = Math.max(...phases.map((power) => Math.abs(power - mean)));
  quarter.deviation += farthest * ms;
  quarter.phaseMean += Math.abs(mean) * ms;
}
