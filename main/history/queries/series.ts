import { QUARTER } from '../../../app/energy/counter.ts';
import type { Series, SeriesQuery } from '../../../app/history/query.ts';
import type { Field } from '../../../app/measurement.ts';
import { markDayOf } from '../marks.ts';
import {
  BUCKETS,
  chunkAt,
  chunkId,
  chunkOf,
  LEVELS,
  type Level,
  PackedRollups,
  type RollupColumns,
} from '../rollups.ts';
import type { Store } from '../store.ts';
import { fieldIndex, isEnergyIndex, ROLLED_COUNT, scaleOf } from '../wire.ts';
import { ColumnBins, columnEdges } from './columns.ts';
import { counterSeries } from './counter-series.ts';
import { counterColumns } from './counters.ts';
import { gather } from './gather.ts';
import { binned, type Columns, fromReadings, type SeriesRows, stepped } from './readings.ts';

/** Any quantities over any time at the resolution that the screen can show. */
export function querySeries(store: Store, query: SeriesQuery): Series {
  const step = (query.to - query.from) / query.points;
  const level = levelFor(store, query, step);
  const rows =
    level === null ? fromReadings(store, query, step) : fromLevel(store, query, step, level);
  const counter = query.fields.includes('energy') ? counterSeries(store, rows, query) : null;
  return { ...rows, counter };
}

/** The coarsest level that is finer than a column; null: single readings are needed. */
function levelFor(store: Store, query: SeriesQuery, step: number): Level | null {
  const level = LEVELS.findLast(({ size }) => size <= step) ?? null;
  return level === null || !level.passing || isComplete(store, query, level) ? level : null;
}

/** A passing level is gone for older days; then each mark has a day that it lacks. */
function isComplete({ tables }: Store, { from, to }: SeriesQuery, level: Level): boolean {
  const kept = new Set(
    tables.rollups.ids(chunkId(level, chunkAt(level, from)), chunkId(level, chunkAt(level, to))),
  );
  return tables.marks
    .ids(markDayOf(from), markDayOf(to))
    .every((day) => kept.has(chunkId(level, chunkAt(level, day * 86_400_000))));
}

function fromLevel(store: Store, query: SeriesQuery, step: number, level: Level): SeriesRows {
  const edges = columnEdges(query.from, query.to, step, baseOf(query, step, level));
  return stepped(step, edges, levelColumns(store, query.fields, edges, level));
}

/** Fields in columns between `edges`, which lie on the level's buckets. */
export function levelColumns(
  store: Store,
  fields: readonly Field[],
  edges: readonly number[],
  level: Level,
): Columns {
  const rolled = fields.filter((field) => fieldIndex(field) < ROLLED_COUNT);
  const bins = rolled.map(() => new ColumnBins(edges));
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const first = chunkId(level, chunkAt(level, from));
  for (const id of store.tables.rollups.ids(first, chunkId(level, chunkAt(level, to)))) {
    store.tables.rollups.read(id, (bytes) => {
      const packed = new PackedRollups(level, bytes);
      const start = chunkOf(id) * BUCKETS;
      rolled.forEach((field, k) => {
        const bin = bins[k];
        if (bin !== undefined) addBuckets(bin, packed.field(fieldIndex(field)), start, level);
      });
    });
  }
  addTail(store, rolled, bins, from, to);
  const columns: Columns = {};
  rolled.forEach((field, k) => {
    const made = bins[k]?.finish(scaleOf(fieldIndex(field)), 1);
    if (made !== undefined) columns[field] = made;
  });
  addCounters(store, fields, edges, columns);
  return columns;
}

function addBuckets(
  bin: ColumnBins,
  { slots, weight, mean, min, max }: RollupColumns,
  start: number,
  { size }: Level,
): void {
  for (let row = 0; row < slots.length; row++) {
    const at = (start + (slots[row] ?? 0)) * size;
    bin.addBucket(at, weight[row] ?? 0, mean[row] ?? 0, min[row] ?? 0, max[row] ?? 0);
  }
}

/** Edges lie on the level's buckets, and on quarters of an hour where the ledger answers. */
function baseOf({ fields }: SeriesQuery, step: number, { size }: Level): number {
  const counters = fields.some((field) => isEnergyIndex(fieldIndex(field)));
  return counters && step >= QUARTER ? Math.max(size, QUARTER) : size;
}

/** Buckets carry their mean in the app's units, so the open rows' values do too. */
function addTail(
  store: Store,
  fields: readonly Field[],
  bins: readonly ColumnBins[],
  from: number,
  to: number,
): void {
  const roll = store.tailRows();
  fields.forEach((field, k) => {
    const index = fieldIndex(field);
    for (const { at, until, wire } of roll) {
      const value = wire[index] ?? Number.NaN;
      if (Number.isNaN(value) || until <= from || at >= to) continue;
      bins[k]?.addHold(at, until, value, value * scaleOf(index));
    }
  });
}

function addCounters(
  store: Store,
  fields: readonly Field[],
  edges: readonly number[],
  columns: Columns,
): void {
  const counters = fields.filter((field) => isEnergyIndex(fieldIndex(field)));
  if (counters.length === 0) return;
  if (edges.every((edge) => edge % QUARTER === 0)) {
    Object.assign(columns, counterColumns(store, counters, edges));
    return;
  }
  const indexes = counters.map(fieldIndex);
  const gathered = gather(store, edges[0] ?? 0, edges.at(-1) ?? 0, indexes, 'marks');
  Object.assign(columns, binned(gathered, counters, edges));
}
