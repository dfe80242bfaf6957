import type {
  EndpointConfig,
  EndpointReport,
  EndpointStatus,
  Scrape,
} from '../../app/metrics/endpoint.ts';
import { after, type Millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { HTTP_LIMITS, type HttpLimits, type Listening, listen } from './listen.ts';
import type { Metrics } from './metrics.ts';
import { createRequestHandler } from './request-handler.ts';
import { isLoopback } from './route.ts';
import { type Interfaces, scrapeUrls } from './urls.ts';

export interface MetricsEndpointOptions {
  readonly metrics: Pick<Metrics, 'expose'>;
  readonly clock: Clock;
  /** HTML without scripts that says where to look. */
  readonly page: string;
  readonly interfaces: Interfaces;
  /** Called at each transition, not at scrapes. */
  readonly onStatus: (status: EndpointStatus) => void;
  readonly onBug: (error: unknown) => void;
  readonly limits?: HttpLimits;
  /** Waits between attempts to listen; the last one repeats. */
  readonly retryAfter?: readonly Millis[];
}

/** A taken port is often free again soon, as when the app was just restarted. */
const RETRY_AFTER: readonly Millis[] = [2, 5, 10, 30].map(seconds);

const OFF: EndpointConfig = { enabled: false, host: '', port: 0 };

/** Serves `/metrics` for as long as the settings want it. */
export class MetricsEndpoint {
  readonly #options: MetricsEndpointOptions;
  #config = OFF;
  #status: EndpointStatus = { state: 'off' };
  #lastScrape: Scrape | null = null;
  #scrapes = 0;
  #stop = new AbortController();
  /** What the current settings made of the endpoint; ends when they change. */
  #running: Promise<void> = Promise.resolve();

  constructor(options: MetricsEndpointOptions) {
    this.#options = options;
  }

  report(): EndpointReport {
    return { status: this.#status, lastScrape: this.#lastScrape, scrapes: this.#scrapes };
  }

  /** Takes effect at once; the same settings again change nothing. Resolves when the old port is free. */
  async apply(config: EndpointConfig): Promise<void> {
    const { enabled, host, port } = this.#config;
    if (config.enabled === enabled && config.host === host && config.port === port) return;
    this.#config = config;
    this.#stop.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const before = this.#running;
    this.#running = before.then(() => this.#run(config, stop.signal));
    await before;
  }

  /** Resolves when the port is free and every client gone. */
  async close(): Promise<void> {
    await this.apply(OFF);
    await this.#running;
  }

  #setStatus(status: EndpointStatus): void {
    if (status.state === 'off' && this.#status.state === 'off') return;
    this.#status = status;
    this.#options.onStatus(status);
  }

  async #run(config: EndpointConfig, stop: AbortSignal): Promise<void> {
    const { clock, retryAfter = RETRY_AFTER } = this.#options;
    if (stop.aborted) return;
    if (!config.enabled) return this.#setStatus({ state: 'off' });
    const at = { host: config.host, port: config.port };
    this.#setStatus({ state: 'starting', at });
    for (let failures = 0; !stop.aborted; ) {
      const outcome = await this.#serve(config, stop);
      if (outcome === null || stop.aborted) return;
      if (outcome.wasUp) failures = 0;
      const wait = retryAfter[Math.min(failures, retryAfter.length - 1)] ?? seconds(30);
      failures += 1;
      const nextTryAt = after(clock.now(), wait);
      this.#setStatus({ state: 'failed', at, fault: outcome.fault, nextTryAt });
      await clock.sleep(wait, stop);
    }
  }

  /** Serves until told to stop (null) or until it cannot. */
  async #serve(config: EndpointConfig, stop: AbortSignal) {
    const { metrics, clock, page, onBug, limits = HTTP_LIMITS } = this.#options;
    const onScrape = (scrape: Scrape): void => this.#note(scrape);
    const handle = createRequestHandler({ metrics, clock, page, onScrape, onBug });
    // Nobody can connect before `listen` answers and tells which address it is.
    let onLoopback = true;
    const opened = await listen(config, limits, clock, (request, response) => {
      void handle(request, response, onLoopback);
    });
    if (!opened.ok) return { wasUp: false, fault: opened.error };
    const { value: listening } = opened;
    onLoopback = isLoopback(listening.address);
    const fault = stop.aborted ? null : await this.#untilStopped(listening, stop);
    await listening.close();
    return fault === null ? null : { wasUp: true, fault };
  }

  async #untilStopped(listening: Listening, stop: AbortSignal) {
    const { address, port, failed } = listening;
    const { clock, interfaces } = this.#options;
    this.#setStatus({
      state: 'listening',
      since: clock.now(),
      at: { host: address, port },
      reachableFromNetwork: !isLoopback(address),
      urls: scrapeUrls(address, port, interfaces),
    });
    const stopped = new Promise<null>((resolve) => {
      stop.addEventListener('abort', () => resolve(null), { once: true });
    });
    return Promise.race([failed, stopped]);
  }

  #note(scrape: Scrape): void {
    this.#lastScrape = scrape;
    this.#scrapes += 1;
  }
}
