import { statSync } from 'node:fs';
import type { TimeRange } from '../../../app/history/query.ts';
import { days, epochMs } from '../../../app/units.ts';
import { heatDayOf } from '../heat-days.ts';
import type { HistorySize } from '../protocol.ts';
import { BUCKETS, chunkId, chunkOf, LEVELS } from '../rollups.ts';
import type { Store } from '../store.ts';

/** The range without what lies before the record's first day: there is no electricity to compare. */
export function sinceRecord(store: Store, { from, to }: TimeRange): TimeRange {
  const first = store.tables.marks.ids(-(2 ** 40), 2 ** 40)[0] ?? heatDayOf(to - 1);
  return { from: epochMs(Math.max(from, first * days(1))), to };
}

const EVER = 2 ** 40;
/** More than what a zone or a bucket can lie beside the record. */
const BESIDE = days(2);

/** The times of a day or a chunk of rollups. */
function* stored({ tables, tail }: Store): Generator<TimeRange> {
  const spanOf = (number: number, span: number): TimeRange => ({
    from: epochMs(number * span),
    to: epochMs((number + 1) * span),
  });
  for (const day of tables.marks.ids(-EVER, EVER)) yield spanOf(day, days(1));
  for (const level of LEVELS) {
    for (const id of tables.rollups.ids(chunkId(level, 0), chunkId(level, 2 ** 32 - 1))) {
      yield spanOf(chunkOf(id), BUCKETS * level.size);
    }
  }
  for (const { at } of tail) yield { from: at, to: at };
}

/** The range without what is so far outside of the record that there cannot be anything. */
export function nearRecord(store: Store, { from, to }: TimeRange): TimeRange {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const span of stored(store)) {
    first = Math.min(first, span.from);
    last = Math.max(last, span.to);
  }
  if (first > last) return { from, to: from };
  const begin = Math.min(Math.max(from, first - BESIDE), to);
  return { from: epochMs(begin), to: epochMs(Math.max(begin, Math.min(to, last + BESIDE))) };
}

const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

export function querySize(file: string, store: Store): HistorySize {
  const ids = store.tables.marks.ids(-(2 ** 40), 2 ** 40);
  const first = ids[0];
  const from = first === undefined ? (store.tail[0]?.at ?? null) : epochMs(first * days(1));
  return {
    bytes: bytesOf(file) + bytesOf(`${file}-wal`),
    from,
    to: store.newest()?.at ?? null,
    days: ids.length,
  };
}
