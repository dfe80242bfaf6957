import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { millis } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';

/** A client that sends and hears bytes, whatever they mean. */
export class RawClient {
  readonly #socket: Socket;
  #heard: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#heard = Buffer.concat([this.#heard, chunk]);
    });
    socket.on('error', () => undefined);
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** The next `count` bytes, as soon as they are there. */
  async hear(count: number): Promise<Uint8Array> {
    while (this.#heard.length < count) await once(this.#socket, 'data');
    const bytes = this.#heard.subarray(0, count);
    this.#heard = this.#heard.subarray(count);
    return bytes;
  }

  /** How many bytes came within `ms`, besides those already heard. */
  async overhear(ms: number): Promise<number> {
    await pause(ms);
    return this.#heard.length;
  }

  get closed(): boolean {
    return this.#socket.closed;
  }

  /** Takes no more of what comes. */
  stopHearing(): void {
    this.#socket.pause();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Whether by an end or by a reset. */
  untilClosed(): Promise<void> {
    if (this.#socket.closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.once('close', () => resolve());
    });
  }
}

export function pause(ms: number): Promise<void> {
  return SYSTEM_CLOCK.sleep(millis(ms), new AbortController().signal);
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const client = new RawClient(socket);
  onTestFinished(() => client.close());
  await once(socket, 'connect');
  return client;
}
