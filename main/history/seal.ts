import { StateLedger } from '../../app/insights/state-ledger.ts';
import { staleAfter } from '../../app/live.ts';
import {
  energyChunkOf,
  mergeQuarter,
  packQuarters,
  type Quarters,
  unpackQuarters,
} from './energy-chunk.ts';
import { stateRowOf } from './insights/doing-rows.ts';
import { Ledger } from './ledger.ts';
import {
  MARK,
  type MarkCandidate,
  MarkDay,
  markDayOf,
  ORIGINS,
  packMarks,
  unpackMarks,
} from './marks.ts';
import { FLAG, has, originOf, type PollRow, packRows } from './poll-row.ts';
import { Roll } from './roll.ts';
import {
  BUCKETS,
  chunkId,
  LEVELS,
  packRollups,
  type RollupChunk,
  unpackRollups,
} from './rollups.ts';
import { powerFlagsIn } from './sent-power.ts';
import type { StoreTables } from './store.ts';
import type { SealedState } from './store-state.ts';
import type { StoreTransaction } from './transaction.ts';
import { ROLLED_COUNT } from './wire.ts';

/**
 * Packs the oldest open rows into chunks of every kind.
 * @param next the row after them, which says how long the last of them stands.
 */
export function sealRows(
  tx: StoreTransaction,
  rows: readonly PollRow[],
  next: PollRow | null,
): void {
  const last = rows.at(-1);
  if (last === undefined) return;
  const { at, every, cause } = last;
  const counters = packAll(tx.tables, rows, next, tx.sealed);
  sealStates(tx, rows);
  tx.removeUpTo(last.seq);
  tx.sealed = { ...counters, nextSeq: last.seq + 1, last: { at, every, cause } };
}

/** Adds what the rows tell of states, unless classifying anew gets to them. */
function sealStates(tx: StoreTransaction, rows: readonly PollRow[]): void {
  const { limits, memory, retelling } = tx.states;
  if (retelling !== null) return;
  const ledger = new StateLedger(limits, memory);
  for (const row of rows) ledger.add(stateRowOf(row));
  tx.stateTable.add(ledger);
  tx.states = { ...tx.states, memory: ledger.memory };
}

/** @returns what is known of each counter after the rows. */
function packAll(
  tables: StoreTables,
  rows: readonly PollRow[],
  next: PollRow | null,
  before: SealedState,
): Pick<SealedState, 'marks' | 'first' | 'since'> {
  writeRaw(tables, rows);
  markRows(tables, rows);
  const roll = new Roll();
  roll.addRows(rows, next);
  mergeRoll(tables, roll);
  const ledger = new Ledger(before.marks, before.since);
  for (const row of rows) ledger.add(row);
  mergeLedger(tables, ledger);
  const first = before.first.map((mark, counter) => mark ?? ledger.first[counter] ?? null);
  return { marks: ledger.marks, first, since: ledger.since };
}

/** Adds energies, and the gaps and new epochs that they were shared over. */
export function mergeLedger(tables: StoreTables, ledger: Ledger): void {
  mergeQuarters(tables, ledger);
  for (const found of ledger.breaks) {
    tables.events.add('counter-break', found.from.at, found.to.at, found);
  }
}

/** Offers rows with values to the days that they belong to. */
export function markRows(tables: StoreTables, rows: readonly PollRow[]): void {
  mergeMarks(tables, rows.filter((row) => row.cause === null).map(candidateOf));
}

const candidateOf = ({ at, every, flags, wire }: PollRow): MarkCandidate => ({
  at,
  every,
  origin: ORIGINS.indexOf(originOf(flags)),
  powerFlags: powerFlagsIn(flags),
  wire,
});

/** Gaps up to this stay inside a chunk; two marks could not tell them either. */
const SHORTEST_SPLIT = 2 * MARK;

/** Whether a chunk ends before `row`: it spans no step of the clock, and no gap that may be filled later. */
function startsChunk(row: PollRow, before: PollRow): boolean {
  if (has(row.flags, FLAG.clockStepped)) return true;
  return row.at - before.at > Math.max(SHORTEST_SPLIT, staleAfter(before.every));
}

/** Where a chunk is, nothing else is looked for, so its times are one stretch. */
export function writeRaw({ raw }: StoreTables, rows: readonly PollRow[]): void {
  let start = 0;
  for (let i = 1; i <= rows.length; i++) {
    const [before, row] = [rows[i - 1], rows[i]];
    if (row !== undefined && before !== undefined && !startsChunk(row, before)) continue;
    const part = rows.slice(start, i);
    const times = part.map(({ at }) => at);
    const span = {
      firstSeq: part[0]?.seq ?? 0,
      from: Math.min(...times),
      to: Math.max(...times),
    };
    raw.insert(span, packRows(part));
    start = i;
  }
}

function mergeMarks({ marks }: StoreTables, candidates: readonly MarkCandidate[]): void {
  const touched = new Map<number, MarkDay>();
  for (const candidate of candidates) {
    const number = markDayOf(candidate.at);
    let day = touched.get(number);
    if (day === undefined) {
      day = marks.read(number, (bytes) => unpackMarks(number, bytes)) ?? new MarkDay(number);
      touched.set(number, day);
    }
    day.offer(candidate);
  }
  for (const [number, day] of touched) marks.write(number, packMarks(day));
}

export function mergeRoll({ rollups }: StoreTables, roll: Roll): void {
  LEVELS.forEach((level, index) => {
    for (const [number, fresh] of roll.levels[index] ?? []) {
      const id = chunkId(level, number);
      const kept = rollups.read(id, (bytes) => unpackRollups(level, bytes));
      if (kept !== null) addAll(kept, fresh);
      rollups.write(id, packRollups(level, kept ?? fresh));
    }
  });
}

/** Undoes what was merged of a roll. Levels that are no longer kept stay away. */
export function takeBackRoll({ rollups }: StoreTables, roll: Roll): void {
  LEVELS.forEach((level, index) => {
    for (const [number, gone] of roll.levels[index] ?? []) {
      const id = chunkId(level, number);
      const kept = rollups.read(id, (bytes) => unpackRollups(level, bytes));
      if (kept === null) continue;
      kept.takeBack(gone);
      rollups.write(id, packRollups(level, kept));
    }
  });
}

function addAll(kept: RollupChunk, fresh: RollupChunk): void {
  for (let field = 0; field < ROLLED_COUNT; field++) {
    for (let slot = 0; slot < BUCKETS; slot++) {
      const weight = fresh.weight[field]?.[slot] ?? 0;
      if (weight === 0) continue;
      const sum = (fresh.mean[field]?.[slot] ?? 0) * weight;
      kept.add(
        slot,
        field,
        weight,
        sum,
        fresh.min[field]?.[slot] ?? 0,
        fresh.max[field]?.[slot] ?? 0,
      );
    }
  }
}

export function mergeQuarters({ energy }: StoreTables, { quarters, rejudged }: Ledger): void {
  const chunks = new Map<number, Quarters>();
  for (const [number, quarter] of quarters) {
    const id = energyChunkOf(number);
    let chunk = chunks.get(id);
    if (chunk === undefined) {
      chunk = energy.read(id, (bytes) => unpackQuarters(id, bytes)) ?? new Map();
      chunks.set(id, chunk);
    }
    const before = chunk.get(number);
    if (before !== undefined && rejudged.has(number)) before.beginsInGap = false;
    mergeQuarter(chunk, number, quarter);
  }
  for (const [id, chunk] of chunks) energy.write(id, packQuarters(id, chunk));
}
