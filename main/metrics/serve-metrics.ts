import { networkInterfaces } from 'node:os';
import type { AppEvent, AppState, Numbered } from '../../app/bridge/state.ts';
import type { EndpointReport, EndpointStatus } from '../../app/metrics/endpoint.ts';
import { endpointText } from '../../app/metrics/endpoint-text.ts';
import type { PollEvent } from '../../app/poll.ts';
import type { Language } from '../../app/text/texts.ts';
import { createTexts } from '../../app/text/translate.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { describeError, type Log } from '../log.ts';
import type { BuildInfo } from './exposition.ts';
import { createMetrics } from './metrics.ts';
import { MetricsEndpoint } from './metrics-endpoint.ts';
import { endpointPage } from './page.ts';

/** What the endpoint needs of the core. */
export interface MetricsSource {
  readonly polls: { subscribe(listener: (event: PollEvent) => void): () => void };
  readonly states: {
    readonly state: AppState;
    subscribe(listener: (event: Numbered<AppEvent>) => void): () => void;
  };
}

export interface ServeMetricsOptions {
  readonly core: MetricsSource;
  /** The energy counters are read no more often than this. */
  readonly energyEvery: Millis;
  readonly clock: Clock;
  readonly log: Log;
  readonly build: BuildInfo;
  /** Of the page at `/`. */
  readonly language: Language;
  /** Called at each transition, not at scrapes. */
  readonly onStatus?: (status: EndpointStatus) => void;
}

export interface ServedMetrics {
  report(): EndpointReport;
  /** Resolves when the port is free. */
  close(): Promise<void>;
}

/** Logs are in English. */
const ENGLISH = createTexts('en').t;

function logStatus(log: Log, status: EndpointStatus): void {
  if (status.state === 'starting') return;
  const sentence = endpointText(ENGLISH, status);
  if (status.state === 'failed') log.warn('metrics', sentence);
  else log.info('metrics', sentence);
}

/** Keeps the endpoint as the settings of `core` want it, from now on until it is closed. */
export function serveMetrics(options: ServeMetricsOptions): ServedMetrics {
  const { core, clock, log, build, language, energyEvery, onStatus } = options;
  const metrics = createMetrics({ live: () => core.states.state.live, energyEvery, clock, build });
  const endpoint = new MetricsEndpoint({
    metrics,
    clock,
    page: endpointPage(createTexts(language).t, language, build.version),
    interfaces: networkInterfaces,
    onStatus(status) {
      logStatus(log, status);
      onStatus?.(status);
    },
    onBug: (error) => log.error('metrics', describeError(error)),
  });
  const apply = (): void => void endpoint.apply(core.states.state.settings.metrics);
  const unsubscribe = [
    core.polls.subscribe((event) => metrics.observe(event)),
    core.states.subscribe(({ value }) => {
      if (value.kind === 'settings' || value.kind === 'restarted') apply();
    }),
  ];
  apply();
  return {
    report: () => endpoint.report(),
    async close() {
      for (const end of unsubscribe) end();
      await endpoint.close();
    },
  };
}
