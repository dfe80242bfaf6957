import type { NetworkInterfaceInfo } from 'node:os';
import { formatHostPort } from '../../app/metrics/host-port.ts';
import { isLoopback } from './route.ts';

/** As `os.networkInterfaces` answers. */
export type Interfaces = () => NodeJS.Dict<readonly NetworkInterfaceInfo[]>;

const isAny = (address: string): boolean => address === '0.0.0.0' || address === '::';

/** IPv4 addresses in the local network; container bridges and the like come last. */
function networkAddresses(interfaces: Interfaces): readonly string[] {
  const named = Object.entries(interfaces()).flatMap(([name, infos = []]) =>
    infos
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ address, isBridge: /^(docker|br-|veth|virbr)/.test(name) })),
  );
  return named
    .toSorted((a, b) => Number(a.isBridge) - Number(b.isBridge))
    .map(({ address }) => address);
}

/** What a scraper can be given for an endpoint that is bound to `address`, best first. */
export function scrapeUrls(
  address: string,
  port: number,
  interfaces: Interfaces,
): readonly string[] {
  const url = (host: string): string => `http://${formatHostPort({ host, port })}/metrics`;
  if (isLoopback(address)) return [url(address)];
  if (!isAny(address)) return [url(address)];
  return [...networkAddresses(interfaces), '127.0.0.1'].map(url);
}
