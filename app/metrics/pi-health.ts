import type { PrometheusFault } from '../history/prometheus.ts';
import type { EpochMs } from '../units.ts';

/** One exporter (or app) whose readings a Prometheus has. */
export interface PiTarget {
  readonly job: string;
  readonly instance: string;
  /** Further labels, where another target has the same job and instance; empty: none has. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether its newest scrape worked; null: Prometheus scrapes it no more. */
  readonly isUp: boolean | null;
  /** When Prometheus last tried; null: not within five minutes. */
  readonly lastScrapeAt: EpochMs | null;
  /** The oldest and newest power that is kept, to the hour; the newest to the second while it is live. */
  readonly oldestAt: EpochMs;
  readonly newestAt: EpochMs;
}

/** How the Pi's Prometheus does, as Diagnostics shows it. */
export type PiHealth =
  | { readonly state: 'unreachable'; readonly fault: PrometheusFault }
  /** It answers; without a target it has never seen a reading of a meter. */
  | { readonly state: 'reachable'; readonly targets: readonly PiTarget[] };
