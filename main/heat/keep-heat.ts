import { NO_HEAT_SIDE } from '../../app/heat/heat-side.ts';
import type { PrometheusAddress } from '../../app/history/prometheus.ts';
import type { Clock } from '../clock.ts';
import type { Core } from '../compose.ts';
import type { Log } from '../log.ts';
import { PrometheusClient } from '../prometheus/client.ts';
import { HeatKeeper } from './heat-keeper.ts';

/** Keeps the heat side of the present source, as the settings say. The demo's house is not yours. */
export function keepHeat(
  core: Core,
  address: () => PrometheusAddress | null,
  clock: Clock,
  log: Log,
): { readonly close: () => Promise<void> } {
  const side = () => (core.settings.source.kind === 'demo' ? NO_HEAT_SIDE : core.settings.heatSide);
  const keeper = new HeatKeeper({
    record: () => core.historyWhenOpen(),
    side,
    client: () => {
      const where = address();
      return where === null ? null : new PrometheusClient(where, clock);
    },
    publish: (heat) => {
      if (heat !== null || core.states.state.heat !== null)
        core.states.apply({ kind: 'heat', heat });
    },
    clock,
    log,
  });
  const wanted = (): string =>
    JSON.stringify([side(), core.settings.source, core.settings.prometheus]);
  let known = wanted();
  const forget = core.states.subscribe(({ value }) => {
    if (value.kind !== 'settings' && value.kind !== 'restarted') return;
    if (value.kind === 'settings' && wanted() === known) return;
    known = wanted();
    keeper.restart();
  });
  keeper.start();
  return {
    close: () => {
      forget();
      return keeper.close();
    },
  };
}
