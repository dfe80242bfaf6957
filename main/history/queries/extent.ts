import { statSync } from 'node:fs';
import type { TimeRange } from '../../../app/history/query.ts';
import { days, epochMs } from '../../../app/units.ts';
import { heatDayOf } from '../heat-days.ts';
import type { HistorySize } from '../protocol.ts';
import type { Store } from '../store.ts';

/** The range without what lies before the record's first day: there is no electricity to compare. */
export function sinceRecord(store: Store, { from, to }: TimeRange): TimeRange {
  const first = store.tables.marks.ids(-(2 ** 40), 2 ** 40)[0] ?? heatDayOf(to - 1);
  return { from: epochMs(Math.max(from, first * days(1))), to };
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
