import { beginsAnew, mayFall, serialOf } from '../../app/energy/one-meter.ts';
import { heldUntil } from '../../app/history/hold.ts';
import { EMPTY_MEASUREMENT, ENERGY_FIELDS, POWER_FIELDS } from '../../app/measurement.ts';
import type { Rejection } from '../../app/plausibility.ts';
import type { PollEvent } from '../../app/poll.ts';
import { days, type EpochMs, type Millis, seconds } from '../../app/units.ts';
import { countsPresentModel, isOtherModel, recordedSerial, recordSerial } from './counted-model.ts';
import { FLAG, type GapCause, newEpochFlag, type PollRow } from './poll-row.ts';
import { powerFlags } from './sent-power.ts';
import type { Store } from './store.ts';
import { toWire, type Wire } from './wire.ts';

/** Less than this between wall clock and monotonic clock is a slow poll, not a clock that was set. */
const CLOCK_STEP = seconds(5);

/**
 * The monotonic clock stands still while the system sleeps, so a shorter step forwards is mostly
 * sleep that nobody announced: a gap. A longer one is a clock that had been wrong.
 */
const LONGEST_SLEEP = days(7);

/** A poll event and when it was published by the monotonic clock. */
export interface Happening {
  readonly event: PollEvent;
  readonly elapsed: Millis;
}

interface Baseline {
  readonly at: EpochMs;
  readonly elapsed: Millis;
}

/** Turns poll events into rows and events of the store. */
export class Recorder {
  readonly #store: Store;
  #every: Millis;
  /** null after a start, a pause or sleep: the two clocks cannot be compared over it. */
  #baseline: Baseline | null = null;
  #serial: number | null;
  /** Another model was recorded before; its counters end where those of this one begin. */
  #isOtherModel: boolean;
  /** The app was not running before the next reading. */
  #fresh = true;

  constructor(store: Store, pollEvery: Millis) {
    this.#store = store;
    this.#every = pollEvery;
    this.#serial = recordedSerial(store.tables.meta);
    this.#isOtherModel = isOtherModel(store.tables.meta);
  }

  /** The time between polls. */
  get every(): Millis {
    return this.#every;
  }

  /** Everything of it is on disk when this returns. */
  record({ event, elapsed }: Happening): void {
    switch (event.kind) {
      case 'reading':
        this.#reading(event, elapsed);
        return;
      case 'fault':
        this.#gap(event.at, event.fault.kind, elapsed, event.rejections);
        return;
      case 'paused':
        this.#gap(event.at, 'paused', elapsed);
        this.#baseline = null;
        return;
      case 'resumed':
        this.#baseline = null;
        return;
      case 'pace':
        this.#every = event.pollEvery;
    }
  }

  #reading(event: PollEvent & { readonly kind: 'reading' }, elapsed: Millis): void {
    const { at, values } = event.reading;
    const wire = toWire(values);
    if (this.#isNewest(at, wire)) {
      this.#baseline = { at, elapsed };
      return;
    }
    const step = this.#clockStep(at, elapsed);
    const serial = serialOf(event);
    const isOtherModel = this.#isOtherModel && values.energy !== null;
    const sent = powerFlags(
      POWER_FIELDS.map((field) => values[field]),
      wire,
    );
    const flags = flagsOf(event, this.#serial, isOtherModel) | stepFlag(step) | sent;
    const row = this.#row(at, null, flags, wire);
    this.#store.transaction((tx) => {
      tx.append(row);
      this.#closeGap(at);
      this.#noteStep(at, step);
      const { events, meta } = tx.tables;
      for (const { at: when, field, kind, from, to } of event.counterEvents) {
        events.add('counter', when, null, { field, kind, from, to });
      }
      for (const { field, reason } of event.rejections) events.reject(at, field, reason);
      if (serial !== null && serial !== this.#serial) recordSerial(meta, serial);
      if (isOtherModel) countsPresentModel(meta);
    });
    if (isOtherModel) this.#isOtherModel = false;
    this.#baseline = { at, elapsed };
    this.#serial = serial ?? this.#serial;
    this.#fresh = false;
  }

  /** It may be sent once more when the thread before ended after writing it and before saying so. */
  #isNewest(at: EpochMs, wire: Wire): boolean {
    const newest = this.#store.tail.at(-1);
    if (newest === undefined || newest.at !== at || newest.cause !== null) return false;
    return newest.wire.every((value, field) => Object.is(value, wire[field]));
  }

  /** The first failure after a reading breaks the line; those after it change nothing. */
  #gap(at: EpochMs, cause: GapCause, elapsed: Millis, rejections: readonly Rejection[] = []): void {
    const last = this.#store.newest();
    if (last === null || last.cause !== null) return;
    const step = this.#clockStep(at, elapsed);
    const row = this.#row(at, cause, stepFlag(step), toWire(EMPTY_MEASUREMENT));
    this.#store.transaction((tx) => {
      tx.append(row);
      this.#closeGap(at);
      this.#noteStep(at, step);
      const { events } = tx.tables;
      events.add('gap', at, null, { cause });
      for (const { field, reason } of rejections) events.reject(at, field, reason);
    });
    this.#baseline = { at, elapsed };
  }

  #row(at: EpochMs, cause: GapCause | null, flags: number, wire: PollRow['wire']): PollRow {
    return { seq: this.#store.nextSeq, at, every: this.#every, cause, flags, wire };
  }

  #closeGap(at: EpochMs): void {
    const { events } = this.#store.tables;
    const last = this.#store.newest();
    if (last === null) return;
    if (last.cause !== null) {
      const gap = events.unended('gap');
      if (gap !== null) events.end(gap.id, Math.max(at, gap.at));
      return;
    }
    const until = heldUntil(last.at, last.every, at);
    if (until >= at) return;
    events.add('gap', until, at, { cause: this.#fresh ? 'not-running' : 'unknown' });
  }

  /** By how much the wall clock was set since the last row; 0 when it was not. */
  #clockStep(at: EpochMs, elapsed: Millis): number {
    if (this.#baseline === null) {
      const last = this.#store.newest();
      // Time cannot have gone back while nobody looked.
      return last !== null && last.at - at > CLOCK_STEP ? at - last.at : 0;
    }
    const step = at - this.#baseline.at - (elapsed - this.#baseline.elapsed);
    return Math.abs(step) > CLOCK_STEP ? Math.round(step) : 0;
  }

  #noteStep(at: EpochMs, step: number): void {
    if (step !== 0) this.#store.tables.events.add('clock', at, null, { ms: step });
  }
}

const stepFlag = (step: number): number =>
  step < 0 || step > LONGEST_SLEEP ? FLAG.clockStepped : 0;

function flagsOf(
  event: PollEvent & { readonly kind: 'reading' },
  serialBefore: number | null,
  isOtherModel: boolean,
): number {
  let flags = mayFall(event) ? FLAG.mayFall : 0;
  ENERGY_FIELDS.forEach((field, counter) => {
    if (isOtherModel || beginsAnew(event, field, serialBefore)) flags |= newEpochFlag(counter);
  });
  return flags;
}
