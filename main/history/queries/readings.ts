import type { Series, SeriesColumns, SeriesQuery } from '../../../app/history/query.ts';
import type { Field } from '../../../app/measurement.ts';
import { epochMs, millis } from '../../../app/units.ts';
import type { Store } from '../store.ts';
import { fieldIndex, isEnergyIndex, scaleOf } from '../wire.ts';
import { ColumnBins, columnEdges } from './columns.ts';
import { carryCounters, type Gathered, gather } from './gather.ts';

export type Columns = Partial<Record<Field, SeriesColumns>>;
export type SeriesRows = Omit<Series, 'counter'>;

/** Rows may come to so many times what was asked for before readings are put into columns. */
const READINGS_SLACK = 1.25;

/** A series of rows of one length. */
export function stepped(step: number, edges: readonly number[], columns: Columns): SeriesRows {
  const [from, to] = [epochMs(edges[0] ?? 0), epochMs(edges.at(-1) ?? 0)];
  return { from, to, step: millis(step), at: edges.slice(0, -1).map(epochMs), columns };
}

/** Readings as they are when there is room for all of them, in columns when not. */
export function fromReadings(store: Store, query: SeriesQuery, step: number): SeriesRows {
  const fields = query.fields.map(fieldIndex);
  const gathered = gather(store, query.from, query.to, fields, 'polls');
  if (gathered.at.length <= query.points * READINGS_SLACK) return single(query, gathered);
  const edges = columnEdges(query.from, query.to, step, 1);
  return stepped(step, edges, binned(gathered, query.fields, edges));
}

/** Readings in columns. */
export function binned(
  gathered: Gathered,
  fields: readonly Field[],
  edges: readonly number[],
): Columns {
  carry(gathered, fields);
  const columns: Columns = {};
  fields.forEach((field, k) => {
    const bins = new ColumnBins(edges);
    const values = gathered.fields[k] ?? [];
    for (let row = 0; row < values.length; row++) {
      const value = values[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      bins.addHold(gathered.at[row] ?? 0, gathered.until[row] ?? 0, value, value);
    }
    const scale = scaleOf(fieldIndex(field));
    columns[field] = bins.finish(scale, scale);
  });
  return columns;
}

function carry(gathered: Gathered, fields: readonly Field[]): void {
  const counters = fields.flatMap((field, k) => (isEnergyIndex(fieldIndex(field)) ? [k] : []));
  carryCounters(gathered, counters);
}

/** Each reading by itself; where one stands no longer and no other begins, a row of nulls. */
function single(query: SeriesQuery, gathered: Gathered): SeriesRows {
  carry(gathered, query.fields);
  const at: number[] = [];
  const rows: (number | null)[] = [];
  gathered.at.forEach((time, row) => {
    at.push(time);
    rows.push(row);
    const until = gathered.until[row] ?? time;
    const next = gathered.at[row + 1];
    if (next !== undefined ? until < next : until < query.to) {
      at.push(until);
      rows.push(null);
    }
  });
  const columns: Columns = {};
  query.fields.forEach((field, k) => {
    const scale = scaleOf(fieldIndex(field));
    const values = rows.map((row) => {
      const value = row === null ? Number.NaN : (gathered.fields[k]?.[row] ?? Number.NaN);
      return Number.isNaN(value) ? null : value * scale;
    });
    columns[field] = { mean: values, min: values, max: values };
  });
  return { from: query.from, to: query.to, step: null, at: at.map(epochMs), columns };
}
