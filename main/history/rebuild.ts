import { QUARTER } from '../../app/energy/counter.ts';
import { epochMs, millis, minutes } from '../../app/units.ts';
import { energyChunkOf, QUARTERS } from './energy-chunk.ts';
import { classifiedAnew } from './insights/state-progress.ts';
import { Ledger, NO_MARKS } from './ledger.ts';
import { MARK, MARKS_PER_DAY, MarkColumns, markDayOf } from './marks.ts';
import type { PollRow } from './poll-row.ts';
import { Roll } from './roll.ts';
import { BUCKETS, chunkId, LEVELS, type Level, packRollups } from './rollups.ts';
import { mergeQuarters } from './seal.ts';
import type { Store, StoreTables } from './store.ts';
import { FIELD_COUNT } from './wire.ts';

const EVER = 2 ** 40;
const DAY = MARK * MARKS_PER_DAY;

/**
 * Makes rollups and energies anew where a broken file lost them and the readings at the 30-s marks
 * are still there. Peaks between two marks stay lost.
 */
export function rebuildLost(store: Store): void {
  const { tables } = store;
  const days = tables.marks.ids(-EVER, EVER);
  store.transaction((tx) => {
    for (const level of LEVELS.filter(({ passing }) => !passing)) rebuildLevel(tables, days, level);
    rebuildEnergy(tables, days);
    tx.states = classifiedAnew(tx.states);
  });
}

/** Chunks of `span` ms that should be there, since they have days, and are not. */
function lost(days: readonly number[], span: number, known: readonly number[]): number[] {
  const wanted = new Set(days.map((day) => Math.floor((day * DAY) / span)));
  for (const chunk of known) wanted.delete(chunk);
  return [...wanted];
}

function rebuildLevel(tables: StoreTables, days: readonly number[], level: Level): void {
  const span = level.size * BUCKETS;
  const first = chunkId(level, 0);
  const known = tables.rollups.ids(first, first + 2 ** 32 - 1).map((id) => id - first);
  for (const chunk of lost(days, span, known)) {
    const roll = new Roll();
    for (const day of days) {
      if (day < markDayOf(chunk * span) || day > markDayOf((chunk + 1) * span)) continue;
      roll.addRows(rowsOf(tables, [day], -EVER * MARK, EVER * MARK), null);
    }
    const made = roll.levels[level.number]?.get(chunk);
    if (made !== undefined) tables.rollups.write(chunkId(level, chunk), packRollups(level, made));
  }
}

function rebuildEnergy(tables: StoreTables, days: readonly number[]): void {
  const span = QUARTER * QUARTERS;
  for (const chunk of lost(days, span, tables.energy.ids(-EVER, EVER))) {
    const ledger = new Ledger(NO_MARKS);
    for (const row of rowsOf(tables, days, chunk * span, (chunk + 1) * span)) ledger.add(row);
    for (const quarter of [...ledger.quarters.keys()]) {
      if (energyChunkOf(quarter) !== chunk) ledger.quarters.delete(quarter);
    }
    // Gaps and new epochs are events, which were rescued by themselves.
    mergeQuarters(tables, ledger);
  }
}

/** So far beside a chunk lies what stands into it. */
const MARGIN = minutes(11);

/** Readings at the marks from a little before `from` to a little after `to`. */
function rowsOf(
  { marks }: StoreTables,
  days: readonly number[],
  from: number,
  to: number,
): PollRow[] {
  const [first, last] = [markDayOf(from - MARGIN), markDayOf(to + MARGIN)];
  const rows = days
    .filter((day) => day >= first && day <= last)
    .flatMap((day) => marks.read(day, (bytes) => unpackRows(new MarkColumns(day, bytes))) ?? []);
  return rows.filter(({ at }) => at >= from - MARGIN && at < to + MARGIN);
}

function unpackRows(columns: MarkColumns): PollRow[] {
  const [at, every, sent] = [columns.at(), columns.every(), columns.powerFlags()];
  const fields = Array.from({ length: FIELD_COUNT }, (_, field) => columns.field(field));
  return Array.from(at, (time, row) => ({
    seq: 0,
    at: epochMs(time),
    every: millis(every[row] ?? MARK),
    cause: null,
    flags: sent[row] ?? 0,
    wire: Float32Array.from(fields, (column) => column[row] ?? Number.NaN),
  }));
}
