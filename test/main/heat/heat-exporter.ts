import { once } from 'node:events';
import { createServer } from 'node:http';
import type { HeatInstant } from '../../../main/simulator/heat-side.ts';

/** What an exporter in the boiler room would call them. */
export const HEAT_METRICS = {
  flowRate: 'heating_flow_litres_per_minute',
  flowTemperature: 'heating_temperature_celsius{place="flow"}',
  returnTemperature: 'heating_temperature_celsius{place="return"}',
  outdoorTemperature: 'outdoor_celsius',
} as const;

/** Lines of one scrape; `end` stands behind each, as a time does in a file of the past. */
export const heatLines = (heat: HeatInstant, end = ''): string =>
  Object.entries(HEAT_METRICS)
    .map(([signal, metric]) => `${metric} ${heat[signal as keyof typeof HEAT_METRICS]}${end}\n`)
    .join('');

/** A small exporter of a simulated heat side on the loopback. */
export async function startHeatExporter(instant: () => HeatInstant) {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(heatLines(instant()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    target: `127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
