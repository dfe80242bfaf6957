import { type Millis, millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';

/** A page that was just loaded, on a slow machine, has this long to say something. */
const FIRST_PATIENCE = seconds(30);
const LOOK_EVERY = millis(250);
/** Main itself stood still, as in a suspend: what it did not hear then proves nothing. */
const STALLED = millis(1000);

export interface WatchdogOptions {
  readonly clock: Clock;
  /** How long a page may be silent. */
  readonly patience: Millis;
  readonly onSilence: () => void;
}

/** Notices that a page no longer says that it runs. Reports each silence once. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #heardAt: Millis | null = null;
  #since: Millis;
  #stop: AbortController | null = null;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#since = options.clock.elapsed();
  }

  /** The page runs. */
  beat(): void {
    this.#heardAt = this.#options.clock.elapsed();
  }

  /** Watches a page that begins now; calling it again begins anew. */
  start(): void {
    this.stop();
    this.#heardAt = null;
    this.#since = this.#options.clock.elapsed();
    this.#stop = new AbortController();
    void this.#watch(this.#stop.signal);
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = null;
  }

  async #watch(stop: AbortSignal): Promise<void> {
    const { clock, patience, onSilence } = this.#options;
    let looked = clock.elapsed();
    while (!stop.aborted) {
      await clock.sleep(LOOK_EVERY, stop);
      const now = clock.elapsed();
      if (now - looked > LOOK_EVERY + STALLED) this.#forgive(now);
      looked = now;
      const silent = now - (this.#heardAt ?? this.#since);
      if (stop.aborted || silent <= (this.#heardAt === null ? FIRST_PATIENCE : patience)) continue;
      this.stop();
      onSilence();
    }
  }

  #forgive(now: Millis): void {
    if (this.#heardAt === null) this.#since = now;
    else this.#heardAt = now;
  }
}
