import { periodEdges } from '../../../app/energy/periods.ts';
import type { ExportQuery } from '../../../app/history/export.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { days, hours, minutes } from '../../../app/units.ts';
import { type CounterEnds, counterEnds } from '../queries/counter-ends.ts';
import { nearRecord } from '../queries/extent.ts';
import { gather } from '../queries/gather.ts';
import { levelColumns } from '../queries/series.ts';
import { levelOnEdges } from '../rollups.ts';
import type { Store } from '../store.ts';
import { isEnergyIndex, scaleOf } from '../wire.ts';

/** Rows to be written, column by column, in wire units: kW, Hz, cos φ, kWh. */
export interface Batch {
  readonly at: readonly number[];
  /** Readings, or means over the row's time; for a counter where it stood at the row's end. */
  readonly values: readonly (readonly (number | null)[])[];
  /** Extremes over the row's time, of counters where they stood; null: rows are readings. */
  readonly extremes: { readonly min: Columns; readonly max: Columns } | null;
  /** Until when everything is written. */
  readonly until: number;
}

type Columns = readonly (readonly (number | null)[])[];

const ALL = FIELDS.map((_, index) => index);
/** Rows of one batch, so that neither memory nor a turn of the thread gets long. */
const STEPPED_ROWS = 1000;

/** Everything in the range, batch by batch in the order of time. */
export function* batches(
  store: Store,
  asked: ExportQuery,
  fields: readonly number[] = ALL,
): Generator<Batch> {
  const query = { ...asked, ...nearRecord(store, asked) };
  const { from, to, resolution } = query;
  if (from === to) return;
  if (resolution === 'raw' || resolution === '30s') {
    for (let start: number = from; start < to; start += days(1)) {
      const end = Math.min(to, start + days(1));
      yield readings(store, start, end, fields, resolution === 'raw' ? 'polls' : 'marks');
    }
    return;
  }
  const edges = edgesOf(query);
  for (let first = 0; first < edges.length - 1; first += STEPPED_ROWS) {
    yield stepped(store, edges.slice(first, first + STEPPED_ROWS + 1), fields);
  }
}

function readings(
  store: Store,
  from: number,
  to: number,
  fields: readonly number[],
  detail: 'polls' | 'marks',
): Batch {
  const gathered = gather(store, from, to, fields, detail);
  const rows = gathered.at.flatMap((at, row) => {
    const some = gathered.fields.some((column) => !Number.isNaN(column[row] ?? Number.NaN));
    return at >= from && some ? [row] : [];
  });
  const values = gathered.fields.map((column) =>
    rows.map((row) => {
      const value = column[row] ?? Number.NaN;
      return Number.isNaN(value) ? null : value;
    }),
  );
  return { at: rows.map((row) => gathered.at[row] ?? 0), values, extremes: null, until: to };
}

function edgesOf({ from, to, resolution, zone }: ExportQuery): readonly number[] {
  if (resolution === '1d') return periodEdges(from, to, 'day', zone);
  const size = resolution === '5m' ? minutes(5) : hours(1);
  const first = Math.floor(from / size);
  const count = Math.ceil(to / size) - first;
  return Array.from({ length: count + 1 }, (_, i) => (first + i) * size);
}

function stepped(store: Store, edges: readonly number[], fields: readonly number[]): Batch {
  const means = meansOf(store, edges, fields);
  const counters = fields.filter(isEnergyIndex);
  const ends = counterEnds(store, counters, edges);
  const columns = fields.map((index, k) => means[k] ?? ends[counters.indexOf(index)]);
  const rows = edges.slice(0, -1).flatMap((_, row) => {
    const some = columns.some((column) => (column?.max[row] ?? null) !== null);
    return some ? [row] : [];
  });
  const pick = (kind: keyof CounterEnds): Columns =>
    columns.map((column) => rows.map((row) => column?.[kind][row] ?? null));
  return {
    at: rows.map((row) => edges[row] ?? 0),
    values: pick('last'),
    extremes: { min: pick('min'), max: pick('max') },
    until: edges.at(-1) ?? 0,
  };
}

/** Means of what is no counter, in wire units, in the place of the last value. */
function meansOf(
  store: Store,
  edges: readonly number[],
  fields: readonly number[],
): (CounterEnds | undefined)[] {
  const names = fields.flatMap((index) => (isEnergyIndex(index) ? [] : (FIELDS[index] ?? [])));
  const columns = levelColumns(store, names, edges, levelOnEdges(edges));
  return fields.map((index) => {
    const found = columns[FIELDS[index] ?? 'power'];
    if (found === undefined || isEnergyIndex(index)) return undefined;
    const wire = (values: readonly (number | null)[]) =>
      values.map((value) => (value === null ? null : value / scaleOf(index)));
    return { last: wire(found.mean), min: wire(found.min), max: wire(found.max) };
  });
}
