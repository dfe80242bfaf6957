import type { PollFault } from '../../app/fault.ts';
import type { MeterHint } from '../../app/meter-hint.ts';
import type { Framing } from '../../app/meter-url.ts';
import { measurementFrom } from '../../app/registers/decode.ts';
import type { MeterModel } from '../../app/registers/model.ts';
import { planReads } from '../../app/registers/plan.ts';
import { ok, type Result } from '../../app/result.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { type Connection, openConnection } from './connection.ts';
import { LinkTraits } from './link-traits.ts';
import type { Endpoint } from './socket.ts';
import type { MeterTiming } from './timing.ts';

export interface ProbeOptions {
  readonly endpoint: Endpoint;
  readonly model: MeterModel;
  readonly clock: Clock;
  readonly timing: MeterTiming;
  readonly stop: AbortSignal;
}

/** Words of the question put to a unit of which nothing is known: small enough for any gateway. */
const QUESTION_WORDS = 8;

/** Asks around at one gateway, with one connection at a time. */
export class GatewayProbe {
  readonly options: ProbeOptions;
  readonly traits = new LinkTraits();
  #connection: Connection | null = null;
  /** The reply patience that the open connection was made with. */
  #replyMs: Millis | null = null;

  /** How long answers are waited for. */
  #patience: Millis;

  #slowestMs = 0;

  constructor(options: ProbeOptions) {
    this.options = options;
    this.#patience = options.timing.replyMs;
  }

  /** Waits for answers as long as is ever sensible, from now on. */
  waitLonger(): void {
    this.#patience = this.options.timing.longReplyMs;
  }

  hints(): readonly MeterHint[] {
    const { clock, timing } = this.options;
    const { replyMs, longReplyMs } = timing;
    this.#noteSlowest();
    return this.traits.hints(this.#slowestMs > replyMs ? longReplyMs : null, clock.elapsed());
  }

  #noteSlowest(): void {
    this.#slowestMs = Math.max(this.#slowestMs, this.#connection?.slowestMs() ?? 0);
  }

  /** The open connection in this framing, or a new one in place of the former. */
  async connect(
    framing: Framing,
    replyMs: Millis = this.#patience,
  ): Promise<Result<Connection, PollFault>> {
    const { endpoint, clock, stop } = this.options;
    const before = this.#connection;
    const fits = before?.framing === framing && this.#replyMs === replyMs;
    if (before !== null && fits && before.isOpen()) return ok(before);
    const timing = { ...this.options.timing, replyMs };
    if (before !== null) {
      this.close();
      await clock.sleep(timing.reconnectMs, stop);
    }
    const opened = await openConnection(
      endpoint,
      framing,
      { clock, timing, traits: this.traits },
      stop,
    );
    this.#connection = opened.ok ? opened.value : null;
    this.#replyMs = replyMs;
    return opened;
  }

  /** Puts one short question to a unit. ok: it answered with registers. */
  async ask(framing: Framing, unit: number, replyMs?: Millis): Promise<Result<void, PollFault>> {
    const answer = await this.askGrid(framing, unit, this.options.model, replyMs);
    return answer.ok ? ok(undefined) : answer;
  }

  /** Asks a unit for the grid's frequency, where `model` has it; what comes may be any number. */
  async askGrid(
    framing: Framing,
    unit: number,
    model: MeterModel,
    replyMs?: Millis,
  ): Promise<Result<number, PollFault>> {
    const connection = await this.connect(framing, replyMs);
    if (!connection.ok) return connection;
    const { functionCode } = model;
    const question = model.fast.filter(({ field }) => field === 'frequency');
    const block = planReads(question, QUESTION_WORDS)[0];
    if (block === undefined) throw new Error(`${model.name} has no register to ask for`);
    const { address, words: count } = block;
    const request = { unit, functionCode, address, words: count };
    const words = await connection.value.read(request, this.options.stop);
    if (!words.ok) return words;
    return ok(measurementFrom([{ block, words: words.value }]).frequency ?? Number.NaN);
  }

  close(): void {
    this.#noteSlowest();
    this.#connection?.destroy();
    this.#connection = null;
  }
}
