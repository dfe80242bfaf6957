import type { PollFault } from '../../app/fault.ts';
import type { Framing, FramingChoice } from '../../app/meter-url.ts';
import type { Result } from '../../app/result.ts';
import { framingsToTry } from './framing-search.ts';
import type { GatewayMemory } from './gateway-memory.ts';
import { type Ladder, maxWordsOf, nextLadder, type SizeOutcome, startLadder } from './ladder.ts';
import type { Endpoint } from './socket.ts';

const ILLEGAL_ADDRESS = 2;
const ILLEGAL_VALUE = 3;
const DEVICE_FAILURE = 4;
const GATEWAY_TARGET_SILENT = 0x0b;

/** The port is open, yet nothing of use came: the framing may be the wrong one. */
export function isSilence(fault: PollFault): boolean {
  return fault.kind === 'no-answer' || fault.kind === 'garbled' || fault.kind === 'closed';
}

/** What a fault says of the block size; null: nothing. */
export function sizeOutcomeOf(fault: PollFault): SizeOutcome | null {
  if (isSilence(fault)) return 'failed';
  if (fault.kind !== 'exception') return null;
  if (fault.code === ILLEGAL_ADDRESS || fault.code === ILLEGAL_VALUE) return 'refused';
  return fault.code === DEVICE_FAILURE || fault.code === GATEWAY_TARGET_SILENT ? 'failed' : null;
}

/** Learns from poll to poll what a gateway can do, and keeps it in `memory`. */
export class GatewayLearner {
  readonly #endpoint: Endpoint;
  readonly #memory: GatewayMemory;
  #ladder: Ladder;
  #framing: Framing | null;
  #silentPolls = 0;

  constructor(endpoint: Endpoint, memory: GatewayMemory) {
    const known = memory.recall(endpoint.host, endpoint.port);
    this.#endpoint = endpoint;
    this.#memory = memory;
    this.#ladder = startLadder(known?.maxWords ?? null);
    this.#framing = known?.framing ?? null;
  }

  /** Framings to try on new connections, in this order. */
  framings(choice: FramingChoice): readonly Framing[] {
    return framingsToTry(choice, this.#framing, this.#silentPolls);
  }

  /** Words to ask for at most. */
  maxWords(): number {
    return maxWordsOf(this.#ladder);
  }

  /**
   * Once a poll that found the port open.
   * @param hasAnswered whether anything right ever came on that connection.
   */
  learn(result: Result<unknown, PollFault>, framing: Framing, hasAnswered: boolean): void {
    const outcome = result.ok ? 'answered' : sizeOutcomeOf(result.error);
    if (outcome !== null) this.#ladder = nextLadder(this.#ladder, outcome);
    this.#silentPolls = !result.ok && isSilence(result.error) ? this.#silentPolls + 1 : 0;
    if (hasAnswered) this.#framing = framing;
    if (result.ok) this.#remember(framing);
  }

  #remember(framing: Framing): void {
    if (this.#ladder.kind !== 'steady') return;
    const { host, port } = this.#endpoint;
    const known = this.#memory.recall(host, port);
    const maxWords = this.maxWords();
    if (known?.framing === framing && known.maxWords === maxWords) return;
    this.#memory.remember(host, port, { framing, maxWords });
  }
}
