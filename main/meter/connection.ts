import type { Socket } from 'node:net';
import type ModbusRTU from 'modbus-serial';
import type { PollFault } from '../../app/fault.ts';
import type { Framing } from '../../app/meter-url.ts';
import { ok, type Result } from '../../app/result.ts';
import type { Clock } from '../clock.ts';
import { type Ending, judgeEnding } from './ending.ts';
import { judgeFrame, type ReadRequest } from './frame.ts';
import { linkClient, sendRead } from './modbus-client.ts';
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
  /**
   * The words asked for. Anything but a reply or an exception destroys the connection, and so
   * does every byte that nobody asked for.
   */
  read(request: ReadRequest, stop: AbortSignal): Promise<Result<readonly number[], PollFault>>;
  destroy(): void;
}

/** What a connection needs of its surroundings. */
export interface ConnectionContext {
  readonly timing: MeterTiming;
  readonly clock: Clock;
}

interface Exchange {
  readonly request: ReadRequest;
  /** Everything that came since the request left. */
  bytes: Buffer;
  readonly end: (ending: Ending) => void;
}

const NOTHING = Buffer.alloc(0);

class SocketConnection implements Connection {
  readonly framing: Framing;
  readonly #socket: Socket;
  readonly #client: ModbusRTU;
  readonly #context: ConnectionContext;
  #exchange: Exchange | null = null;
  #hasAnswered = false;
  /** Why it is no longer open. */
  #end: Ending = { kind: 'closed' };

  constructor(socket: Socket, client: ModbusRTU, framing: Framing, context: ConnectionContext) {
    this.framing = framing;
    this.#socket = socket;
    this.#client = client;
    this.#context = context;
    socket.on('data', (bytes) => this.#onBytes(bytes));
    for (const event of ['end', 'error', 'close']) socket.on(event, () => this.destroy());
  }

  isOpen(): boolean {
    return !this.#socket.destroyed && this.#client.isOpen;
  }

  hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  destroy(): void {
    this.#socket.destroy();
    this.#exchange?.end({ kind: 'closed' });
  }

  async read(
    request: ReadRequest,
    stop: AbortSignal,
  ): Promise<Result<readonly number[], PollFault>> {
    const { clock, timing } = this.#context;
    await clock.sleep(timing.gapMs, stop);
    const { ending, bytes } = await this.#exchangeOf(request, stop);
    const result = judgeEnding(ending, judgeFrame(this.framing, request, bytes), request);
    if (result.ok || result.error.kind === 'exception') this.#hasAnswered = true;
    else this.destroy();
    return result;
  }

  async #exchangeOf(
    request: ReadRequest,
    stop: AbortSignal,
  ): Promise<{ readonly ending: Ending; readonly bytes: Buffer }> {
    if (stop.aborted) return { ending: { kind: 'stopped' }, bytes: NOTHING };
    if (!this.isOpen()) return { ending: this.#end, bytes: NOTHING };
    const over = new AbortController();
    const onStop = (): void => this.#exchange?.end({ kind: 'stopped' });
    stop.addEventListener('abort', onStop);
    const ending = await new Promise<Ending>((end) => {
      this.#exchange = { request, bytes: NOTHING, end };
      this.#startTimer(end, over.signal);
      sendRead(this.#client, request).then(
        (words) => end({ kind: 'words', words }),
        (error: unknown) => end({ kind: 'error', error }),
      );
    });
    const bytes = this.#exchange?.bytes ?? NOTHING;
    this.#exchange = null;
    over.abort();
    stop.removeEventListener('abort', onStop);
    return { ending, bytes };
  }

  #startTimer(end: (ending: Ending) => void, over: AbortSignal): void {
    const { clock, timing } = this.#context;
    const afterMs = timing.replyMs;
    void waitAwake(clock, afterMs, over).then((stalledMs) =>
      end(stalledMs > 0 ? { kind: 'busy', stalledMs } : { kind: 'timeout', afterMs }),
    );
  }

  #onBytes(bytes: Buffer): void {
    const exchange = this.#exchange;
    if (exchange === null) {
      this.#end = { kind: 'garbled', detail: 'bytes that nobody asked for' };
      this.destroy();
      return;
    }
    exchange.bytes = Buffer.concat([exchange.bytes, bytes]);
    const verdict = judgeFrame(this.framing, exchange.request, exchange.bytes);
    if (verdict.kind === 'garbled') exchange.end(verdict);
  }
}

/** Opens a connection of its own. Sends nothing yet. */
export async function openConnection(
  endpoint: Endpoint,
  framing: Framing,
  context: ConnectionContext,
  stop: AbortSignal,
): Promise<Result<Connection, PollFault>> {
  const opened = await openSocket(endpoint, context.timing.connectMs, context.clock, stop);
  if (!opened.ok) return opened;
  const client = await linkClient(opened.value, framing);
  return ok(new SocketConnection(opened.value, client, framing, context));
}
