import type { HeatPumpState } from '../../app/heat-pump/state.ts';
import type { EnergyBucket, Series, TimeRange } from '../../app/history/query.ts';
import type { Field } from '../../app/measurement.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import type { Column } from '../charts/series-points.ts';
import type { HistoryPicture } from './history-request.ts';

/** One quantity at one time: the mean of its row with the extremes, or one reading. */
export interface ValueAt {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** Everything that the charts show at one time. */
export interface MomentValues extends TimeRange {
  /** null where there is a gap. */
  readonly values: Readonly<Partial<Record<Field, ValueAt | null>>>;
  /** What the counter of total energy showed last in the row, in Wh. */
  readonly counter: number | null;
  readonly bucket: EnergyBucket | null;
  readonly state: HeatPumpState | null;
  /** `from` to `to` are one row of several readings. */
  readonly isRow: boolean;
}

/** The last row that begins at or before `at`; -1 when all are later. */
function rowAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const endOf = ({ at, to }: Series, row: number): EpochMs => at[row + 1] ?? to;

/** What the charts show at `at`, in the row that holds it. */
export function valuesAt({ series, energy, strip }: HistoryPicture, at: number): MomentValues {
  const row = rowAt(series.at, at);
  const pick = (column: Column): number | null => column[row] ?? null;
  const values: Partial<Record<Field, ValueAt | null>> = {};
  for (const [field, columns] of Object.entries(series.columns)) {
    const [mean, min, max] = [pick(columns.mean), pick(columns.min), pick(columns.max)];
    const known = mean !== null && min !== null && max !== null;
    values[field as Field] = known ? { mean, min, max } : null;
  }
  const holds = ({ from, to }: TimeRange): boolean => from <= at && at < to;
  return {
    from: series.at[row] ?? epochMs(at),
    to: row < 0 ? epochMs(at) : endOf(series, row),
    values,
    counter: pick(series.counter?.last ?? []),
    bucket: energy.find(holds) ?? null,
    state: strip.find(holds)?.state ?? null,
    isRow: series.step !== null && row >= 0,
  };
}
