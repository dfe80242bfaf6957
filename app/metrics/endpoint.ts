import type { EpochMs } from '../units.ts';
import type { HostPort } from './host-port.ts';

/** The endpoint as settings or a flag want it. */
export interface EndpointConfig extends HostPort {
  readonly enabled: boolean;
}

/** Why the endpoint cannot listen. Retried for as long as it is wanted. */
export type ListenFault =
  /** Another program listens there; node_exporter's default port is 9100 too. */
  | { readonly kind: 'port-taken'; readonly port: number }
  /** Ports below 1024 are for administrators on most systems. */
  | { readonly kind: 'port-forbidden'; readonly port: number }
  /** No interface of this computer has the address, or the name does not resolve. */
  | { readonly kind: 'no-such-address'; readonly host: string }
  /** @property code of the system, as in `EMFILE`. */
  | { readonly kind: 'listen-failed'; readonly code: string };

export type EndpointStatus =
  | { readonly state: 'off' }
  | { readonly state: 'starting'; readonly at: HostPort }
  | {
      readonly state: 'listening';
      readonly since: EpochMs;
      readonly at: HostPort;
      /** false: only programs on this computer can get here. */
      readonly reachableFromNetwork: boolean;
      /** What a scraper can be given, best first; never empty. */
      readonly urls: readonly string[];
    }
  | {
      readonly state: 'failed';
      readonly at: HostPort;
      readonly fault: ListenFault;
      readonly nextTryAt: EpochMs;
    };

/** One successful request for `/metrics`. */
export interface Scrape {
  readonly at: EpochMs;
  /** Remote address, without port. */
  readonly from: string;
  /** The User-Agent header, shortened; empty when there was none. */
  readonly agent: string;
}

/** What Diagnostics shows of the endpoint. */
export interface EndpointReport {
  readonly status: EndpointStatus;
  /** null: nobody since the app was started. */
  readonly lastScrape: Scrape | null;
  /** Counted since the app was started. */
  readonly scrapes: number;
}
