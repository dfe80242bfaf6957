import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { createUnzip } from 'node:zlib';

/** More than any answer that we ask for, counted after it was unpacked. */
const MAX_BYTES = 16 * 2 ** 20;
const MAX_REDIRECTS = 5;
/** So many are read in one turn of the event loop. */
const PIECE = 16_384;

/** Why a redirect was not followed. */
export class BadRedirect extends Error {}

export interface GetOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** What an https server's certificate is checked against. */
  readonly secureContext: SecureContext | undefined;
  readonly stop: AbortSignal;
}

export interface Opened {
  readonly status: number;
  /** As in `application/json`, or empty. */
  readonly type: string;
  readonly body: Readable;
  /** Drops the connection. */
  readonly close: () => void;
}

/** Everything that comes in pieces; `too-much` when it was more than we take. */
export async function readPieces(
  { body, close }: Opened,
  take: (piece: string) => boolean,
): Promise<'all' | 'refused' | 'too-much'> {
  const decoder = new TextDecoder();
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MAX_BYTES) return 'too-much';
      for (let from = 0; from < chunk.length; from += PIECE) {
        const piece = chunk.subarray(from, from + PIECE);
        if (!take(decoder.decode(piece, { stream: true }))) return 'refused';
        // Others have their turn: this runs beside the polls as well.
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }
    return 'all';
  } finally {
    close();
  }
}

function send(url: URL, { headers, secureContext, stop }: GetOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      headers: { ...headers, 'accept-encoding': 'gzip' },
      signal: stop,
      agent: false,
    } as const;
    const sent =
      url.protocol === 'https:'
        ? secureRequest(url, { ...options, ...(secureContext && { secureContext }) })
        : plainRequest(url, options);
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.end();
  });
}

/** What lets us in is for who was meant, and for the same host once it is asked by https. */
function isSameServer(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === 'http:' && from.port === '' && to.port === '';
  return from.origin === to.origin || (isUpgrade && from.hostname === to.hostname);
}

function redirected(from: URL, response: IncomingMessage): URL | null {
  const { statusCode = 0, headers } = response;
  if (statusCode < 300 || statusCode > 399 || headers.location === undefined) return null;
  const to = URL.canParse(headers.location, from) ? new URL(headers.location, from) : null;
  const isWeb = to?.protocol === 'https:' || (to?.protocol === from.protocol && to !== null);
  if (to === null || !isWeb) throw new BadRedirect(headers.location.slice(0, 200));
  return to;
}

function unpacked(response: IncomingMessage): Readable {
  const coding = response.headers['content-encoding'];
  if (coding !== 'gzip' && coding !== 'deflate') return response;
  const unzip = createUnzip();
  response.on('error', (error) => unzip.destroy(error));
  return response.pipe(unzip);
}

/** Asks, and follows redirects but to something less safe. Throws what the connection threw. */
export async function get(url: URL, options: GetOptions): Promise<Opened> {
  const { authorization, ...others } = options.headers;
  let [at, headers] = [url, options.headers];
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await send(at, { ...options, headers });
    const next = redirected(at, response);
    if (next === null) {
      const body = unpacked(response);
      return {
        status: response.statusCode ?? 0,
        type: response.headers['content-type'] ?? '',
        body,
        close: () => {
          body.destroy();
          response.destroy();
        },
      };
    }
    response.destroy();
    headers = authorization !== undefined && isSameServer(url, next) ? options.headers : others;
    at = next;
  }
  throw new BadRedirect(at.href.slice(0, 200));
}
