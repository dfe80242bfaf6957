import type { CommandHandlers } from '../../app/bridge/contract.ts';
import type { PrometheusAddress } from '../../app/history/prometheus.ts';
import type { EndpointReport } from '../../app/metrics/endpoint.ts';
import type { PiHealth } from '../../app/metrics/pi-health.ts';
import type { Clock } from '../clock.ts';
import { checkPi } from '../metrics/pi-health.ts';
import { PrometheusClient } from '../prometheus/client.ts';
import { logTail } from './log-tail.ts';
import { machineReport } from './machine.ts';

/** The commands of the contract that look at the app itself. */
export type DiagnosticsCommands = Pick<
  CommandHandlers,
  'endpointReport' | 'checkPi' | 'machineReport' | 'logTail' | 'copyText'
>;

export interface DiagnosticsOptions {
  /** Where the Pi's Prometheus answers; null: none is set. */
  readonly prometheus: () => PrometheusAddress | null;
  readonly endpoint: () => EndpointReport;
  readonly version: string;
  /** Where settings and history lie. */
  readonly folder: string;
  /** null: nothing is logged to a file. */
  readonly logFile: string | null;
  readonly clock: Clock;
  readonly copy: (text: string) => void;
}

/** While a picture is taken nothing is served. */
export const NO_ENDPOINT: EndpointReport = {
  status: { state: 'off' },
  lastScrape: null,
  scrapes: 0,
};

export function createDiagnosticsCommands(options: DiagnosticsOptions): DiagnosticsCommands {
  const { prometheus, endpoint, version, folder, logFile, clock, copy } = options;
  let check = new AbortController();
  const checkAgain = async (): Promise<PiHealth | null> => {
    check.abort();
    check = new AbortController();
    const { signal: stop } = check;
    const address = prometheus();
    return address === null ? null : checkPi(new PrometheusClient(address, clock), clock, stop);
  };
  return {
    endpointReport: endpoint,
    checkPi: checkAgain,
    machineReport: () => machineReport(version, folder),
    logTail: () => (logFile === null ? [] : logTail(logFile)),
    copyText: copy,
  };
}
