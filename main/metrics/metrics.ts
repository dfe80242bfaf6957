import type { Live } from '../../app/live.ts';
import { published } from '../../app/metrics/published.ts';
import type { PollEvent } from '../../app/poll.ts';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { type BuildInfo, createExposition, type Format } from './exposition.ts';

export interface MetricsOptions {
  readonly live: () => Live;
  /** The energy counters are read no more often than this. */
  readonly energyEvery: Millis;
  readonly clock: Clock;
  readonly build: BuildInfo;
}

export interface Exposed {
  readonly contentType: string;
  readonly body: string;
}

/** What `/metrics` shows; knows neither the meter nor HTTP. */
export interface Metrics {
  /** Counts what the poller tells. */
  observe(event: PollEvent): void;
  /** From what is known already; never waits for the meter. */
  expose(format: Format): Promise<Exposed>;
}

export function createMetrics({ live, energyEvery, clock, build }: MetricsOptions): Metrics {
  const expositions = {
    text: createExposition('text', build),
    openmetrics: createExposition('openmetrics', build),
  };
  return {
    observe(event) {
      for (const exposition of Object.values(expositions)) exposition.observe(event);
    },
    async expose(format) {
      const now = live();
      const view = { ...published(now, clock.now(), energyEvery), lastReadingAt: now.at };
      const { contentType, render } = expositions[format];
      return { contentType, body: await render(view) };
    },
  };
}
