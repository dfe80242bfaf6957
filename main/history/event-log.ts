import type { CounterRejection } from '../../app/counters.ts';
import type { Field } from '../../app/measurement.ts';
import type { RejectionReason } from '../../app/plausibility.ts';
import { days, type EpochMs, epochMs } from '../../app/units.ts';
import type { CounterBreak } from './ledger.ts';
import type { GapCause } from './poll-row.ts';
import type { Database, Statement } from './sqlite.ts';

/** What happened beside the readings; each is kept for ever. */
export interface HistoryEvents {
  /** The app began to record. */
  started: Record<string, never>;
  /** The app ended as it should. */
  stopped: Record<string, never>;
  /** No readings from `at` until `until`. */
  gap: { readonly cause: GapCause };
  /** The wall clock was set by `ms` (positive is forwards). */
  clock: { readonly ms: number };
  /** A counter was seen to fall or to jump, and it was confirmed. */
  counter: {
    readonly field: Field;
    readonly kind: 'epoch' | 'jump';
    readonly from: number;
    readonly to: number;
  };
  /** Between two readings of a counter lies a gap or a new epoch. */
  'counter-break': CounterBreak;
  /** Readings of a gap were added later. */
  filled: { readonly origin: string; readonly readings: number; readonly source: string };
  /** A broken file was set aside; so many polls could be taken over. */
  rescued: { readonly from: string; readonly readings: number };
}

export type HistoryEventKind = keyof HistoryEvents;

export interface HistoryEvent<K extends HistoryEventKind> {
  readonly id: number;
  readonly at: EpochMs;
  /** null: a moment, or not over yet. */
  readonly until: EpochMs | null;
  readonly detail: HistoryEvents[K];
}

interface EventRow {
  readonly id: number;
  readonly at: number;
  readonly until: number | null;
  readonly detail: string;
}

/** The record of everything that is not a reading. */
export class EventLog {
  readonly #insert: Statement<never>;
  readonly #end: Statement<never>;
  readonly #remove: Statement<never>;
  readonly #select: Statement<EventRow>;
  readonly #unended: Statement<EventRow>;
  readonly #reject: Statement<never>;

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT INTO event (kind, at, until, detail) VALUES (?, ?, ?, ?)');
    this.#end = db.prepare('UPDATE event SET until = ? WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM event WHERE id = ?');
    this.#select = db.prepare(
      'SELECT id, at, until, detail FROM event WHERE kind = ? AND at < ? AND coalesce(until, ?) >= ? ORDER BY at, id',
    );
    this.#unended = db.prepare(
      'SELECT id, at, until, detail FROM event WHERE kind = ? AND until IS NULL ORDER BY id DESC LIMIT 1',
    );
    this.#reject = db.prepare(
      'INSERT INTO rejection (day, field, reason, count) VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1',
    );
  }

  add<K extends HistoryEventKind>(
    kind: K,
    at: number,
    until: number | null,
    detail: HistoryEvents[K],
  ): void {
    this.#insert.run(kind, at, until, JSON.stringify(detail));
  }

  /** Events of `kind` that touch the time from `from` up to, not at, `to`. */
  between<K extends HistoryEventKind>(kind: K, from: number, to: number): HistoryEvent<K>[] {
    return this.#select.all(kind, to, Number.MAX_SAFE_INTEGER, from).map((row) => read<K>(row));
  }

  /** The newest event of `kind` that has no end yet. */
  unended<K extends HistoryEventKind>(kind: K): HistoryEvent<K> | null {
    const row = this.#unended.get(kind);
    return row === undefined ? null : read<K>(row);
  }

  end(id: number, until: number): void {
    this.#end.run(until, id);
  }

  remove(id: number): void {
    this.#remove.run(id);
  }

  /** Counts a value that was not believed. */
  reject(at: number, field: Field, reason: RejectionReason | CounterRejection): void {
    this.#reject.run(Math.floor(at / days(1)), field, reason);
  }
}

/** The file is ours and checked, so its JSON is what was written. */
function read<K extends HistoryEventKind>(row: EventRow): HistoryEvent<K> {
  return {
    id: row.id,
    at: epochMs(row.at),
    until: row.until === null ? null : epochMs(row.until),
    detail: JSON.parse(row.detail) as HistoryEvents[K],
  };
}
