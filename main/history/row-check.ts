import type { SqlValue } from './sqlite.ts';
import { sealedFrom } from './store-state.ts';
import { SEALED_KEY } from './transaction.ts';
import { FIELD_COUNT } from './wire.ts';

export type Row = Readonly<Record<string, SqlValue>>;

/** From a clock that was never set until further than any: sharing energy over thousands of years never ends. */
const [FIRST, LAST] = [0, Date.UTC(2100, 0)];
const DAY = 86_400_000;
const WIRE_BYTES = FIELD_COUNT * 4;

const isTime = (value: SqlValue | undefined): boolean =>
  typeof value === 'number' && value >= FIRST && value < LAST;
const isDay = (value: SqlValue | undefined): boolean =>
  typeof value === 'number' && isTime(value * DAY);
const isSpan = (from: SqlValue | undefined, to: SqlValue | undefined): boolean =>
  isTime(from) && isTime(to) && Number(from) <= Number(to);
const isCount = (value: SqlValue | undefined): boolean =>
  typeof value === 'number' && value >= 0 && Number.isSafeInteger(value);

/** What cannot be read at all is made anew of the readings. */
function isFact(key: SqlValue | undefined, value: SqlValue | undefined): boolean {
  const sealed = key === SEALED_KEY ? sealedFrom(String(value)) : null;
  const { marks = [], first = [], since, last = null } = sealed ?? {};
  return [...marks, ...first, since?.standing ?? null, last].every(
    (known) => known === null || isTime(known.at),
  );
}

function isJson(text: SqlValue | undefined): boolean {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

const CHECKS: Readonly<Record<string, (row: Row) => boolean>> = {
  meta: ({ key, value }) => isFact(key, value),
  open_poll: ({ seq, at, every, flags, wire }) =>
    isCount(seq) &&
    isTime(at) &&
    isCount(every) &&
    Number(every) <= DAY &&
    isCount(flags) &&
    wire instanceof Uint8Array &&
    wire.length === WIRE_BYTES,
  raw_chunk: ({ first_seq, from_at, to_at }) => isCount(first_seq) && isSpan(from_at, to_at),
  mark_chunk: ({ id }) => isDay(id),
  heat_chunk: ({ id }) => isDay(id),
  event: ({ at, until, detail }) =>
    isTime(at) && (until === null || isTime(until)) && isJson(detail),
  run: ({ start, until, peak }) => isSpan(start, until) && Number.isFinite(peak),
};

/** Whether a row says something that this app could have written; SQLite knows types and no meanings. */
export const isPossible = (table: string, row: Row): boolean => CHECKS[table]?.(row) ?? true;
