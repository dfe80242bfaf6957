import { after, type EpochMs, type Millis, millis } from '../../app/units.ts';
import type { Clock } from '../../main/clock.ts';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Lets everything happen that needs no more time. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: EpochMs;
  #elapsed = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(now: EpochMs) {
    this.#now = now;
  }

  /** Sleeps that have neither ended nor been stopped. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** How long until the next of them is due; null without any. */
  get dueIn(): Millis | null {
    const next = this.#nextDue(Number.POSITIVE_INFINITY);
    return next === null ? null : millis(Math.max(0, next.due - this.#elapsed));
  }

  now(): EpochMs {
    return this.#now;
  }

  elapsed(): Millis {
    return millis(this.#elapsed);
  }

  sleep(span: Millis, stop: AbortSignal): Promise<void> {
    if (stop.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        stop.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { due: this.#elapsed + span, wake };
      this.#sleepers.add(sleeper);
      stop.addEventListener('abort', wake);
    });
  }

  /** Moves on by `span`, and wakes whoever is due on the way, one after the other. */
  async advance(span: number): Promise<void> {
    const end = this.#elapsed + span;
    await settle();
    for (let next = this.#nextDue(end); next !== null; next = this.#nextDue(end)) {
      this.#moveTo(Math.max(next.due, this.#elapsed));
      next.wake();
      await settle();
    }
    this.#moveTo(end);
  }

  /** Until the next sleeper is due; null: nobody sleeps. */
  nextWake(): Millis | null {
    const next = this.#nextDue(Number.POSITIVE_INFINITY);
    return next === null ? null : millis(Math.max(0, next.due - this.#elapsed));
  }

  /** Sets the wall clock, as a person or a time server does; nobody sleeps longer or shorter. */
  set(now: EpochMs): void {
    this.#now = now;
  }

  #nextDue(end: number): Sleeper | null {
    let next: Sleeper | null = null;
    for (const sleeper of this.#sleepers) {
      if (sleeper.due <= end && (next === null || sleeper.due < next.due)) next = sleeper;
    }
    return next;
  }

  #moveTo(elapsed: number): void {
    this.#now = after(this.#now, elapsed - this.#elapsed);
    this.#elapsed = elapsed;
  }
}
