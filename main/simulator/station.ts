import type { EpochMs } from '../../app/units.ts';
import type { AddressSpace } from './address-space.ts';
import { answer, isException, parseRead, type ReadRequest } from './pdu.ts';

/** What a meter was asked since it began. */
export interface StationStats {
  /** Requests that reached the line, for whichever unit. */
  readonly requests: number;
  /** Replies sent, exceptions among them. */
  readonly replies: number;
  readonly exceptions: number;
  /** Function codes that our unit was asked with, ascending. */
  readonly functionCodes: readonly number[];
  /** The last reads of our unit, oldest first, at most {@link KEPT_READS}. */
  readonly reads: readonly ReadRequest[];
}

const KEPT_READS = 1000;

/** A meter on the line: one unit id, one set of registers. */
export class Station {
  readonly #unit: number;
  readonly #space: AddressSpace;
  readonly #functionCodes = new Set<number>();
  readonly #reads: ReadRequest[] = [];
  #requests = 0;
  #replies = 0;
  #exceptions = 0;
  #plugged = true;

  constructor(unit: number, space: AddressSpace) {
    this.#unit = unit;
    this.#space = space;
  }

  /** The reply PDU; null: not our unit, or unplugged. */
  answer(unit: number, pdu: Uint8Array, at: EpochMs): Uint8Array | null {
    this.#requests++;
    if (unit !== this.#unit) return null;
    this.#note(pdu);
    if (!this.#plugged) return null;
    const reply = answer(this.#space, pdu, at);
    this.#replies++;
    if (isException(reply)) this.#exceptions++;
    return reply;
  }

  setPlugged(plugged: boolean): void {
    this.#plugged = plugged;
  }

  stats(): StationStats {
    return {
      requests: this.#requests,
      replies: this.#replies,
      exceptions: this.#exceptions,
      functionCodes: [...this.#functionCodes].sort((a, b) => a - b),
      reads: [...this.#reads],
    };
  }

  #note(pdu: Uint8Array): void {
    this.#functionCodes.add(pdu[0] ?? 0);
    const isRead =
      pdu[0] === this.#space.functionCode || pdu[0] === this.#space.beside?.functionCode;
    const read = isRead ? parseRead(pdu) : null;
    if (read !== null) this.#reads.push(read);
    if (this.#reads.length > KEPT_READS) this.#reads.shift();
  }
}
