import net from 'node:net';
import type { PollFault } from '../../app/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { waitAwake } from './wait-awake.ts';

/** Where a gateway listens. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const NAME_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']);

/** Codes of an error and of the errors inside it, when several addresses of a host were tried. */
function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...inner];
}

/** What a failed connection means to a person. */
export function connectFault(error: unknown, { host, port }: Endpoint): PollFault {
  const codes = codesOf(error);
  if (codes.some((code) => NAME_CODES.has(code))) return { kind: 'name-not-found', host };
  if (codes.includes('ECONNREFUSED')) return { kind: 'refused', host, port };
  if (codes.includes('ECONNRESET')) return { kind: 'closed' };
  return { kind: 'unreachable', host, port };
}

/**
 * Opens a TCP connection. Whatever comes but the connection, no socket is left behind.
 * The socket never throws: its errors are followed by `close`.
 */
export function openSocket(
  endpoint: Endpoint,
  connectMs: Millis,
  clock: Clock,
  stop: AbortSignal,
  onStall: (late: Millis) => void,
): Promise<Result<net.Socket, PollFault>> {
  if (stop.aborted) return Promise.resolve(err({ kind: 'stopped' }));
  return new Promise((resolve) => {
    const socket = net.connect({ ...endpoint, noDelay: true });
    const settled = new AbortController();
    let isNamed = net.isIP(endpoint.host) !== 0;
    const settle = (result: Result<net.Socket, PollFault>): void => {
      if (settled.signal.aborted) return;
      settled.abort();
      stop.removeEventListener('abort', onStop);
      if (!result.ok) socket.destroy();
      resolve(result);
    };
    const onStop = (): void => settle(err({ kind: 'stopped' }));
    const onTimeout = (stalledMs: Millis): void =>
      settle(
        err(
          stalledMs > 0
            ? { kind: 'busy', stalledMs }
            : isNamed
              ? { kind: 'unreachable', ...endpoint }
              : { kind: 'name-not-found', host: endpoint.host },
        ),
      );
    socket.once('lookup', () => {
      isNamed = true;
    });
    socket.once('connect', () => settle(ok(socket)));
    socket.on('error', (error) => settle(err(connectFault(error, endpoint))));
    stop.addEventListener('abort', onStop);
    void waitAwake(clock, connectMs, settled.signal, onStall).then(onTimeout);
  });
}
