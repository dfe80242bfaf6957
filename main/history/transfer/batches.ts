import { periodEdges } from '../../../app/energy/periods.ts';
import type { ExportQuery } from '../../../app/history/export.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { days, hours, minutes } from '../../../app/units.ts';
import { gather } from '../queries/gather.ts';
import { levelColumns } from '../queries/series.ts';
import { LEVELS, type Level } from '../rollups.ts';
import type { Store } from '../store.ts';
import { scaleOf } from '../wire.ts';

/** Rows to be written, column by column, in wire units: kW, Hz, cos φ, kWh. */
export interface Batch {
  readonly at: readonly number[];
  /** Readings, or means over the row's time; for a counter where it stood at the row's end. */
  readonly values: readonly (readonly (number | null)[])[];
  /** Extremes over the row's time; null: rows are readings. */
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
  query: ExportQuery,
  fields: readonly number[] = ALL,
): Generator<Batch> {
  const { from, to, resolution } = query;
  if (resolution === 'raw' || resolution === '30s') {
    for (let start: number = from; start < to; start += days(1)) {
      const end = Math.min(to, start + days(1));
      yield readings(store, start, end, fields, resolution === 'raw' ? 'polls' : 'marks');
    }
    return;
  }
  const edges = edgesOf(query);
  for (let first = 0; first < edges.length - 1; first += STEPPED_ROWS) {
    yield stepped(store, edges.slice(first, first + STEPPED_ROWS + 1), fields, levelOf(query));
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

/** Local days need hours or, in zones off by part of an hour, less; all else its own level. */
function levelOf({ resolution, from, zone }: ExportQuery): Level {
  const wholeHours = periodEdges(from, from, 'day', zone).every((edge) => edge % hours(1) === 0);
  const size = resolution === '5m' || (resolution === '1d' && !wholeHours) ? minutes(5) : hours(1);
  const level = LEVELS.find((candidate) => candidate.size === size);
  if (level === undefined) throw new Error(`There are no rollups of ${size} ms`);
  return level;
}

function edgesOf({ from, to, resolution, zone }: ExportQuery): readonly number[] {
  if (resolution === '1d') return periodEdges(from, to, 'day', zone);
  const size = resolution === '5m' ? minutes(5) : hours(1);
  const first = Math.floor(from / size);
  const count = Math.ceil(to / size) - first;
  return Array.from({ length: count + 1 }, (_, i) => (first + i) * size);
}

function stepped(
  store: Store,
  edges: readonly number[],
  fields: readonly number[],
  level: Level,
): Batch {
  const names = fields.flatMap((index) => FIELDS[index] ?? []);
  const columns = levelColumns(store, names, edges, level);
  const rows = edges.slice(0, -1).flatMap((_, row) => {
    const some = names.some((name) => (columns[name]?.max[row] ?? null) !== null);
    return some ? [row] : [];
  });
  const pick = (kind: 'mean' | 'min' | 'max'): Columns =>
    names.map((name, k) => {
      const index = fields[k] ?? 0;
      // A counter's row tells where it stood at the end.
      const source = name.startsWith('energy') && kind === 'mean' ? 'max' : kind;
      return rows.map((row) => {
        const value = columns[name]?.[source][row] ?? null;
        return value === null ? null : value / scaleOf(index);
      });
    });
  return {
    at: rows.map((row) => edges[row] ?? 0),
    values: pick('mean'),
    extremes: { min: pick('min'), max: pick('max') },
    until: edges.at(-1) ?? 0,
  };
}
