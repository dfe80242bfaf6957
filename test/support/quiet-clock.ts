import type { EpochMs } from '../../app/units.ts';
import { ManualClock } from './manual-clock.ts';
import type { Wires } from './wires.ts';

/** Turns of the event loop without any movement after which nothing more is to come. */
const QUIET_TURNS = 6;
/** Real ms after which bytes that nobody reads are no reason to wait any more. */
const PATIENCE_MS = 500;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Time that stands still while anything moves on a socket and jumps to the next sleeper when
 * nothing does: an hour over real sockets takes seconds, and a busy machine changes nothing.
 */
export class QuietClock extends ManualClock {
  readonly #wires: Wires;

  constructor(now: EpochMs, wires: Wires) {
    super(now);
    this.#wires = wires;
  }

  /** Lets time pass until `isDone`. */
  async runUntil(isDone: () => boolean): Promise<void> {
    for (;;) {
      await this.#quiet();
      if (isDone()) return;
      const wait = this.nextWake();
      if (wait === null) throw new Error('Nobody sleeps, so nothing would ever change');
      await this.advance(wait);
    }
  }

  /** Lets so many ms pass. */
  async run(ms: number): Promise<void> {
    const end = this.elapsed() + ms;
    for (;;) {
      await this.#quiet();
      const left = end - this.elapsed();
      const wait = this.nextWake();
      await this.advance(Math.min(left, wait ?? left));
      if (left <= (wait ?? left)) return;
    }
  }

  async #quiet(): Promise<void> {
    const began = performance.now();
    let mark = Number.NaN;
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      await turn();
      const now = this.#wires.mark() + this.sleeping;
      const waits = this.#wires.isBusy() && performance.now() - began < PATIENCE_MS;
      if (now !== mark || waits) turns = 0;
      mark = now;
    }
  }
}
