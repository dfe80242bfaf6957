import { epochMs, millis } from '../../app/units.ts';
import { DamagedChunk } from './codec/bytes.ts';
import { causeCode, causeOf, type PollRow } from './poll-row.ts';
import type { Database, Statement } from './sqlite.ts';
import { wireFromBytes, wireToBytes } from './wire.ts';

/** Blobs under a number. */
export class ChunkTable {
  readonly #read: Statement<{ body: Uint8Array }>;
  readonly #write: Statement<never>;
  readonly #remove: Statement<never>;
  readonly #ids: Statement<{ id: number }>;

  constructor(db: Database, table: `${'mark' | 'rollup' | 'energy' | 'doing'}_chunk`) {
    this.#read = db.prepare(`SELECT body FROM ${table} WHERE id = ?`);
    this.#write = db.prepare(`INSERT OR REPLACE INTO ${table} (id, body) VALUES (?, ?)`);
    this.#remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
    this.#ids = db.prepare(`SELECT id FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id`);
  }

  /** Unpacks chunk `id`; null when there is none or when its bytes are damaged. */
  read<T>(id: number, unpack: (bytes: Uint8Array) => T): T | null {
    const body = this.#read.get(id)?.body;
    return body === undefined ? null : unlessDamaged(() => unpack(body));
  }

  write(id: number, body: Uint8Array): void {
    this.#write.run(id, body);
  }

  remove(id: number): void {
    this.#remove.run(id);
  }

  /** Stored ids from `first` to `last`, both included, rising. */
  ids(first: number, last: number): number[] {
    return this.#ids.all(first, last).map(({ id }) => id);
  }
}

/** null when the bytes that `work` unpacks are damaged: what they held is a gap. */
export function unlessDamaged<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof DamagedChunk) return null;
    throw error;
  }
}

interface OpenRow {
  readonly seq: number;
  readonly at: number;
  readonly every: number;
  readonly cause: number;
  readonly flags: number;
  readonly wire: Uint8Array;
}

/** The newest polls, one row each. */
export class OpenPolls {
  readonly #all: Statement<OpenRow>;
  readonly #insert: Statement<never>;
  readonly #removeUpTo: Statement<never>;

  constructor(db: Database) {
    this.#all = db.prepare('SELECT seq, at, every, cause, flags, wire FROM open_poll ORDER BY seq');
    this.#insert = db.prepare(
      'INSERT INTO open_poll (seq, at, every, cause, flags, wire) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#removeUpTo = db.prepare('DELETE FROM open_poll WHERE seq <= ?');
  }

  all(): PollRow[] {
    return this.#all.all().map(({ seq, at, every, cause, flags, wire }) => ({
      seq,
      at: epochMs(at),
      every: millis(every),
      cause: causeOf(cause),
      flags,
      wire: wireFromBytes(wire),
    }));
  }

  insert({ seq, at, every, cause, flags, wire }: PollRow): void {
    this.#insert.run(seq, at, every, causeCode(cause), flags, wireToBytes(wire));
  }

  removeUpTo(seq: number): void {
    this.#removeUpTo.run(seq);
  }
}

export interface RawSpan {
  readonly firstSeq: number;
  /** Time of the earliest and the latest poll in it. */
  readonly from: number;
  readonly to: number;
}

/** Sealed polls as they were made. */
export class RawChunks {
  readonly #spans: Statement<{ first_seq: number; from_at: number; to_at: number }>;
  readonly #lowest: Statement<{ seq: number | null }>;
  readonly #read: Statement<{ body: Uint8Array }>;
  readonly #insert: Statement<never>;
  readonly #remove: Statement<never>;

  constructor(db: Database) {
    this.#spans = db.prepare(
      'SELECT first_seq, from_at, to_at FROM raw_chunk WHERE to_at >= ? AND from_at < ? ORDER BY first_seq',
    );
    this.#lowest = db.prepare('SELECT min(first_seq) AS seq FROM raw_chunk');
    this.#read = db.prepare('SELECT body FROM raw_chunk WHERE first_seq = ?');
    this.#insert = db.prepare(
      'INSERT OR REPLACE INTO raw_chunk (first_seq, from_at, to_at, body) VALUES (?, ?, ?, ?)',
    );
    this.#remove = db.prepare('DELETE FROM raw_chunk WHERE first_seq = ?');
  }

  /** Chunks with polls from `from` up to, not at, `to`. */
  spans(from: number, to: number): RawSpan[] {
    return this.#spans
      .all(from, to)
      .map((row) => ({ firstSeq: row.first_seq, from: row.from_at, to: row.to_at }));
  }

  /** The lowest number of a row; 0 without any. */
  lowestSeq(): number {
    return this.#lowest.get()?.seq ?? 0;
  }

  read<T>(firstSeq: number, unpack: (bytes: Uint8Array) => T): T | null {
    const body = this.#read.get(firstSeq)?.body;
    return body === undefined ? null : unlessDamaged(() => unpack(body));
  }

  insert({ firstSeq, from, to }: RawSpan, body: Uint8Array): void {
    this.#insert.run(firstSeq, from, to, body);
  }

  remove(firstSeq: number): void {
    this.#remove.run(firstSeq);
  }
}

/** Small facts under a name. */
export class Meta {
  readonly #get: Statement<{ value: string }>;
  readonly #set: Statement<never>;

  constructor(db: Database) {
    this.#get = db.prepare('SELECT value FROM meta WHERE key = ?');
    this.#set = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  }

  get(key: string): string | null {
    return this.#get.get(key)?.value ?? null;
  }

  set(key: string, value: string): void {
    this.#set.run(key, value);
  }
}
