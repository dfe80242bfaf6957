import type { EnergyBucket, Series } from '../../../app/history/query.ts';
import type { Field } from '../../../app/measurement.ts';
import { type EpochMs, epochMs, type Millis, wattHours } from '../../../app/units.ts';

type Values = readonly (number | null)[];

export const START = epochMs(Date.UTC(2026, 10, 22, 12));

/** A series of rows of one length; each field by its means, with extremes `spread` away. */
export function steppedSeries(
  step: Millis,
  means: Readonly<Partial<Record<Field, Values>>>,
  spread = 0,
): Series {
  const length = Math.max(0, ...Object.values(means).map((values) => values.length));
  const by = (values: Values, off: number) =>
    values.map((value) => (value === null ? null : value + off));
  const columns = Object.fromEntries(
    Object.entries(means).map(([field, mean]) => [
      field,
      { mean, min: by(mean, -spread), max: by(mean, spread) },
    ]),
  );
  const at = Array.from({ length }, (_, row) => epochMs(START + row * step));
  return { from: START, to: epochMs(START + length * step), step, at, columns, counter: null };
}

/** A series in which each row is a reading. */
export function readings(
  rows: readonly (readonly [EpochMs, number | null])[],
  field: Field,
): Series {
  const values = rows.map(([, value]) => value);
  return {
    from: rows[0]?.[0] ?? START,
    to: rows.at(-1)?.[0] ?? START,
    step: null,
    at: rows.map(([at]) => at),
    columns: { [field]: { mean: values, min: values, max: values } },
    counter: null,
  };
}

/** A bar of `total` Wh, a third on each phase. */
export function bucket(
  from: number,
  to: number,
  total: number | null,
  more: Partial<EnergyBucket> = {},
): EnergyBucket {
  const third = total === null ? null : wattHours(total / 3);
  return {
    from: epochMs(from),
    to: epochMs(to),
    energy: {
      energy: total === null ? null : wattHours(total),
      energyL1: third,
      energyL2: third,
      energyL3: third,
    },
    estimated: false,
    complete: 1,
    ...more,
  };
}
