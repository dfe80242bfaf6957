import { METRIC_NAMES } from '../../app/history/metric-names.ts';
import type { PrometheusFault } from '../../app/history/prometheus.ts';
import type { PiHealth, PiTarget } from '../../app/metrics/pi-health.ts';
import { ok, type Result } from '../../app/result.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { RangeSeries } from '../prometheus/answer.ts';

/** What is needed of the client of Prometheus' HTTP API; times in ms, step in s. */
export interface RangeReader {
  range(
    query: string,
    from: number,
    to: number,
    stepS: number,
    stop: AbortSignal,
  ): Promise<Result<readonly RangeSeries[], PrometheusFault>>;
}

const POWER = METRIC_NAMES.power;
/** Longer than a year's retention; hourly marks keep it cheap for a Pi. */
const PAST = `timestamp(${POWER})[800d:1h]`;

const QUESTIONS = {
  oldest: `min_over_time(${PAST})`,
  newest: `max_over_time(${PAST})`,
  live: `timestamp(${POWER})`,
  up: 'up',
  scraped: 'timestamp(up)',
} as const;
type Question = keyof typeof QUESTIONS;

/** The number that each target has as answer, by job and instance. */
type Answers = Readonly<Record<Question, ReadonlyMap<string, number>>>;

const keyOf = ({ metric }: RangeSeries): string => JSON.stringify([metric.job, metric.instance]);

function numbers(series: readonly RangeSeries[]): ReadonlyMap<string, number> {
  return new Map(series.map((one) => [keyOf(one), one.values.at(-1)?.[1] ?? Number.NaN]));
}

async function askAll(
  prometheus: RangeReader,
  now: EpochMs,
  stop: AbortSignal,
): Promise<Result<Answers, PrometheusFault>> {
  const found = new Map<Question, ReadonlyMap<string, number>>();
  for (const [question, query] of Object.entries(QUESTIONS) as [Question, string][]) {
    const answer = await prometheus.range(query, now, now, 1, stop);
    if (!answer.ok) return answer;
    found.set(question, numbers(answer.value));
  }
  const of = (question: Question) => found.get(question) ?? new Map<string, number>();
  const { oldest, newest, live } = { oldest: of('oldest'), newest: of('newest'), live: of('live') };
  return ok({ oldest, newest, live, up: of('up'), scraped: of('scraped') });
}

const momentOf = (seconds: number): EpochMs => epochMs(Math.round(seconds * 1000));

function targetOf(key: string, answers: Answers): PiTarget {
  const [job = '', instance = ''] = JSON.parse(key) as (string | null)[];
  const live = answers.live.get(key);
  const newest = live ?? answers.newest.get(key) ?? 0;
  const up = answers.up.get(key);
  const scraped = answers.scraped.get(key);
  return {
    job: job ?? '',
    instance: instance ?? '',
    isUp: up === undefined ? null : up === 1,
    lastScrapeAt: scraped === undefined ? null : momentOf(scraped),
    oldestAt: momentOf(answers.oldest.get(key) ?? newest),
    newestAt: momentOf(newest),
  };
}

/** Asks a Prometheus what it knows of our readings; changes nothing there. */
export async function checkPi(
  prometheus: RangeReader,
  clock: Clock,
  stop: AbortSignal,
): Promise<PiHealth> {
  const answers = await askAll(prometheus, clock.now(), stop);
  if (!answers.ok) return { state: 'unreachable', fault: answers.error };
  const { oldest, live } = answers.value;
  const keys = new Set([...oldest.keys(), ...live.keys()]);
  return { state: 'reachable', targets: [...keys].map((key) => targetOf(key, answers.value)) };
}
