import { reachOf } from '../metrics/reach.ts';

/** All that a report may tell of where something is. */
export type AddressKind = 'this computer' | 'private address' | 'public address' | 'name';

const PRIVATE_V4 = /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/;
const PRIVATE_V6 = /^f([cd]|e[89ab])/i;

/** Of an IP address or a host name; gives nothing of it away. */
export function addressKind(host: string): AddressKind {
  if (reachOf(host) === 'here') return 'this computer';
  if (host.includes(':')) return PRIVATE_V6.test(host) ? 'private address' : 'public address';
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(host)) return 'name';
  return PRIVATE_V4.test(host) ? 'private address' : 'public address';
}
