import { type Bus, wireMs } from '../../app/registers/bus.ts';
import { type Millis, millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';

/** What an RTU frame adds to a PDU: unit and CRC. */
const RTU_OVERHEAD_BYTES = 3;
/** Silence before each frame, in characters. */
const SILENCE_CHARACTERS = 3.5;

/** Time on the wire for one request and its reply. `reply` null: nobody answers. */
export function exchangeMs(bus: Bus, request: Uint8Array, reply: Uint8Array | null): Millis {
  const overhead = RTU_OVERHEAD_BYTES + SILENCE_CHARACTERS;
  const asking = wireMs(bus, request.length + overhead);
  if (reply === null) return asking;
  return millis(asking + bus.thinkingMs + wireMs(bus, reply.length + overhead));
}

/** A half-duplex line: one exchange at a time, each for as long as it takes. */
export class Line {
  readonly #clock: Clock;
  readonly #bus: Bus;
  readonly #stop: AbortSignal;
  #free: Promise<void> = Promise.resolve();
  #busyMs = 0;

  constructor(bus: Bus, clock: Clock, stop: AbortSignal) {
    this.#bus = bus;
    this.#clock = clock;
    this.#stop = stop;
  }

  /** Time for which the line was taken so far. */
  get busyMs(): Millis {
    return millis(this.#busyMs);
  }

  /** Waits for its turn, and then for the exchange. */
  carry(request: Uint8Array, answer: () => Uint8Array | null): Promise<Uint8Array | null> {
    const turn = this.#free.then(async () => {
      const reply = answer();
      const span = exchangeMs(this.#bus, request, reply);
      await this.#clock.sleep(span, this.#stop);
      this.#busyMs += span;
      return reply;
    });
    this.#free = turn.then(() => undefined);
    return turn;
  }
}
