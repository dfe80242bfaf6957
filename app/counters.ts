import { ENERGY_FIELDS, type EnergyField, type Measurement, type Reading } from './measurement.ts';
import type { EnergyMode } from './registers/model.ts';
import {
  between,
  type EpochMs,
  hours,
  minutes,
  type WattHours,
  type Watts,
  wattHours,
} from './units.ts';

/** A counter did something that a second reading has confirmed. */
export interface CounterEvent {
  readonly at: EpochMs;
  readonly field: EnergyField;
  /** epoch: it fell, so the meter was swapped or reset. jump: it rose further than the line can carry. */
  readonly kind: 'epoch' | 'jump';
  readonly from: WattHours;
  readonly to: WattHours;
}

export interface Limits {
  /** The most that the connection can carry, in either direction. */
  readonly connection: Watts;
  /** null: not known yet, treated as import. Only net counters may fall. */
  readonly energyMode: EnergyMode | null;
}

interface CounterMark {
  readonly at: EpochMs;
  readonly value: WattHours;
}

/** What earlier polls left behind: the last accepted and the held-back value of each counter. */
export interface CounterState {
  readonly accepted: Readonly<Partial<Record<EnergyField, CounterMark>>>;
  readonly heldBack: Readonly<Partial<Record<EnergyField, CounterMark>>>;
}

export const NO_COUNTERS: CounterState = { accepted: {}, heldBack: {} };

export type CounterRejection = 'energy-fell' | 'energy-jumped';

/** Room for the counter's own resolution (0.01 kWh) and for its being read a moment later. */
const COUNTER_SLACK_WH = 20;

/** The record keeps counters to the mWh, and an idle phase goes on from exactly there. */
const RECORDED_TO_WH = 0.001;

/** Longer than any wait between polls: what a clock that was set back may have hidden. */
const HIDDEN_SPAN = minutes(10);

type Step = 'ok' | CounterRejection;

/** Whether a counter can have gone from one mark to the next. */
function counterStep(from: CounterMark, to: CounterMark, limits: Limits): Step {
  const rise = to.value - from.value;
  const span = between(from.at, to.at);
  const carried = (limits.connection * (span < 0 ? HIDDEN_SPAN : span)) / hours(1);
  const bound = carried + COUNTER_SLACK_WH;
  if (rise > bound) return 'energy-jumped';
  if (limits.energyMode === 'net') return rise < -bound ? 'energy-fell' : 'ok';
  return rise < -RECORDED_TO_WH ? 'energy-fell' : 'ok';
}

interface CounterVerdict {
  readonly accepted: CounterMark | undefined;
  readonly heldBack: CounterMark | undefined;
  readonly rejection: CounterRejection | null;
  readonly event: 'epoch' | 'jump' | null;
}

/** A first value counts unless one was held back that it cannot come from. */
function judgeFirst(
  heldBack: CounterMark | undefined,
  now: CounterMark,
  limits: Limits,
): CounterVerdict {
  const step = heldBack === undefined ? 'ok' : counterStep(heldBack, now, limits);
  if (step !== 'ok') return { accepted: undefined, heldBack: now, rejection: step, event: null };
  return { accepted: now, heldBack: undefined, rejection: null, event: null };
}

/** A strange step is held back until the next reading goes on from it; nothing is rejected for good. */
function judgeCounter(
  accepted: CounterMark | undefined,
  heldBack: CounterMark | undefined,
  now: CounterMark,
  limits: Limits,
): CounterVerdict {
  if (accepted === undefined) return judgeFirst(heldBack, now, limits);
  const step = counterStep(accepted, now, limits);
  if (step === 'ok') {
    return { accepted: now, heldBack: undefined, rejection: null, event: null };
  }
  const confirmed = heldBack !== undefined && counterStep(heldBack, now, limits) === 'ok';
  if (!confirmed) return { accepted, heldBack: now, rejection: step, event: null };
  const event = step === 'energy-fell' ? 'epoch' : 'jump';
  return { accepted: now, heldBack: undefined, rejection: null, event };
}

/** Whether nothing is known of any counter, so that nothing can tell whether a value can be true. */
export const isUnknown = ({ accepted, heldBack }: CounterState): boolean =>
  Object.keys(accepted).length === 0 && Object.keys(heldBack).length === 0;

/** Holds back the counters of a reading until the next one confirms them. */
export function heldBackFrom({ at, values }: Reading): CounterState {
  const heldBack: Partial<Record<EnergyField, CounterMark>> = {};
  for (const field of ENERGY_FIELDS) {
    const value = values[field];
    if (value !== null) heldBack[field] = { at, value };
  }
  return { accepted: {}, heldBack };
}

export interface CountersVerdict {
  readonly state: CounterState;
  readonly events: readonly CounterEvent[];
  readonly rejected: readonly { readonly field: EnergyField; readonly reason: CounterRejection }[];
}

/** Judges the energy counters of one poll against what earlier polls left behind. */
export function judgeCounters(
  at: EpochMs,
  values: Measurement,
  state: CounterState,
  limits: Limits,
): CountersVerdict {
  const accepted = { ...state.accepted };
  const heldBack = { ...state.heldBack };
  const events: CounterEvent[] = [];
  const rejected: { field: EnergyField; reason: CounterRejection }[] = [];
  for (const field of ENERGY_FIELDS) {
    const value = values[field];
    if (value === null) continue;
    const now = { at, value: wattHours(value) };
    const before = accepted[field];
    const verdict = judgeCounter(before, heldBack[field], now, limits);
    if (verdict.accepted !== undefined) accepted[field] = verdict.accepted;
    if (verdict.heldBack === undefined) delete heldBack[field];
    else heldBack[field] = verdict.heldBack;
    if (verdict.rejection !== null) rejected.push({ field, reason: verdict.rejection });
    if (verdict.event !== null && before !== undefined) {
      events.push({ at, field, kind: verdict.event, from: before.value, to: now.value });
    }
  }
  return { state: { accepted, heldBack }, events, rejected };
}
