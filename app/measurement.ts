import type { EpochMs, Hertz, PowerFactor, WattHours, Watts } from './units.ts';

/**
 * The ten quantities that the seed's exporter publishes.
 * null: not polled this time, not present in this model, or rejected as implausible.
 */
export interface Measurement {
  /** Total active power. Positive is import. */
  readonly power: Watts | null;
  readonly powerL1: Watts | null;
  readonly powerL2: Watts | null;
  readonly powerL3: Watts | null;
  readonly frequency: Hertz | null;
  /** Power factor of all phases together. */
  readonly powerFactor: PowerFactor | null;
  /** Total active energy; what it counts (import, net …) is the meter's register 400F. */
  readonly energy: WattHours | null;
  readonly energyL1: WattHours | null;
  readonly energyL2: WattHours | null;
  readonly energyL3: WattHours | null;
}

export type Field = keyof Measurement;

export const POWER_FIELDS = ['power', 'powerL1', 'powerL2', 'powerL3'] as const;
export const GRID_FIELDS = ['frequency', 'powerFactor'] as const;
export const ENERGY_FIELDS = ['energy', 'energyL1', 'energyL2', 'energyL3'] as const;
/** All ten, in the order in which they are stored, exported and shown. */
export const FIELDS = [...POWER_FIELDS, ...GRID_FIELDS, ...ENERGY_FIELDS] as const;

export type PowerField = (typeof POWER_FIELDS)[number];
export type EnergyField = (typeof ENERGY_FIELDS)[number];

/** A measurement in which nothing was measured. */
export const EMPTY_MEASUREMENT: Measurement = {
  power: null,
  powerL1: null,
  powerL2: null,
  powerL3: null,
  frequency: null,
  powerFactor: null,
  energy: null,
  energyL1: null,
  energyL2: null,
  energyL3: null,
};

/** What the meter answered to one poll, before anybody asked whether it can be true. */
export interface RawReading {
  /** When the last reply of the poll arrived. */
  readonly at: EpochMs;
  /** Wire values in W, Wh, Hz; may hold NaN, infinities and junk. null: not asked for. */
  readonly values: Measurement;
}

/** One poll that passed the plausibility rules; rejected values are null. */
export interface Reading {
  /** When the last reply of the poll arrived. */
  readonly at: EpochMs;
  readonly values: Measurement;
}
