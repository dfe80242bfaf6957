import {
  EMPTY_MEASUREMENT,
  type Measurement,
  type RawReading,
  type Reading,
} from '../../app/measurement.ts';
import type { PollEvent } from '../../app/poll.ts';
import {
  type EpochMs,
  epochMs,
  hertz,
  millis,
  powerFactor,
  wattHours,
  watts,
} from '../../app/units.ts';

/** Quantities as plain numbers: W, Hz, Wh. */
export type PlainValues = { readonly [F in keyof Measurement]?: number | null };

/** A heat pump at idle: 46 W of the circulation pump, all of it on L1. */
export const IDLE: Measurement = {
  power: watts(46),
  powerL1: watts(46),
  powerL2: watts(0),
  powerL3: watts(0),
  frequency: hertz(49.99),
  powerFactor: powerFactor(0.55),
  energy: wattHours(513_100),
  energyL1: wattHours(171_100),
  energyL2: wattHours(171_000),
  energyL3: wattHours(171_000),
};

/** 12:00 in UTC+1. */
export const NOON = epochMs(Date.UTC(2026, 10, 22, 11));

/** `values` over an idle heat pump. */
export const measured = (values: PlainValues = {}): Measurement =>
  ({ ...IDLE, ...values }) as Measurement;

/** Nothing but `values`. */
export const only = (values: PlainValues): Measurement =>
  ({ ...EMPTY_MEASUREMENT, ...values }) as Measurement;

export const rawReading = (values: PlainValues = {}, at: EpochMs = NOON): RawReading => ({
  at,
  values: measured(values),
});

export const readingOf = (values: PlainValues = {}, at: EpochMs = NOON): Reading => ({
  at,
  values: measured(values),
});

/** A poll that brought `values`; `details` for what is not as usual. */
export const polled = (
  values: PlainValues = {},
  at: EpochMs = NOON,
  details: Partial<PollEvent & { kind: 'reading' }> = {},
): PollEvent & { kind: 'reading' } => ({
  kind: 'reading',
  reading: readingOf(values, at),
  energyAsked: true,
  rejections: [],
  counterEvents: [],
  session: null,
  took: millis(80),
  ...details,
});
