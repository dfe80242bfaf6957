import { METRIC_NAMES } from '../../app/history/metric-names.ts';
import type { PrometheusFault } from '../../app/history/prometheus.ts';
import { choiceOf, isTwin } from '../../app/history/series-choices.ts';
import type { PiHealth, PiTarget } from '../../app/metrics/pi-health.ts';
import { ok, type Result } from '../../app/result.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { Labels, RangeSeries } from '../prometheus/answer.ts';

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

/** The number that each series has as answer. */
type Answers = Readonly<Record<Question, readonly Answer[]>>;

interface Answer {
  readonly labels: Labels;
  readonly number: number;
}

/** Names a series, however its labels are ordered. */
const keyOf = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort());

const answersIn = (series: readonly RangeSeries[]): readonly Answer[] =>
  series.map(({ metric: { __name__: _, ...labels }, values }) => ({
    labels,
    number: values.at(-1)?.[1] ?? Number.NaN,
  }));

async function askAll(
  prometheus: RangeReader,
  now: EpochMs,
  stop: AbortSignal,
): Promise<Result<Answers, PrometheusFault>> {
  const found: Record<Question, readonly Answer[]> = {
    oldest: [],
    newest: [],
    live: [],
    up: [],
    scraped: [],
  };
  for (const [question, query] of Object.entries(QUESTIONS) as [Question, string][]) {
    const answer = await prometheus.range(query, now, now, 1, stop);
    if (!answer.ok) return answer;
    found[question] = answersIn(answer.value);
  }
  return ok(found);
}

const momentOf = (seconds: number): EpochMs => epochMs(Math.round(seconds * 1000));

const ofSeries = (labels: Labels, answers: readonly Answer[]): number | undefined =>
  answers.find((answer) => keyOf(answer.labels) === keyOf(labels))?.number;

/** What is said of scraping as such lacks the labels that the exporter itself adds. */
function ofTarget(labels: Labels, answers: readonly Answer[]): number | undefined {
  const own = answers.filter((answer) => isTwin(answer.labels, labels));
  const fitting = own.find((answer) =>
    Object.entries(answer.labels).every(([name, value]) => labels[name] === value),
  );
  return (fitting ?? (own.length === 1 ? own[0] : undefined))?.number;
}

function targetOf(labels: Labels, all: readonly Labels[], answers: Answers): PiTarget {
  const live = ofSeries(labels, answers.live);
  const newest = live ?? ofSeries(labels, answers.newest) ?? 0;
  // A label that was added makes another series: what is scraped now is the one that is live.
  const isFormer = live === undefined && answers.live.some((one) => isTwin(one.labels, labels));
  const up = isFormer ? undefined : ofTarget(labels, answers.up);
  const scraped = isFormer ? undefined : ofTarget(labels, answers.scraped);
  return {
    job: labels.job ?? '',
    instance: labels.instance ?? '',
    labels: choiceOf(labels, all).labels ?? {},
    isUp: up === undefined ? null : up === 1,
    lastScrapeAt: scraped === undefined ? null : momentOf(scraped),
    oldestAt: momentOf(ofSeries(labels, answers.oldest) ?? newest),
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
  const known = new Map([...oldest, ...live].map(({ labels }) => [keyOf(labels), labels]));
  const all = [...known.values()];
  return {
    state: 'reachable',
    targets: all.map((labels) => targetOf(labels, all, answers.value)),
  };
}
