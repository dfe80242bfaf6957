import type { Cost, EpochMs, WattHours, Watts } from '../units.ts';

/** The compressor from its start to its stop. Runs never overlap, and a gap in the data ends one. */
export interface Run {
  /** First instant at or above the limit for running. */
  readonly start: EpochMs;
  /** First instant below the limit again, or where data ends; null: it still runs. */
  readonly end: EpochMs | null;
  /** false: data begins while it already runs, so it is longer than it looks. */
  readonly startSeen: boolean;
  /** false: data ends while it still runs. */
  readonly endSeen: boolean;
  /** Taken from the meter's counter, shared by power. */
  readonly energy: WattHours;
  /** Over the time with data. */
  readonly meanPower: Watts;
  readonly peakPower: Watts;
  /** Short high loads inside it that look like a defrost. An electricity meter can only suspect one. */
  readonly suspectedDefrosts: number;
}

/** What is known of a run beside the electricity. */
export interface RatedRun extends Run {
  /** null: there is no tariff for some of its time. */
  readonly cost: Cost | null;
  /** Heat over electricity; null: not known, or the run cooled the house. */
  readonly cop: number | null;
  /** Mean outdoor temperature in °C; null: not known. */
  readonly outdoor: number | null;
}
