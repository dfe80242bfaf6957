import type { CommandHandlers } from '../../app/bridge/contract.ts';
import type { PrometheusAddress } from '../../app/history/prometheus.ts';
import type { Clock } from '../clock.ts';
import { PrometheusClient } from '../prometheus/client.ts';
import { tryHeatSide } from './try-heat-side.ts';

export type HeatCommands = Pick<CommandHandlers, 'tryHeatSide'>;

/** @param prometheus null: none is set. */
export function createHeatCommands(
  prometheus: () => PrometheusAddress | null,
  clock: Clock,
): HeatCommands {
  let trial = new AbortController();
  return {
    tryHeatSide: (side) => {
      trial.abort();
      trial = new AbortController();
      const address = prometheus();
      if (address === null) return null;
      return tryHeatSide(new PrometheusClient(address, clock), side, clock.now(), trial.signal);
    },
  };
}
