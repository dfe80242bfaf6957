import { bareHost, isHost, MAX_PORT } from '../meter-url.ts';
import { err, ok, type Result } from '../result.ts';

/** Where the endpoint listens. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `HOST:PORT`, `[IPV6]:PORT` or `:PORT` (every interface); port 0 is any free one.
 * The error is the text itself.
 */
export function parseHostPort(text: string): Result<HostPort, string> {
  const match = /^(\[[^\]]+\]|[^:[\]]*):(\d{1,5})$/.exec(text.trim());
  if (match === null) return err(text);
  const host = bareHost(match[1] ?? '') || '0.0.0.0';
  const port = Number(match[2]);
  return isHost(host) && port <= MAX_PORT ? ok({ host, port }) : err(text);
}

/** The inverse of {@link parseHostPort}; also the authority part of a URL. */
export function formatHostPort({ host, port }: HostPort): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
