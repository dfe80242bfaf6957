import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

type Opened = { readonly socket: Socket };

/** Bytes that one end has written and the other has not read. Ends that are gone have lost theirs. */
function isOnItsWay(from: Socket, to: Socket | undefined): boolean {
  if (from.destroyed || to === undefined || to.destroyed) return false;
  return from.bytesWritten > to.bytesRead;
}

/** Sees every TCP connection of this process, to tell when nothing is on its way on any of them. */
export class Wires {
  readonly #clients = new Set<Socket>();
  readonly #servers = new Set<Socket>();
  readonly #onClient = (message: unknown): void => this.#add(this.#clients, message);
  readonly #onServer = (message: unknown): void => this.#add(this.#servers, message);
  #opened = 0;
  #closed = 0;

  constructor() {
    channel('net.client.socket').subscribe(this.#onClient);
    channel('net.server.socket').subscribe(this.#onServer);
  }

  /** A number that changes whenever anything moves. */
  mark(): number {
    let bytes = 0;
    for (const set of [this.#clients, this.#servers]) {
      for (const { bytesRead, bytesWritten } of set) bytes += bytesRead + bytesWritten;
    }
    return bytes + 1e9 * (this.#opened + this.#closed);
  }

  /** A connection is being made, or bytes are between two ends. */
  isBusy(): boolean {
    for (const client of this.#clients) {
      if (client.connecting) return true;
      const server = [...this.#servers].find(({ remotePort }) => remotePort === client.localPort);
      if (isOnItsWay(client, server)) return true;
      if (server !== undefined && isOnItsWay(server, client)) return true;
    }
    return false;
  }

  close(): void {
    channel('net.client.socket').unsubscribe(this.#onClient);
    channel('net.server.socket').unsubscribe(this.#onServer);
  }

  #add(set: Set<Socket>, message: unknown): void {
    const { socket } = message as Opened;
    set.add(socket);
    this.#opened += 1;
    socket.once('close', () => {
      set.delete(socket);
      this.#closed += 1;
    });
  }
}
