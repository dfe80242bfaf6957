import type { PrometheusFault } from '../history/prometheus.ts';
import type { Watts } from '../units.ts';
import type { HeatSignal } from './heat-side.ts';

/** What one query of the heat side gives now. */
export type Tried =
  | { readonly kind: 'value'; readonly value: number }
  /** No query is set. */
  | { readonly kind: 'unset' }
  /** It gives a number that it cannot be. */
  | { readonly kind: 'junk'; readonly value: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'several'; readonly count: number }
  | { readonly kind: 'fault'; readonly fault: PrometheusFault };

/** What all of them give together. */
export interface HeatTrial {
  readonly signals: Readonly<Record<HeatSignal, Tried>>;
  /** null: not known. */
  readonly heat: Watts | null;
}
