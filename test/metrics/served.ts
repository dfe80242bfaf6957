import type { EndpointStatus } from '../../app/metrics/endpoint.ts';
import { millis, seconds } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import type { HttpLimits } from '../../main/metrics/listen.ts';
import {
  MetricsEndpoint,
  type MetricsEndpointOptions,
} from '../../main/metrics/metrics-endpoint.ts';

/** Short enough to wait for in a test. */
export const SHORT_LIMITS: HttpLimits = {
  headersMs: 300,
  requestMs: 600,
  keepAliveMs: 300,
  silentMs: 900,
  answerMs: millis(900),
  headerBytes: 8192,
  connections: 20,
  waiting: 64,
};

export const LOOPBACK = { enabled: true, host: '127.0.0.1', port: 0 };

export const BODY = 'wago_up 1\n';

/** An endpoint over a body that never changes, with everything that it told. */
export class Served {
  readonly statuses: EndpointStatus[] = [];
  readonly bugs: unknown[] = [];
  readonly endpoint: MetricsEndpoint;
  readonly #waiting = new Set<() => void>();

  constructor(options: Partial<MetricsEndpointOptions> = {}) {
    this.endpoint = new MetricsEndpoint({
      metrics: { expose: async () => ({ contentType: 'text/plain', body: BODY }) },
      clock: SYSTEM_CLOCK,
      page: '<p>/metrics</p>',
      interfaces: () => ({}),
      limits: SHORT_LIMITS,
      retryAfter: [seconds(0.05)],
      onBug: (error) => this.bugs.push(error),
      ...options,
      onStatus: (status) => {
        this.statuses.push(status);
        for (const check of this.#waiting) check();
      },
    });
  }

  /** Resolves with the first status of this kind that is or becomes known. */
  async until<S extends EndpointStatus['state']>(state: S) {
    type Wanted = EndpointStatus & { readonly state: S };
    const current = (): Wanted | null => {
      const { status } = this.endpoint.report();
      return status.state === state ? (status as Wanted) : null;
    };
    return new Promise<Wanted>((resolve) => {
      const check = (): void => {
        const found = current();
        if (found === null) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Applies `config` and answers the port on which it listens. */
  async listen(config = LOOPBACK): Promise<number> {
    await this.endpoint.apply(config);
    return (await this.until('listening')).at.port;
  }
}
