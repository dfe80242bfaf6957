import type { WattHours } from '../units.ts';
import type { EnergyBucket } from './query.ts';

/** One local day of the report. */
export interface ReportDay extends EnergyBucket {
  /** Where the meter's counter stood at the day's beginning and end; null: not known. */
  readonly startCounter: WattHours | null;
  readonly endCounter: WattHours | null;
}
