import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Scrape } from '../../app/metrics/endpoint.ts';
import type { Clock } from '../clock.ts';
import { formatFor } from './accept.ts';
import type { Metrics } from './metrics.ts';
import { METHODS, type Route, routeOf } from './route.ts';

export interface RequestHandlerOptions {
  readonly metrics: Pick<Metrics, 'expose'>;
  readonly clock: Clock;
  /** HTML without scripts that says where to look. */
  readonly page: string;
  readonly onScrape: (scrape: Scrape) => void;
  /** A bug while rendering; the scraper gets a 500. */
  readonly onBug: (error: unknown) => void;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const LONGEST_AGENT = 120;
const TEXT = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

const REFUSALS: Readonly<Record<Exclude<Route, 'metrics' | 'healthy' | 'page'>, Answer>> = {
  'bad-target': { status: 400, type: TEXT, body: 'The request target must be a path.\n' },
  'wrong-host': {
    status: 403,
    type: TEXT,
    body: 'This endpoint is for programs on this computer; ask for it as localhost or 127.0.0.1.\n',
  },
  'wrong-method': { status: 405, type: TEXT, body: 'Only GET and HEAD are answered.\n' },
  'not-found': { status: 404, type: TEXT, body: 'Not found. The metrics are at /metrics.\n' },
};

/** `::ffff:192.168.2.5` is how a dual-stack socket shows an IPv4 client. */
const plainAddress = (address: string | undefined): string =>
  (address ?? '').replace(/^::ffff:(?=\d+\.)/, '');

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body);
  response.setHeader('Content-Type', answer.type);
  response.setHeader('Content-Length', body.length);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'");
  if (answer.status === 405) response.setHeader('Allow', METHODS.join(', '));
  // Nobody here reads bodies: who sends one is answered and cut off.
  if (hasBody(request)) response.setHeader('Connection', 'close');
  response.statusCode = answer.status;
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Answers the requests of one listening endpoint. */
export function createRequestHandler(
  options: RequestHandlerOptions,
): (request: IncomingMessage, response: ServerResponse, onLoopback: boolean) => Promise<void> {
  const { metrics, clock, page, onScrape, onBug } = options;

  async function scraped(request: IncomingMessage): Promise<Answer> {
    const { contentType, body } = await metrics.expose(formatFor(request.headers.accept));
    onScrape({
      at: clock.now(),
      from: plainAddress(request.socket.remoteAddress),
      agent: (request.headers['user-agent'] ?? '').slice(0, LONGEST_AGENT),
    });
    return { status: 200, type: contentType, body };
  }

  function answer(route: Route, request: IncomingMessage): Promise<Answer> | Answer {
    switch (route) {
      case 'metrics':
        return scraped(request);
      case 'healthy':
        return { status: 200, type: TEXT, body: 'OK\n' };
      case 'page':
        return { status: 200, type: HTML, body: page };
      default:
        return REFUSALS[route];
    }
  }

  return async (request, response, onLoopback) => {
    const { method = '', url: target = '', headers } = request;
    const route = routeOf({ method, target, host: headers.host }, onLoopback);
    try {
      send(request, response, await answer(route, request));
    } catch (error) {
      onBug(error);
      send(request, response, { status: 500, type: TEXT, body: 'Internal error.\n' });
    }
  };
}
