import {
  type CounterEvent,
  type CounterRejection,
  type CounterState,
  judgeCounters,
  type Limits,
} from './counters.ts';
import {
  FIELDS,
  type Field,
  type Measurement,
  POWER_FIELDS,
  type RawReading,
  type Reading,
} from './measurement.ts';

/** Why a value does not count. */
export type RejectionReason =
  | 'not-finite'
  | 'denormal'
  | 'out-of-range'
  /** Came with a frequency that no grid has. */
  | 'frequency-off'
  | 'phases-disagree'
  /** Nothing has changed for so long that the reply must be an old one. */
  | 'frozen'
  | CounterRejection;

export const REJECTION_REASONS = [
  'not-finite',
  'denormal',
  'out-of-range',
  'frequency-off',
  'phases-disagree',
  'frozen',
  'energy-fell',
  'energy-jumped',
] as const satisfies readonly RejectionReason[];

export interface Rejection {
  readonly field: Field;
  readonly reason: RejectionReason;
  /** What the meter sent, in W, Wh or Hz. */
  readonly value: number;
}

export interface Verdict {
  readonly reading: Reading;
  readonly rejections: readonly Rejection[];
  readonly counterEvents: readonly CounterEvent[];
  readonly counters: CounterState;
}

/** Below this a non-zero float is left-over junk; the meter resolves no less than 0.001 W. */
const SMALLEST_REAL_VALUE = 1e-6;
const FREQUENCY_RANGE_HZ = [45, 55] as const;
/** A float32 ratio may come out a hair above 1. */
const POWER_FACTOR_LIMIT = 1.0005;
const PHASE_SUM_TOLERANCE = 0.05;
const PHASE_SUM_SLACK_W = 25;
/** No counter of a house gets here; the float32 of such a value would step by 8 kWh. */
const HIGHEST_COUNTER_WH = 1e11;

function valueFault(field: Field, value: number, limits: Limits): RejectionReason | null {
  if (!Number.isFinite(value)) return 'not-finite';
  if (value !== 0 && Math.abs(value) < SMALLEST_REAL_VALUE) return 'denormal';
  return isInRange(field, value, limits) ? null : 'out-of-range';
}

export const isGridFrequency = (hz: number): boolean =>
  hz >= FREQUENCY_RANGE_HZ[0] && hz <= FREQUENCY_RANGE_HZ[1];

function isInRange(field: Field, value: number, limits: Limits): boolean {
  switch (field) {
    case 'frequency':
      return isGridFrequency(value);
    case 'powerFactor':
      return Math.abs(value) <= POWER_FACTOR_LIMIT;
    case 'power':
    case 'powerL1':
    case 'powerL2':
    case 'powerL3':
      return Math.abs(value) <= limits.connection;
    case 'energy':
    case 'energyL1':
    case 'energyL2':
    case 'energyL3':
      return Math.abs(value) <= HIGHEST_COUNTER_WH && (value >= 0 || mayBeBelow0(limits));
  }
}

/** Import minus export, or a meter that does not say what it counts. */
const mayBeBelow0 = ({ energyMode }: Limits): boolean =>
  energyMode === 'net' || energyMode === 'unknown' || energyMode === null;

/** nothing: a value is missing, or so little flows that the difference says nothing. */
export type PhaseComparison = 'agree' | 'disagree' | 'nothing';

/** Whether the phases add up to the total within 5 % or 25 W. */
export function phaseComparison(values: Measurement): PhaseComparison {
  const { power, powerL1, powerL2, powerL3 } = values;
  if (power === null || powerL1 === null || powerL2 === null || powerL3 === null) return 'nothing';
  const difference = Math.abs(powerL1 + powerL2 + powerL3 - power);
  const room = Math.max(PHASE_SUM_SLACK_W, Math.abs(power) * PHASE_SUM_TOLERANCE);
  if (difference > room) return 'disagree';
  return hasTellingTotal(values) && difference <= Math.abs(power) * PHASE_SUM_TOLERANCE
    ? 'agree'
    : 'nothing';
}

/**
 * The frequency is the one quantity that is known beforehand. Where it cannot be true, the bytes were
 * swapped, blanked, shifted or meant for somebody else, and so were those of all other quantities. What
 * is not finite only says that there is none.
 */
function isFrequencyOff({ frequency }: Measurement, limits: Limits): boolean {
  const fault = frequency === null ? null : valueFault('frequency', frequency, limits);
  return fault === 'denormal' || fault === 'out-of-range';
}

/** Whether the total is large enough to tell whether the phases go with it. */
export const hasTellingTotal = ({ power }: Measurement): boolean =>
  Math.abs(power ?? 0) > PHASE_SUM_SLACK_W;

/** Whether nothing but the phases speaks against the powers of one answer. */
export function isBelievable(values: Measurement, limits: Limits): boolean {
  const isFit = (field: Field): boolean => {
    const value = values[field];
    return value === null || valueFault(field, value, limits) === null;
  };
  return !isFrequencyOff(values, limits) && POWER_FIELDS.every(isFit);
}

/** The values of one poll while they are judged; what is rejected becomes null. */
class Docket {
  readonly values: Record<Field, number | null>;
  readonly rejections: Rejection[] = [];

  constructor(raw: Measurement) {
    this.values = { ...raw };
  }

  reject(field: Field, reason: RejectionReason): void {
    const value = this.values[field];
    if (value === null) return;
    this.rejections.push({ field, reason, value });
    this.values[field] = null;
  }

  /** Judging nulls values and never changes one, so the units still hold. */
  measurement(): Measurement {
    return this.values as Measurement;
  }
}

/** Believes nothing of a poll, for one reason; the counters stay as they were. */
export function rejectAll(
  raw: RawReading,
  reason: RejectionReason,
  counters: CounterState,
): Verdict {
  const docket = new Docket(raw.values);
  for (const field of FIELDS) docket.reject(field, reason);
  const reading = { at: raw.at, values: docket.measurement() };
  return { reading, rejections: docket.rejections, counterEvents: [], counters };
}

/** Judges one poll. Pure: what earlier polls left behind goes in and comes out. */
export function judge(raw: RawReading, counters: CounterState, limits: Limits): Verdict {
  const docket = new Docket(raw.values);
  const isDoubtful = isFrequencyOff(raw.values, limits);
  for (const field of FIELDS) {
    const value = docket.values[field];
    const fault = value === null ? null : valueFault(field, value, limits);
    if (fault !== null) docket.reject(field, fault);
    else if (isDoubtful) docket.reject(field, 'frequency-off');
  }
  if (phaseComparison(docket.measurement()) === 'disagree') {
    for (const field of POWER_FIELDS) docket.reject(field, 'phases-disagree');
  }
  const judged = judgeCounters(raw.at, docket.measurement(), counters, limits);
  for (const { field, reason } of judged.rejected) docket.reject(field, reason);
  return {
    reading: { at: raw.at, values: docket.measurement() },
    rejections: docket.rejections,
    counterEvents: judged.events,
    counters: judged.state,
  };
}

/**
 * The rejection that says most of a poll of which nothing was believed. null: something was, or
 * nothing came at all.
 */
export function unbelieved({ reading, rejections }: Verdict): Rejection | null {
  if (FIELDS.some((field) => reading.values[field] !== null)) return null;
  const isOfGrid = ({ field, reason }: Rejection): boolean =>
    field === 'frequency' && reason !== 'not-finite';
  return rejections.find(isOfGrid) ?? rejections[0] ?? null;
}
