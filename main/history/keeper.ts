import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import { isClockSet } from '../../app/history/record-times.ts';
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

/** What outlives a keeper. */
export interface Legacy {
  readonly pollEvery: Millis;
  readonly retention: Retention;
  /** What could not be written yet, oldest first. */
  readonly waiting: readonly Happening[];
}

/** Writes what happens, seals and purges, and keeps going when the disk is full. */
export class Keeper {
  readonly #store: Store;
  readonly #options: KeeperOptions;
  readonly #recorder: Recorder;
  #waiting: Happening[] = [];
  #retention: Retention;
  #isLow = false;
  #isClockWrong = false;

  constructor(store: Store, options: KeeperOptions) {
    this.#store = store;
    this.#options = options;
    this.#retention = options.retention;
    this.#recorder = new Recorder(store, options.pollEvery);
    keepBallast(options.file);
  }

  /** What the next keeper of the same record has to know, when its file has to be opened anew. */
  get legacy(): Legacy {
    return {
      pollEvery: this.#recorder.every,
      retention: this.#retention,
      waiting: this.#waiting,
    };
  }

  /** Writes what another keeper could not. */
  takeOver(waiting: readonly Happening[]): Result<void, HistoryFault> {
    this.#waiting.push(...waiting);
    const fault = this.#writeWaiting();
    if (fault === null) return ok(undefined);
    this.#options.notify({ kind: 'not-writing', fault });
    return err(fault);
  }

  setRetention(retention: Retention): void {
    this.#retention = retention;
  }

  /**
   * ok: it is on disk. A fault: it waits in memory and is tried again with the next one.
   * @param obstacle why it need not even be tried
   */
  record(happening: Happening, obstacle: HistoryFault | null = null): Result<void, HistoryFault> {
    if (this.#isUndated(happening)) return ok(undefined);
    const wasWriting = this.#waiting.length === 0;
    this.#waiting.push(happening);
    const fault = obstacle ?? this.#writeWaiting();
    if (fault === null) {
      if (!wasWriting) this.#options.notify({ kind: 'writing-again' });
      return ok(undefined);
    }
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    if (wasWriting) this.#options.notify({ kind: 'not-writing', fault });
    return err(fault);
  }

  /** A reading of 1970 would spread the energy since then over all the years. */
  #isUndated({ event }: Happening): boolean {
    const at = event.kind === 'reading' ? event.reading.at : event.at;
    if (event.kind === 'pace' || isClockSet(at)) {
      if (event.kind !== 'pace') this.#isClockWrong = false;
      return false;
    }
    if (!this.#isClockWrong) this.#options.notify({ kind: 'clock-not-set' });
    this.#isClockWrong = true;
    return true;
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
      return this.#faultOf(error);
    }
  }

  #faultOf(error: unknown): HistoryFault {
    try {
      return faultOf(error, this.#options.file);
    } catch (bug) {
      // What it is the fault of would stand in the way of everything after it for ever.
      this.#waiting.shift();
      throw bug;
    }
  }

  /**
   * Seals when enough rows are open. Not part of writing them, so that nobody waits for it.
   * @returns whether it found the file damaged.
   */
  tidy(): boolean {
    if (!this.#store.isSealDue) return false;
    try {
      this.#store.sealTail();
      purge(this.#store, this.#retention);
      this.#watchSpace();
    } catch (error) {
      // The rows stay open and are sealed another time.
      const { kind } = faultOf(error, this.#options.file);
      if (kind === 'no-space') this.#makeRoom();
      return kind === 'corrupt';
    }
    return false;
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
