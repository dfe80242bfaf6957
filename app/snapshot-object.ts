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

/** Seven digits are all that a float32 carries; more would only show the binary remainder. */
const FLOAT32_DIGITS = 7;

function rounded(values: Measurement, field: Field, divisor: number): number | null {
  const value = values[field];
  return value === null ? null : Number((value / divisor).toPrecision(FLOAT32_DIGITS));
}

/** null before the first reading. */
export function snapshotObject(live: Live): SnapshotObject | null {
  if (live.at === null) return null;
  const { values } = live;
  return {
    at: new Date(live.at).toISOString(),
    source: formatMeterUrl(live.source),
    framing: live.session?.framing ?? null,
    powerW: rounded(values, 'power', 1),
    powerL1W: rounded(values, 'powerL1', 1),
    powerL2W: rounded(values, 'powerL2', 1),
    powerL3W: rounded(values, 'powerL3', 1),
    frequencyHz: rounded(values, 'frequency', 1),
    powerFactor: rounded(values, 'powerFactor', 1),
    energyKwh: rounded(values, 'energy', 1000),
    energyL1Kwh: rounded(values, 'energyL1', 1000),
    energyL2Kwh: rounded(values, 'energyL2', 1000),
    energyL3Kwh: rounded(values, 'energyL3', 1000),
  };
}
