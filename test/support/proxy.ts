import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Framing } from '../../app/meter-url.ts';
import { type Clock, SYSTEM_CLOCK } from '../../main/clock.ts';
import { type Direction, FrameCutter } from './proxy-frames.ts';
import { type ProxyRule, type ProxyStep, pass } from './proxy-rules.ts';

export interface ProxyOptions {
  /** Where the well-behaved server listens on the loopback. */
  readonly serverPort: number;
  readonly framing: Framing;
  /** By which it delays; without it the system's. */
  readonly clock?: Clock;
}

/** What happens to a client beyond the limit. */
export type Crowding = 'silence' | 'fin' | 'rst';

const LOOPBACK = '127.0.0.1';

/** Sends what a rule says, in order, to one receiver. */
class Lane {
  readonly #to: Socket;
  readonly #clock: Clock;
  readonly #stop: AbortSignal;
  #tail: Promise<void> = Promise.resolve();

  constructor(to: Socket, clock: Clock, stop: AbortSignal) {
    this.#to = to;
    this.#clock = clock;
    this.#stop = stop;
  }

  carry(steps: readonly ProxyStep[]): void {
    this.#tail = this.#tail.then(async () => {
      for (const step of steps) await this.#do(step);
    });
  }

  async #do(step: ProxyStep): Promise<void> {
    if (this.#to.destroyed) return;
    if ('wait' in step) await this.#clock.sleep(step.wait, this.#stop);
    else if ('send' in step) this.#to.write(step.send);
    else if (step.end === 'fin') this.#to.end();
    else this.#to.resetAndDestroy();
  }
}

/** A gateway on the loopback that behaves as badly as it is told to, between client and server. */
export class MisbehavingProxy {
  readonly #options: ProxyOptions;
  readonly #server: net.Server;
  readonly #clients = new Set<Socket>();
  readonly #frozen = new WeakSet<Socket>();
  readonly #stop = new AbortController();
  /** Everything that clients sent, packet by packet. */
  readonly sent: Buffer[] = [];
  /** What becomes of requests and replies; {@link pass} to behave well. */
  rules: Record<Direction, ProxyRule> = { request: pass, reply: pass };
  /** Most clients that were connected at the same time. */
  peak = 0;
  /** Connections since the start. */
  accepted = 0;
  /** Clients served at the same time; further ones get `crowding`. */
  limit = Number.POSITIVE_INFINITY;
  crowding: Crowding = 'silence';
  /** What every new client is sent at once; null: nothing. */
  greeting: Uint8Array | null = null;
  #port = 0;

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#server = net.createServer({ noDelay: true }, (client) => this.#accept(client));
  }

  get port(): number {
    return this.#port;
  }

  /** Clients connected now. */
  get open(): number {
    return this.#clients.size;
  }

  /** Opens the port; the same one again after {@link refuse}. */
  async listen(): Promise<void> {
    this.#server.listen(this.#port, LOOPBACK);
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Closes the port, so that new clients are refused; open connections stay. */
  refuse(): void {
    this.#server.close();
  }

  /** Everything behaves well from now on; broken connections stay broken. */
  behave(): void {
    this.rules = { request: pass, reply: pass };
    this.limit = Number.POSITIVE_INFINITY;
    this.greeting = null;
  }

  /** Nothing passes on the open connections any more, and nothing tells the client (half-open). */
  freeze(): void {
    for (const client of this.#clients) this.#frozen.add(client);
  }

  /** Ends every open connection. */
  cut(end: 'fin' | 'rst'): void {
    for (const client of this.#clients) {
      if (end === 'fin') client.end();
      else client.resetAndDestroy();
    }
  }

  /** Bytes that nobody asked for, to every client. */
  inject(bytes: Uint8Array): void {
    for (const client of this.#clients) client.write(bytes);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    for (const client of this.#clients) client.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    this.#clients.add(client);
    this.accepted += 1;
    this.peak = Math.max(this.peak, this.#clients.size);
    const forget = (): void => void this.#clients.delete(client);
    client.on('error', () => undefined);
    client.on('end', forget);
    client.on('close', forget);
    client.resume();
    if (this.greeting !== null) client.write(this.greeting);
    if (this.#clients.size <= this.limit) this.#relay(client);
    else if (this.crowding === 'fin') client.end();
    else if (this.crowding === 'rst') client.resetAndDestroy();
  }

  #relay(client: Socket): void {
    const server = net.connect({ port: this.#options.serverPort, host: LOOPBACK, noDelay: true });
    server.on('error', () => undefined);
    client.on('close', () => server.destroy());
    server.on('close', () => void (this.#frozen.has(client) || client.end()));
    let request: Buffer = Buffer.alloc(0);
    client.on('data', (packet: Buffer) => this.sent.push(packet));
    this.#pump('request', client, server, client, (frame) => {
      request = frame;
      return request;
    });
    this.#pump('reply', server, client, client, () => request);
  }

  /** Carries frames from one side to the other as the rule of their direction says. */
  #pump(
    direction: Direction,
    from: Socket,
    to: Socket,
    client: Socket,
    requestFor: (frame: Buffer) => Buffer,
  ): void {
    const { framing, clock = SYSTEM_CLOCK } = this.#options;
    const cutter = new FrameCutter(framing, direction);
    const lane = new Lane(to, clock, this.#stop.signal);
    from.on('data', (chunk: Buffer) => {
      for (const bytes of cutter.push(chunk)) {
        const request = requestFor(bytes);
        if (this.#frozen.has(client)) continue;
        lane.carry(this.rules[direction]({ bytes, framing, request }));
      }
    });
  }
}

/** Starts a proxy that behaves well until told otherwise. */
export async function startProxy(options: ProxyOptions): Promise<MisbehavingProxy> {
  const proxy = new MisbehavingProxy(options);
  await proxy.listen();
  return proxy;
}
