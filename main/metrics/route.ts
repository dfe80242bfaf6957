import { isIP } from 'node:net';

/** What a request gets. */
export type Route =
  | 'metrics'
  | 'healthy'
  | 'page'
  | 'bad-target'
  | 'wrong-host'
  | 'wrong-method'
  | 'not-found';

export interface RouteRequest {
  readonly method: string;
  /** As on the request line. */
  readonly target: string;
  readonly host: string | undefined;
}

const ROUTES: Readonly<Record<string, Route>> = {
  '/': 'page',
  '/metrics': 'metrics',
  '/-/healthy': 'healthy',
};

export const METHODS = ['GET', 'HEAD'] as const;

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/**
 * Whether `host` names this computer itself. A web page can point a name of its own at 127.0.0.1
 * and so read what listens there (DNS rebinding), but the browser then sends that name.
 * Any port is fine: tunnels and port mappings change it, and it protects nothing.
 */
export function namesThisComputer(host: string | undefined): boolean {
  const match = /^(\[[0-9a-f:]+\]|[^:[\]]+)(:\d{1,5})?$/i.exec(host ?? '');
  const name = (match?.[1] ?? '').replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || isLoopback(name);
}

/** @param onLoopback whether the endpoint listens for programs on this computer alone. */
export function routeOf({ method, target, host }: RouteRequest, onLoopback: boolean): Route {
  if (onLoopback && !namesThisComputer(host)) return 'wrong-host';
  if (!METHODS.some((known) => known === method)) return 'wrong-method';
  if (!target.startsWith('/')) return 'bad-target';
  const path = target.split('?', 1)[0] ?? '';
  return Object.hasOwn(ROUTES, path) ? (ROUTES[path] ?? 'not-found') : 'not-found';
}
