import { createServer, type RequestListener, type Server } from 'node:http';
import type { ListenFault } from '../../app/metrics/endpoint.ts';
import type { HostPort } from '../../app/metrics/host-port.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { type Millis, millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { inTurn } from './in-turn.ts';

/** What one client may take up. Times in ms. */
export interface HttpLimits {
  /** From the first byte to the end of the headers, and for a connection that says nothing. */
  readonly headersMs: number;
  /** From the first byte to the end of the request. */
  readonly requestMs: number;
  /** Between two requests. Scrapes are 30 s apart, so a scraper connects anew for each. */
  readonly keepAliveMs: number;
  /** Without a byte in either direction, for those who never read their answer. */
  readonly silentMs: number;
  /** From the answer's first byte to its last, for those who read it slowly. */
  readonly answerMs: Millis;
  readonly headerBytes: number;
  readonly connections: number;
  /** Requests of one connection that wait for the answer to the one before. */
  readonly waiting: number;
}

export const HTTP_LIMITS: HttpLimits = {
  headersMs: 5000,
  requestMs: 10_000,
  keepAliveMs: 5000,
  silentMs: 15_000,
  answerMs: millis(10_000),
  headerBytes: 8192,
  connections: 64,
  waiting: 64,
};

/** How often node looks for connections over their time. */
const CHECKS_PER_LIMIT = 4;

function makeServer(limits: HttpLimits, clock: Clock, onRequest: RequestListener): Server {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.headersMs / CHECKS_PER_LIMIT,
    },
    inTurn(limits, clock, onRequest),
  );
  server.maxConnections = limits.connections;
  server.setTimeout(limits.silentMs, (socket) => socket.destroy());
  return server;
}

function faultOf(error: NodeJS.ErrnoException, { host, port }: HostPort): ListenFault {
  switch (error.code) {
    case 'EADDRINUSE':
      return { kind: 'port-taken', port };
    case 'EACCES':
    case 'EPERM':
      return { kind: 'port-forbidden', port };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return { kind: 'no-such-address', host };
    default:
      return { kind: 'listen-failed', code: error.code ?? error.message };
  }
}

export interface Listening {
  /** The address that was bound, as in `127.0.0.1`. */
  readonly address: string;
  readonly port: number;
  /** Resolves with the fault when the server stops by itself, and never otherwise. */
  readonly failed: Promise<ListenFault>;
  /** Cuts off every client and frees the port. */
  close(): Promise<void>;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Listens at `at`. A taken port comes as an event some time after the call, hence the promise. */
export function listen(
  at: HostPort,
  limits: HttpLimits,
  clock: Clock,
  onRequest: RequestListener,
): Promise<Result<Listening, ListenFault>> {
  const server = makeServer(limits, clock, onRequest);
  return new Promise((resolve) => {
    let fail: (fault: ListenFault) => void = () => {};
    const failed = new Promise<ListenFault>((resolveFailed) => {
      fail = resolveFailed;
    });
    server.on('error', (error) => {
      const fault = faultOf(error, at);
      fail(fault);
      resolve(err(fault));
    });
    server.listen({ host: at.host, port: at.port, exclusive: true }, () => {
      const bound = server.address();
      const { address, port } =
        typeof bound === 'object' && bound !== null ? bound : { address: at.host, port: at.port };
      resolve(ok({ address, port, failed, close: () => close(server) }));
    });
  });
}
