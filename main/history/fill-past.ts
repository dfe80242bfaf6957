import { heldUntil } from '../../app/history/hold.ts';
import { epochMs, type Millis, millis } from '../../app/units.ts';
import type { Sample } from './fill.ts';
import { addCounters, missingCounters } from './fill-counters.ts';
import { retellAround } from './insights/retell.ts';
import type { KnownRow } from './known-rows.ts';
import type { PollRow } from './poll-row.ts';
import { RawChunk } from './poll-row.ts';
import { Roll } from './roll.ts';
import { markRows, mergeRoll, takeBackRoll, writeRaw } from './seal.ts';
import type { Store, StoreTables } from './store.ts';
import { ROLLED_COUNT, type Wire } from './wire.ts';

/** A sample with the time between polls when it was made, from the readings around it. */
export interface PacedSample extends Sample {
  readonly every: Millis;
}

/**
 * Adds samples that lie before the newest row.
 * @param missing those that nothing is known of yet.
 * @param all of the same time, for their counters: power may be known where counters are not.
 * @param known rows around them.
 */
export function fillPast(
  store: Store,
  missing: readonly PacedSample[],
  all: readonly PacedSample[],
  known: readonly KnownRow[],
): void {
  const counted = missingCounters(store, all);
  const [first, last] = [missing[0], missing.at(-1)];
  if (first === undefined && counted.length === 0) return;
  store.transaction((tx) => {
    addRows(tx.tables, missing, known);
    addCounters(tx, counted);
    if (first !== undefined && last !== undefined) {
      retellAround(tx, first.at, last.at + last.every);
    }
  });
}

function addRows(
  tables: StoreTables,
  missing: readonly PacedSample[],
  known: readonly KnownRow[],
): void {
  // Counted downwards from 0, so that they never meet the rows that are yet to come.
  const firstSeq = Math.min(0, tables.raw.lowestSeq()) - missing.length;
  const rows = missing.map(
    ({ at, every, flags, wire }, place): PollRow => ({
      seq: firstSeq + place,
      at,
      every,
      cause: null,
      flags,
      wire,
    }),
  );
  rollIn(tables, rows, known);
  for (const part of betweenKnown(rows, known)) writeRaw(tables, part);
  markRows(tables, rows);
}

/** A chunk of single polls is one stretch, so it ends where the record already knows something. */
function betweenKnown(rows: readonly PollRow[], known: readonly KnownRow[]): PollRow[][] {
  const parts: PollRow[][] = [];
  let next = 0;
  for (const row of rows) {
    const before = next;
    while ((known[next]?.at ?? Number.POSITIVE_INFINITY) < row.at) next++;
    if (parts.length === 0 || next > before) parts.push([]);
    parts.at(-1)?.push(row);
  }
  return parts;
}

/**
 * Adds the rows to the rollups; a row that stands before one of them now stands until that. Where only
 * readings at the marks are left it is not known how long the one before stood, so it stays as it is.
 */
function rollIn(tables: StoreTables, rows: readonly PollRow[], known: readonly KnownRow[]): void {
  const [more, less] = [new Roll(), new Roll()];
  let next = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  rows.forEach((row, place) => {
    while ((known[next]?.at ?? Number.POSITIVE_INFINITY) < row.at) next++;
    const [before, after] = [known[next - 1], known[next]];
    const following = Math.min(
      rows[place + 1]?.at ?? Number.POSITIVE_INFINITY,
      after?.at ?? Number.POSITIVE_INFINITY,
    );
    const until = heldUntil(row.at, row.every, finite(following));
    const isFirst = before !== undefined && before.at > lastAt;
    const from = isFirst && before.isMark ? Math.max(row.at, before.at + before.every) : row.at;
    if (from < until) more.add(from, until, row.wire);
    if (isFirst && !before.isMark) extend(tables, before, row, after, { more, less });
    lastAt = row.at;
  });
  takeBackRoll(tables, less);
  mergeRoll(tables, more);
}

const finite = (at: number) => (Number.isFinite(at) ? epochMs(at) : null);

function extend(
  tables: StoreTables,
  before: KnownRow,
  row: PollRow,
  after: KnownRow | undefined,
  { more, less }: { readonly more: Roll; readonly less: Roll },
): void {
  const every = millis(before.every);
  const stood = heldUntil(before.at, every, after?.at ?? null);
  const stands = heldUntil(before.at, every, row.at);
  if (stands === stood) return;
  const wire = wireAt(tables, before.at);
  if (wire === null) return;
  if (stands > stood) more.add(stood, stands, wire);
  else less.add(stands, stood, wire);
}

/** The values of the single poll at that time; null: there is none. */
function wireAt({ raw }: StoreTables, at: number): Wire | null {
  for (const span of raw.spans(at, at + 1)) {
    const wire = raw.read(span.firstSeq, (bytes) => {
      const chunk = new RawChunk(bytes);
      const row = chunk.at().lastIndexOf(at);
      if (row < 0) return null;
      const fields = Array.from({ length: ROLLED_COUNT }, (_, field) => chunk.field(field));
      return Float32Array.from(fields, (column) => column[row] ?? Number.NaN);
    });
    if (wire !== null) return wire;
  }
  return null;
}
