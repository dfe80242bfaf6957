import type { Live } from '../../app/live.ts';
import { published } from '../../app/metrics/published.ts';
import type { PollEvent } from '../../app/poll.ts';
import { type Millis, millis } from '../../app/units.ts';
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

/** Asked again within this time, and nothing has happened: the same answer, of which one is dear. */
const SAME_FOR = millis(250);

interface Kept {
  readonly live: Live;
  readonly at: Millis;
  readonly exposed: Promise<Exposed>;
}

export function createMetrics({ live, energyEvery, clock, build }: MetricsOptions): Metrics {
  const expositions = {
    text: createExposition('text', build),
    openmetrics: createExposition('openmetrics', build),
  };
  const kept = new Map<Format, Kept>();
  const render = async (format: Format, now: Live): Promise<Exposed> => {
    const view = { ...published(now, clock.now(), energyEvery), lastReadingAt: now.at };
    const exposition = expositions[format];
    return { contentType: exposition.contentType, body: await exposition.render(view) };
  };
  return {
    observe(event) {
      kept.clear();
      for (const exposition of Object.values(expositions)) exposition.observe(event);
    },
    expose(format) {
      const [now, at] = [live(), clock.elapsed()];
      const known = kept.get(format);
      if (known?.live === now && at - known.at < SAME_FOR) return known.exposed;
      const exposed = render(format, now);
      kept.set(format, { live: now, at, exposed });
      return exposed;
    },
  };
}
