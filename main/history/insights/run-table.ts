import { QUARTER } from '../../../app/energy/counter.ts';
import type { RunPart, RunRecord } from '../../../app/insights/run-record.ts';
import { mWhOfWork, workOfMWh } from '../../../app/insights/share-energy.ts';
import { epochMs, watts } from '../../../app/units.ts';
import { Chunk, packChunk } from '../codec/chunk.ts';
import type { Database, Statement } from '../sqlite.ts';
import { unlessDamaged } from '../tables.ts';

interface SpanRow {
  readonly start: number;
  readonly until: number;
  readonly start_seen: number;
  readonly end_seen: number;
}

interface RunRow extends SpanRow {
  readonly peak: number;
  readonly defrosts: number;
  readonly parts: Uint8Array;
}

/** As much of a run as its length needs. */
export type RunSpan = Pick<RunRecord, 'start' | 'end' | 'startSeen' | 'endSeen'>;

const spanOf = ({ start, until, start_seen, end_seen }: SpanRow): RunSpan => ({
  start: epochMs(start),
  end: epochMs(until),
  startSeen: start_seen === 1,
  endSeen: end_seen === 1,
});

/** Runs that are over, one row each. */
export class RunTable {
  readonly #insert: Statement<never>;
  readonly #spans: Statement<SpanRow>;
  readonly #touching: Statement<RunRow>;
  readonly #remove: Statement<never>;

  constructor(db: Database) {
    this.#insert = db.prepare(
      'INSERT OR REPLACE INTO run (start, until, start_seen, end_seen, peak, defrosts, parts) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#spans = db.prepare(
      'SELECT start, until, start_seen, end_seen FROM run WHERE start >= ? AND start < ? ORDER BY start',
    );
    this.#touching = db.prepare(
      'SELECT * FROM run INDEXED BY run_by_end WHERE until > ? AND start < ? ORDER BY start',
    );
    this.#remove = db.prepare('DELETE FROM run WHERE start >= ? AND start < ?');
  }

  insert({ start, end, startSeen, endSeen, peak, defrosts, parts }: RunRecord): void {
    const flags = [startSeen ? 1 : 0, endSeen ? 1 : 0] as const;
    this.#insert.run(start, end, ...flags, peak, defrosts, packParts(parts));
  }

  /** Runs that begin from `from` up to, not at, `to`. */
  spans(from: number, to: number): RunSpan[] {
    return this.#spans.all(from, to).map(spanOf);
  }

  /** Runs with a part between `from` and `to`. */
  touching(from: number, to: number): RunRecord[] {
    return this.#touching.all(from, to).map((row) => ({
      ...spanOf(row),
      peak: watts(row.peak),
      defrosts: row.defrosts,
      parts: unlessDamaged(() => unpackParts(row)) ?? [],
    }));
  }

  /** Takes away the runs that begin in this time. */
  remove(from: number, to: number): void {
    this.#remove.run(from, to);
  }
}

function packParts(parts: readonly RunPart[]): Uint8Array {
  return packChunk(parts.length, [
    { kind: 'ints', values: parts.map(({ quarter }) => quarter) },
    { kind: 'ints', values: parts.map(({ work }) => Math.round(mWhOfWork(work))) },
    { kind: 'ints', values: parts.map(({ ms }) => Math.round(ms)) },
  ]);
}

/** The time of the work was not always kept; the run's own time is near it. @throws DamagedChunk */
function unpackParts({ start, until, parts }: RunRow): RunPart[] {
  const packed = new Chunk(parts);
  const work = packed.ints(1);
  const ms = packed.columnCount > 2 ? packed.ints(2) : null;
  const overlap = (quarter: number): number =>
    Math.max(0, Math.min(until, (quarter + 1) * QUARTER) - Math.max(start, quarter * QUARTER));
  return Array.from(packed.ints(0), (quarter, row) => ({
    quarter,
    work: workOfMWh(work[row] ?? 0),
    ms: ms?.[row] ?? overlap(quarter),
  }));
}
