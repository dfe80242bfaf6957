import type { Socket } from 'node:net';
import type ModbusRTU from 'modbus-serial';
import type { PollFault } from '../../app/fault.ts';
import type { Framing } from '../../app/meter-url.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { type Ending, judgeEnding } from './ending.ts';
import { judgeFrame, MAX_STRAY_BYTES, type ReadRequest } from './frame.ts';
import type { LinkTraits } from './link-traits.ts';
import { frameSocket, linkClient, sendRead } from './modbus-client.ts';
import { type Endpoint, openSocket } from './socket.ts';
import type { MeterTiming } from './timing.ts';
import { waitAwake } from './wait-awake.ts';

/** One TCP connection that speaks one framing, with at most one request in flight. */
export interface Connection {
  readonly framing: Framing;
  /** false: closed by either side. It never comes back. */
  isOpen(): boolean;
  /** A reply or an exception has come back on it. */
  hasAnswered(): boolean;
  /** How long the slowest answer took; 0 before the first. */
  slowestMs(): number;
  /**
   * The words asked for. Anything but a reply or an exception destroys the connection, and so
   * does every byte that nobody asked for, but for a few that gateways add over RTU.
   */
  read(request: ReadRequest, stop: AbortSignal): Promise<Result<readonly number[], PollFault>>;
  destroy(): void;
}

/** What a connection needs of its surroundings. */
export interface ConnectionContext {
  readonly timing: MeterTiming;
  readonly clock: Clock;
  /** Shared by all connections to one gateway. */
  readonly traits: LinkTraits;
}

interface Exchange {
  readonly request: ReadRequest;
  /** Everything that came since the request left. */
  bytes: Buffer;
  /** Of the request as it left; null: not yet, or there is none. */
  transactionId: number | null;
  readonly end: (ending: Ending) => void;
}

/** How an exchange ended. */
interface Exchanged {
  readonly ending: Ending;
  readonly bytes: Buffer;
  /** null: no answer came that could have one. */
  readonly isIdRight: boolean | null;
}

const NOTHING = Buffer.alloc(0);
/** A question of another length, which the answer to the one before cannot fit. */
const unlike = (request: ReadRequest): ReadRequest => ({ ...request, words: request.words + 2 });

class SocketConnection implements Connection {
  readonly framing: Framing;
  readonly #socket: Socket;
  readonly #frames: Socket;
  readonly #context: ConnectionContext;
  #client: ModbusRTU | null = null;
  #exchange: Exchange | null = null;
  #hasAnswered = false;
  #slowestMs = 0;
  /** Bytes since the last reply that belong to no frame. */
  #stray = 0;
  /** Why it is no longer open. */
  #end: Ending = { kind: 'closed' };

  constructor(socket: Socket, framing: Framing, context: ConnectionContext) {
    this.framing = framing;
    this.#socket = socket;
    this.#context = context;
    this.#frames = frameSocket((bytes) => this.#send(bytes));
    socket.on('data', (bytes) => this.#onBytes(bytes));
    for (const event of ['end', 'error', 'close']) socket.on(event, () => this.destroy());
  }

  async link(): Promise<void> {
    this.#client = await linkClient(this.#frames, this.framing);
  }

  isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  slowestMs(): number {
    return this.#slowestMs;
  }

  destroy(): void {
    this.#socket.destroy();
    this.#exchange?.end({ kind: 'closed' });
  }

  async read(
    request: ReadRequest,
    stop: AbortSignal,
  ): Promise<Result<readonly number[], PollFault>> {
    const { ids } = this.#context.traits;
    const first = await this.#ask(request, stop);
    if (first.isIdRight === null || !isAnswer(first.result)) return this.#conclude(first.result);
    const verdict = ids.judge(first.isIdRight);
    if (verdict === 'accept') return this.#conclude(first.result);
    if (verdict === 'refuse') return this.#conclude(WRONG_ID);
    for (const question of [unlike(request), request]) {
      const next = await this.#ask(question, stop);
      const isAlike = next.isIdRight === false && isAnswer(next.result);
      if (!isAlike) return this.#conclude(isAnswer(next.result) ? WRONG_ID : next.result);
      if (question === request) ids.ignore();
      if (question === request) return this.#conclude(next.result);
    }
    return this.#conclude(WRONG_ID);
  }

  #conclude(result: Answer): Answer {
    if (isAnswer(result)) this.#hasAnswered = true;
    else this.destroy();
    return result;
  }

  async #ask(request: ReadRequest, stop: AbortSignal) {
    const { clock, timing } = this.#context;
    await clock.sleep(timing.gapMs, stop);
    const began = clock.elapsed();
    const { ending, bytes, isIdRight } = await this.#exchangeOf(request, stop);
    const verdict = judgeFrame(this.framing, request, bytes);
    const result = judgeEnding(ending, verdict, request);
    if (isAnswer(result)) this.#slowestMs = Math.max(this.#slowestMs, clock.elapsed() - began);
    if ('stray' in verdict) this.#afterReply(verdict.stray);
    return { result, isIdRight };
  }

  /** @param stray bytes around the reply. */
  #afterReply(stray: number): void {
    this.#stray = stray;
    if (stray > 0) this.#context.traits.paddedReplies += 1;
  }

  async #exchangeOf(request: ReadRequest, stop: AbortSignal): Promise<Exchanged> {
    const nothing = { bytes: NOTHING, isIdRight: null };
    if (stop.aborted) return { ending: { kind: 'stopped' }, ...nothing };
    const client = this.#client;
    if (!this.isOpen() || client === null) return { ending: this.#end, ...nothing };
    const over = new AbortController();
    const onStop = (): void => this.#exchange?.end({ kind: 'stopped' });
    stop.addEventListener('abort', onStop);
    const ending = await new Promise<Ending>((end) => {
      this.#exchange = { request, bytes: NOTHING, transactionId: null, end };
      this.#startTimer(end, over.signal);
      sendRead(client, request).then(
        (words) => end({ kind: 'words', words }),
        (error: unknown) => end({ kind: 'error', error }),
      );
    });
    const { bytes = NOTHING, transactionId = null } = this.#exchange ?? {};
    this.#exchange = null;
    over.abort();
    stop.removeEventListener('abort', onStop);
    const hasId = this.framing === 'tcp' && bytes.length >= 2;
    return { ending, bytes, isIdRight: hasId ? bytes.readUInt16BE() === transactionId : null };
  }

  #startTimer(end: (ending: Ending) => void, over: AbortSignal): void {
    const { clock, timing, traits } = this.#context;
    const afterMs = timing.replyMs;
    const onStall = (late: Millis): void => traits.noteStall(late, clock.elapsed());
    void waitAwake(clock, afterMs, over, onStall).then((stalledMs) =>
      end(stalledMs > 0 ? { kind: 'busy', stalledMs } : { kind: 'timeout', afterMs }),
    );
  }

  /** What modbus-serial sends. */
  #send(bytes: Buffer): void {
    if (this.#exchange !== null && this.framing === 'tcp') {
      this.#exchange.transactionId = bytes.readUInt16BE();
    }
    this.#socket.write(bytes);
  }

  #onBytes(bytes: Buffer): void {
    const exchange = this.#exchange;
    if (exchange === null) {
      this.#onUnasked(bytes);
      return;
    }
    exchange.bytes = Buffer.concat([exchange.bytes, bytes]);
    const verdict = judgeFrame(this.framing, exchange.request, exchange.bytes);
    if (verdict.kind === 'garbled') exchange.end(verdict);
    else if ('frame' in verdict) this.#hand(verdict.frame, exchange);
  }

  /** The rest of what stood around a reply, which may come in a packet of its own, or no one's. */
  #onUnasked(bytes: Buffer): void {
    const stray = this.#stray + bytes.length;
    if (this.framing === 'rtu-over-tcp' && stray <= MAX_STRAY_BYTES) {
      if (this.#stray === 0) this.#context.traits.paddedReplies += 1;
      this.#stray = stray;
      return;
    }
    this.#end = { kind: 'garbled', detail: 'bytes that nobody asked for' };
    this.destroy();
  }

  /** Hands a whole frame to modbus-serial, which knows its own transaction id only. */
  #hand(frame: Uint8Array, { transactionId }: Exchange): void {
    const bytes = Buffer.from(frame);
    if (this.framing === 'tcp' && transactionId !== null) bytes.writeUInt16BE(transactionId);
    this.#frames.emit('data', bytes);
  }
}

type Answer = Result<readonly number[], PollFault>;

const WRONG_ID: Answer = err({ kind: 'garbled', detail: 'another transaction id' });

/** Somebody answered, if only to refuse. */
const isAnswer = (result: Answer): boolean => result.ok || result.error.kind === 'exception';

/** Opens a connection of its own. Sends nothing yet. */
export async function openConnection(
  endpoint: Endpoint,
  framing: Framing,
  context: ConnectionContext,
  stop: AbortSignal,
): Promise<Result<Connection, PollFault>> {
  const { timing, clock, traits } = context;
  const onStall = (late: Millis): void => traits.noteStall(late, clock.elapsed());
  const opened = await openSocket(endpoint, timing.connectMs, clock, stop, onStall);
  if (!opened.ok) return opened;
  const connection = new SocketConnection(opened.value, framing, context);
  await connection.link();
  return ok(connection);
}
