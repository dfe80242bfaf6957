import { readingDecimal } from './decimal.ts';
import type { Live } from './live.ts';
import type { Field, Measurement } from './measurement.ts';
import { formatMeterUrl } from './meter-url.ts';

/** What `--snapshot` and `cli read` print as one JSON object. null: rejected or absent. */
export interface SnapshotObject {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `demo:` or the URL of the meter. */
  readonly source: string;
  readonly framing: string | null;
  readonly powerW: number | null;
  readonly powerL1W: number | null;
  readonly powerL2W: number | null;
  readonly powerL3W: number | null;
  readonly frequencyHz: number | null;
  readonly powerFactor: number | null;
  readonly energyKwh: number | null;
  readonly energyL1Kwh: number | null;
  readonly energyL2Kwh: number | null;
  readonly energyL3Kwh: number | null;
}

const decimal = (values: Measurement, field: Field, scale: number): number | null => {
  const value = values[field];
  return value === null ? null : readingDecimal(value, scale);
};

/** null before the first reading. */
export function snapshotObject(live: Live): SnapshotObject | null {
  if (live.at === null) return null;
  const { values } = live;
  return {
    at: new Date(live.at).toISOString(),
    source: formatMeterUrl(live.source),
    framing: live.session?.framing ?? null,
    powerW: decimal(values, 'power', 1),
    powerL1W: decimal(values, 'powerL1', 1),
    powerL2W: decimal(values, 'powerL2', 1),
    powerL3W: decimal(values, 'powerL3', 1),
    frequencyHz: decimal(values, 'frequency', 1),
    powerFactor: decimal(values, 'powerFactor', 1),
    energyKwh: decimal(values, 'energy', 1 / 1000),
    energyL1Kwh: decimal(values, 'energyL1', 1 / 1000),
    energyL2Kwh: decimal(values, 'energyL2', 1 / 1000),
    energyL3Kwh: decimal(values, 'energyL3', 1 / 1000),
  };
}
