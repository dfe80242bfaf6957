import type { PollFault } from '../../app/fault.ts';
import type { MeterHint } from '../../app/meter-hint.ts';
import type { Framing, FramingChoice } from '../../app/meter-url.ts';
import type { Result } from '../../app/result.ts';
import type { Millis } from '../../app/units.ts';
import { framingsToTry } from './framing-search.ts';
import type { GatewayMemory } from './gateway-memory.ts';
import {
  type Ladder,
  ladderAfterTry,
  maxWordsOf,
  nextLadder,
  type SizeOutcome,
  startLadder,
  wordsToTry,
} from './ladder.ts';
import { LinkTraits } from './link-traits.ts';
import type { Endpoint } from './socket.ts';
import type { MeterTiming } from './timing.ts';

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

/** Silent polls between two in which answers are waited for longer; by then it is called offline. */
const LONG_WAIT_EVERY = 4;
/** So many quick polls in a row, and the gateway is slow no more. */
const QUICK_POLLS = 20;

/** Learns from poll to poll what a gateway can do, and keeps it in `memory`. */
export class GatewayLearner {
  readonly traits: LinkTraits;
  readonly #endpoint: Endpoint;
  readonly #memory: GatewayMemory;
  readonly #timing: MeterTiming;
  #ladder: Ladder;
  #framing: Framing | null;
  #isSlow: boolean;
  #quickPolls = 0;
  #silentPolls = 0;

  constructor(endpoint: Endpoint, memory: GatewayMemory, timing: MeterTiming) {
    const known = memory.recall(endpoint.host, endpoint.port);
    this.#endpoint = endpoint;
    this.#memory = memory;
    this.#timing = timing;
    this.#ladder = startLadder(known?.maxWords ?? null);
    this.#framing = known?.framing ?? null;
    this.#isSlow = known?.isSlow ?? false;
    this.traits = new LinkTraits({ ignoresIds: known?.ignoresIds });
  }

  /** Framings to try on new connections, in this order. */
  framings(choice: FramingChoice): readonly Framing[] {
    return framingsToTry(choice, this.#framing, this.#silentPolls);
  }

  /** Words to ask for at most. */
  maxWords(): number {
    return maxWordsOf(this.#ladder);
  }

  /** Words to try once a poll has its values; null: none. */
  wordsToTry(): number | null {
    return wordsToTry(this.#ladder);
  }

  /** How long to wait on new connections. */
  timing(): MeterTiming {
    const isLong = this.#silentPolls % LONG_WAIT_EVERY === LONG_WAIT_EVERY - 1;
    const { longReplyMs, replyMs } = this.#timing;
    return { ...this.#timing, replyMs: this.#isSlow || isLong ? longReplyMs : replyMs };
  }

  /** @param now monotonic. */
  hints(now: Millis): readonly MeterHint[] {
    return this.traits.hints(this.#isSlow ? this.#timing.longReplyMs : null, now);
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

  /** @param slowestMs that an answer took on this connection. */
  learnPace(slowestMs: number): void {
    const isQuick = slowestMs <= this.#timing.replyMs;
    this.#quickPolls = isQuick ? this.#quickPolls + 1 : 0;
    this.#isSlow = !isQuick || (this.#isSlow && this.#quickPolls < QUICK_POLLS);
  }

  /** Once a try of {@link wordsToTry}. */
  learnTry(result: Result<unknown, PollFault>): void {
    const outcome = result.ok ? 'answered' : sizeOutcomeOf(result.error);
    if (outcome !== null) this.#ladder = ladderAfterTry(this.#ladder, outcome);
    if (this.#framing !== null) this.#remember(this.#framing);
  }

  #remember(framing: Framing): void {
    if (this.#ladder.kind !== 'steady') return;
    const { host, port } = this.#endpoint;
    const known = this.#memory.recall(host, port);
    const ignoresIds = this.traits.ids.isIgnored;
    const habits = {
      ...known,
      framing,
      maxWords: this.maxWords(),
      ...((this.#isSlow || known?.isSlow) && { isSlow: this.#isSlow }),
      ...((ignoresIds || known?.ignoresIds) && { ignoresIds }),
    };
    if (JSON.stringify(known) !== JSON.stringify(habits)) this.#memory.remember(host, port, habits);
  }
}
