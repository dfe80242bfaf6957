import type { CommandHandlers } from '../../app/bridge/contract.ts';
import type { PrometheusAddress } from '../../app/history/prometheus.ts';
import type { Clock } from '../clock.ts';
import { PrometheusClient } from '../prometheus/client.ts';
import { ContextCache } from '../prometheus/context.ts';

export type ContextCommands = Pick<CommandHandlers, 'historyContext'>;

/**
 * Series of the Pi's other exporters, from the Prometheus of the settings.
 * @param prometheus null: none is set.
 */
export function createContextCommands(
  prometheus: () => PrometheusAddress | null,
  clock: Clock,
): ContextCommands {
  let known: { readonly key: string; readonly cache: ContextCache } | null = null;
  let asked = new AbortController();
  const cacheOf = (address: PrometheusAddress): ContextCache => {
    const key = JSON.stringify(address);
    if (known?.key !== key) {
      known = { key, cache: new ContextCache(new PrometheusClient(address, clock), clock) };
    }
    return known.cache;
  };
  return {
    historyContext: (query) => {
      // Of several questions only the newest is of use.
      asked.abort();
      asked = new AbortController();
      const address = prometheus();
      return address === null ? null : cacheOf(address).fetch(query, asked.signal);
    },
  };
}
