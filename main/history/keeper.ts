import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Millis } from '../../app/units.ts';
import { dropBallast, freeBytes, keepBallast, LOW_SPACE_BYTES } from './disk.ts';
import { faultOf } from './fault-of.ts';
import { type Happening, Recorder } from './recorder.ts';
import { purge, type Retention, shrinkTo, usedBytes } from './retention.ts';
import type { Store } from './store.ts';

/** Readings held in memory while nothing can be written: 11 h at one in 2 s. */
const MAX_WAITING = 20_000;
/** What is given up at a time when space is short. */
const SHRINK = 0.9;

export interface KeeperOptions {
  readonly file: string;
  readonly pollEvery: Millis;
  readonly retention: Retention;
  readonly notify: (notice: HistoryNotice) => void;
}

/** Writes what happens, seals and purges, and keeps going when the disk is full. */
export class Keeper {
  readonly #store: Store;
  readonly #options: KeeperOptions;
  readonly #recorder: Recorder;
  #waiting: Happening[] = [];
  #retention: Retention;
  #isLow = false;

  constructor(store: Store, options: KeeperOptions) {
    this.#store = store;
    this.#options = options;
    this.#retention = options.retention;
    this.#recorder = new Recorder(store, options.pollEvery);
    keepBallast(options.file);
  }

  setRetention(retention: Retention): void {
    this.#retention = retention;
  }

  /** ok: it is on disk. A fault: it waits in memory and is tried again with the next one. */
  record(happening: Happening): Result<void, HistoryFault> {
    const wasWriting = this.#waiting.length === 0;
    this.#waiting.push(happening);
    const fault = this.#writeWaiting() ?? null;
    if (fault === null) {
      if (!wasWriting) this.#options.notify({ kind: 'writing-again' });
      return ok(undefined);
    }
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    if (wasWriting) this.#options.notify({ kind: 'not-writing', fault });
    return err(fault);
  }

  #writeWaiting(): HistoryFault | null {
    const first = this.#tryAll();
    if (first?.kind !== 'no-space') return first;
    this.#makeRoom();
    return this.#tryAll();
  }

  #tryAll(): HistoryFault | null {
    try {
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        this.#recorder.record(next);
        this.#waiting.shift();
      }
      return null;
    } catch (error) {
      return faultOf(error, this.#options.file);
    }
  }

  /** Seals when enough rows are open. Not part of writing them, so that nobody waits for it. */
  tidy(): void {
    if (!this.#store.isSealDue) return;
    try {
      this.#store.sealTail();
      purge(this.#store, this.#retention);
      this.#watchSpace();
    } catch (error) {
      // The rows stay open and are sealed another time.
      if (faultOf(error, this.#options.file).kind === 'no-space') this.#makeRoom();
    }
  }

  #watchSpace(): void {
    const free = freeBytes(this.#options.file);
    if (free === null || free >= LOW_SPACE_BYTES) {
      keepBallast(this.#options.file);
      this.#isLow = false;
      return;
    }
    if (this.#isLow) return;
    this.#isLow = true;
    shrinkTo(this.#store, usedBytes(this.#store) * SHRINK);
    this.#options.notify({ kind: 'low-space', freeBytes: free });
  }

  #makeRoom(): void {
    dropBallast(this.#options.file);
    try {
      shrinkTo(this.#store, usedBytes(this.#store) * SHRINK);
      this.#store.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      faultOf(error, this.#options.file);
    }
  }
}
