import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { err, ok, type Result } from '../../app/result.ts';
import { millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { Deframer } from './deframer.ts';
import type { FrameFormat, Request } from './framing.ts';

/** Why a port could not be opened. */
export type ListenFault =
  | { readonly kind: 'port-in-use'; readonly host: string; readonly port: number }
  | { readonly kind: 'port-not-permitted'; readonly host: string; readonly port: number }
  | { readonly kind: 'no-such-address'; readonly host: string }
  /** `code`: the operating system's, such as EMFILE. */
  | { readonly kind: 'listen-failed'; readonly code: string };

/** The reply frame to a request; null: silence. */
export type Serve = (request: Request) => Promise<Uint8Array | null>;

/**
 * Silence after which a stream of RTU frames begins anew. 3.5 characters on a real line; more
 * here, since a network may deliver the parts of one frame some ms apart.
 */
const SILENCE = millis(100);

const MAX_CLIENTS = 64;

function listenFault(error: unknown, host: string, port: number): ListenFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  switch (code) {
    case 'EADDRINUSE':
      return { kind: 'port-in-use', host, port };
    case 'EACCES':
      return { kind: 'port-not-permitted', host, port };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { kind: 'no-such-address', host };
    default:
      return { kind: 'listen-failed', code };
  }
}

/** Sends a reply; waits while the client does not take what was sent before. */
async function send(socket: Socket, frame: Uint8Array): Promise<void> {
  if (!socket.writable || socket.write(frame)) return;
  const closed = new AbortController();
  const abort = (): void => closed.abort();
  socket.once('close', abort);
  await once(socket, 'drain', { signal: closed.signal }).catch(() => undefined);
  socket.off('close', abort);
}

async function serveAll(socket: Socket, requests: readonly Request[], serve: Serve): Promise<void> {
  for (const request of requests) {
    if (socket.destroyed) return;
    const reply = await serve(request);
    if (reply !== null) await send(socket, reply);
  }
}

/** The client reset the connection, or we closed it: there is nobody left to tell. */
function isConnectionEnd(socket: Socket, error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return error === socket.errored || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Answers one client, request by request; reads no further while it does. */
async function converse(
  socket: Socket,
  format: FrameFormat,
  serve: Serve,
  clock: Clock,
): Promise<void> {
  const deframer = new Deframer(format);
  let spoken = new AbortController();
  const afterSilence = async (signal: AbortSignal): Promise<void> => {
    await clock.sleep(SILENCE, signal);
    if (!signal.aborted) await serveAll(socket, deframer.silence(), serve);
  };
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      spoken.abort();
      await serveAll(socket, deframer.push(chunk), serve);
      if (!deframer.waiting) continue;
      spoken = new AbortController();
      void afterSilence(spoken.signal);
    }
  } catch (error) {
    if (!isConnectionEnd(socket, error)) throw error;
  } finally {
    spoken.abort();
  }
}

/** An open port with its clients. */
export interface Listener {
  readonly port: number;
  /** Closes the port and every connection. */
  close(): Promise<void>;
}

function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

/** Opens a port and answers every client on it. */
export async function listen(
  where: { readonly host: string; readonly port: number },
  format: FrameFormat,
  serve: Serve,
  clock: Clock,
): Promise<Result<Listener, ListenFault>> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    void converse(socket, format, serve, clock);
  });
  server.maxConnections = MAX_CLIENTS;
  try {
    server.listen(where.port, where.host);
    await once(server, 'listening');
  } catch (error) {
    return err(listenFault(error, where.host, where.port));
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : where.port;
  return ok({ port, close: () => closeAll(server, sockets) });
}
