import { heldUntil } from '../../../app/history/hold.ts';
import { epochMs, millis, minutes } from '../../../app/units.ts';
import { MarkColumns, markDayOf } from '../marks.ts';
import { RawChunk } from '../poll-row.ts';
import { sentColumns, sentValue } from '../sent-power.ts';
import type { Store } from '../store.ts';
import type { RawSpan } from '../tables.ts';

/** Single readings in the order of their times; a row without values says that a poll failed. */
export interface Gathered {
  readonly at: number[];
  /** Until when each row stands. */
  readonly until: number[];
  /** Wire values of each field asked for; NaN is null. */
  readonly fields: readonly number[][];
}

/** No poll stands longer than two of the longest waits between polls. */
export const LONGEST_HOLD = minutes(11);

/** Single readings, without until when each stands. */
export interface Rows {
  readonly at: number[];
  /** The time between polls in ms. */
  readonly every: number[];
  readonly fields: number[][];
}

/** Whether every poll is wanted, or the readings at the 30-s marks will do. */
export type Detail = 'polls' | 'marks';

/** All rows that stand at some time between `from` and `to`. */
export function gather(
  store: Store,
  from: number,
  to: number,
  fields: readonly number[],
  detail: Detail,
): Gathered {
  const rows: Rows = { at: [], every: [], fields: fields.map(() => []) };
  const early = from - LONGEST_HOLD;
  const spans = detail === 'polls' ? store.tables.raw.spans(early, to) : [];
  addMarks(store, rows, early, to, fields, spans);
  for (const span of spans) addRaw(store, rows, early, to, fields, span);
  addTail(store, rows, early, to, fields);
  return hold(inOrder(rows), from);
}

/** The sealed rows made from `from` up to, not at, `to`, in the order of their times. */
export function sealedRows(
  store: Pick<Store, 'tables'>,
  from: number,
  to: number,
  fields: readonly number[],
): Rows {
  const rows: Rows = { at: [], every: [], fields: fields.map(() => []) };
  const spans = store.tables.raw.spans(from, to);
  addMarks(store, rows, from, to, fields, spans);
  for (const span of spans) addRaw(store, rows, from, to, fields, span);
  return inOrder(rows);
}

function addMarks(
  { tables }: Pick<Store, 'tables'>,
  rows: Rows,
  from: number,
  to: number,
  fields: readonly number[],
  spans: readonly RawSpan[],
): void {
  const isRaw = (at: number): boolean => spans.some((span) => at >= span.from && at <= span.to);
  for (const day of tables.marks.ids(markDayOf(from), markDayOf(to))) {
    tables.marks.read(day, (bytes) => {
      const columns = new MarkColumns(day, bytes);
      const [at, every] = [columns.at(), columns.every()];
      const sent = fields.map((field) => columns.field(field));
      const values = sentColumns(sent, fields, columns.powerFlags());
      for (let row = 0; row < columns.rows; row++) {
        const time = at[row] ?? 0;
        if (time < from || time >= to || isRaw(time)) continue;
        rows.at.push(time);
        rows.every.push(every[row] ?? 0);
        for (let k = 0; k < values.length; k++)
          rows.fields[k]?.push(values[k]?.[row] ?? Number.NaN);
      }
    });
  }
}

function addRaw(
  { tables }: Pick<Store, 'tables'>,
  rows: Rows,
  from: number,
  to: number,
  fields: readonly number[],
  span: RawSpan,
): void {
  tables.raw.read(span.firstSeq, (bytes) => {
    const chunk = new RawChunk(bytes);
    const [at, every] = [chunk.at(), chunk.every()];
    const sent = fields.map((field) => chunk.field(field));
    const values = sentColumns(sent, fields, chunk.flags());
    for (let row = 0; row < chunk.rows; row++) {
      const time = at[row] ?? 0;
      if (time < from || time >= to) continue;
      rows.at.push(time);
      rows.every.push(every[row] ?? 0);
      for (let k = 0; k < values.length; k++) rows.fields[k]?.push(values[k]?.[row] ?? Number.NaN);
    }
  });
}

function addTail(store: Store, rows: Rows, from: number, to: number, fields: readonly number[]) {
  for (const row of store.tail) {
    if (row.at < from || row.at >= to) continue;
    rows.at.push(row.at);
    rows.every.push(row.every);
    fields.forEach((field, k) => {
      rows.fields[k]?.push(sentValue(row.wire[field] ?? Number.NaN, field, row.flags));
    });
  }
}

/** The clock may have gone back, and marks stand between stretches of polls. */
function inOrder(rows: Rows): Rows {
  if (rows.at.every((at, row) => row === 0 || at >= (rows.at[row - 1] ?? 0))) return rows;
  const order = rows.at.map((_, row) => row).sort((a, b) => (rows.at[a] ?? 0) - (rows.at[b] ?? 0));
  const sorted = (column: readonly number[]) => order.map((row) => column[row] ?? Number.NaN);
  return { at: sorted(rows.at), every: sorted(rows.every), fields: rows.fields.map(sorted) };
}

/** Adds until when each row stands, and drops those that ended before `from`. */
function hold({ at, every, fields }: Rows, from: number): Gathered {
  const until = at.map((time, row) => {
    const next = at[row + 1];
    return heldUntil(
      epochMs(time),
      millis(every[row] ?? 0),
      next === undefined ? null : epochMs(next),
    ) as number;
  });
  const first = until.findIndex((end) => end > from);
  const start = first < 0 ? at.length : first;
  if (start === 0) return { at, until, fields };
  return {
    at: at.slice(start),
    until: until.slice(start),
    fields: fields.map((column) => column.slice(start)),
  };
}

/** A counter that was not asked for in a poll still stands where it stood. In place. */
export function carryCounters({ at, fields }: Gathered, counters: readonly number[]): void {
  for (const k of counters) {
    const column = fields[k];
    if (column === undefined) continue;
    let known = -1;
    for (let row = 0; row < column.length; row++) {
      if (!Number.isNaN(column[row])) known = row;
      else if (known >= 0 && (at[row] ?? 0) - (at[known] ?? 0) <= COUNTER_STANDS) {
        column[row] = column[known] ?? Number.NaN;
      }
    }
  }
}

const COUNTER_STANDS = minutes(1.5);
