import type { ContextQuery, ContextSeries, PrometheusFault } from '../../app/history/prometheus.ts';
import { formatLabels } from '../../app/history/prometheus.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { minutes } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { RangeSeries } from './answer.ts';
import { MAX_RANGE_POINTS, type PrometheusClient } from './client.ts';
import { byStep } from './steps.ts';

/** Answers that are kept; a chart with an overlay asks for a few while it is zoomed. */
const KEPT_ANSWERS = 50;
/** What reaches up to now gets new samples. */
const FRESH_FOR = minutes(1);

interface Kept {
  readonly series: ContextSeries;
  /** Monotonic ms after which it is asked for again; the past does not change. */
  readonly until: number;
}

/** Series of the Pi's other exporters, for an overlay: fetched when shown, then kept for a while. */
export class ContextCache {
  readonly #client: PrometheusClient;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(client: PrometheusClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  async fetch(
    query: ContextQuery,
    stop: AbortSignal,
  ): Promise<Result<ContextSeries, PrometheusFault>> {
    const key = JSON.stringify(query);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > this.#clock.elapsed()) return ok(kept.series);
    const { promql, from, to } = query;
    const points = Math.min(query.points, MAX_RANGE_POINTS - 1);
    const stepS = Math.max(1, Math.ceil((to - from) / points / 1000));
    const answer = await this.#client.range(promql, from, to, stepS, stop);
    if (!answer.ok) return answer;
    const [first, ...others] = answer.value;
    if (first === undefined) return err({ kind: 'nothing-there' });
    if (others.length > 0) return err(several(answer.value));
    const series = onGrid(first.values, from, to, stepS);
    const isPast = to < this.#clock.now() - FRESH_FOR;
    const until = isPast ? Number.POSITIVE_INFINITY : this.#clock.elapsed() + FRESH_FOR;
    this.#keep(key, { series, until });
    return ok(series);
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > KEPT_ANSWERS && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** So many are named; the rest is counted. */
const NAMED = 5;

function several(series: readonly RangeSeries[]): PrometheusFault {
  const names = series
    .slice(0, NAMED)
    .map(({ metric: { __name__ = '', ...labels } }) =>
      `${__name__}{${formatLabels(labels)}}`.slice(0, 200),
    );
  return { kind: 'several-series', series: names, count: series.length };
}

/** Prometheus leaves out steps without a value; a chart needs them as gaps. */
function onGrid(
  values: RangeSeries['values'],
  from: number,
  to: number,
  stepS: number,
): ContextSeries {
  const known = byStep(values, from, stepS * 1000);
  const at: number[] = [];
  for (let time = from; time <= to; time += stepS * 1000) at.push(time);
  return {
    at,
    values: at.map((_time, step) => {
      const value = known.get(step);
      return value === undefined || !Number.isFinite(value) ? null : value;
    }),
  };
}
