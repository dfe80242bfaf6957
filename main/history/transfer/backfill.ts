import type { Limits } from '../../../app/counters.ts';
import type { HistoryFault } from '../../../app/history/fault.ts';
import { METRIC_NAMES } from '../../../app/history/metric-names.ts';
import type {
  BackfillResult,
  PrometheusFault,
  SeriesChoice,
} from '../../../app/history/prometheus.ts';
import type { TimeRange } from '../../../app/history/query.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import { days, epochMs, type Millis, millis } from '../../../app/units.ts';
import {
  type Labels,
  MAX_RANGE_POINTS,
  type PrometheusClient,
  type RangeSeries,
} from '../../prometheus/client.ts';
import type { Sample } from '../fill.ts';
import type { Origin } from '../marks.ts';
import type { TaskOptions } from '../thread.ts';
import { paceOf, type RawSample, SampleJudge } from './judge.ts';

/** The history that is filled, in a thread of its own or in this one. */
export interface FillTarget {
  /** Whether anything is missing in the range. */
  isMissing(range: TimeRange): Promise<Result<boolean, HistoryFault>>;
  fill(
    samples: readonly Sample[],
    every: Millis,
    origin: Origin,
  ): Promise<Result<number, HistoryFault>>;
}

export interface BackfillOptions extends TaskOptions {
  readonly client: PrometheusClient;
  readonly range: TimeRange;
  /** From {@link chooseSeries}. */
  readonly labels: string;
  readonly limits: Limits;
}

/** Read at twice the pace, so that no sample falls between two steps. */
const STEP_S = 15;
const WINDOW = millis(Math.min(days(1), STEP_S * 1000 * (MAX_RANGE_POINTS - 1)));
const NAMES = FIELDS.map((field) => METRIC_NAMES[field]);

/**
 * Reads the exporter's past day by day and adds what is missing. Each day is kept when it is done, so a
 * second run goes on where the first ended, and a third finds nothing to do.
 */
export async function backfill(
  target: FillTarget,
  {
    client,
    range,
    labels,
    limits,
    stop = new AbortController().signal,
    onProgress,
  }: BackfillOptions,
): Promise<Result<BackfillResult, PrometheusFault>> {
  const judge = new SampleJudge(limits);
  let readings = 0;
  for (let from: number = range.from; from < range.to; from += WINDOW) {
    if (stop.aborted) return err({ kind: 'cancelled' });
    const window = { from: epochMs(from), to: epochMs(Math.min(from + WINDOW, range.to)) };
    const missing = await target.isMissing(window);
    if (!missing.ok) return err({ kind: 'history', fault: missing.error });
    if (missing.value) {
      const raw = await readWindow(client, window, labels, stop);
      if (!raw.ok) return raw;
      const samples = judge.judge(raw.value);
      const filled = await target.fill(samples, paceOf(raw.value), 'prometheus');
      if (!filled.ok) return err({ kind: 'history', fault: filled.error });
      readings += filled.value;
    }
    onProgress?.({ done: window.to - range.from, total: range.to - range.from });
  }
  return ok({ readings, rejected: judge.rejected });
}

const quote = (text: string): string => JSON.stringify(text);

/** Label matchers of the one exporter that is meant. */
export async function chooseSeries(
  client: PrometheusClient,
  { from, to }: TimeRange,
  { job, instance }: SeriesChoice,
  stop: AbortSignal,
): Promise<Result<string, PrometheusFault>> {
  const given = [
    ...(job === null ? [] : [`job=${quote(job)}`]),
    ...(instance === null ? [] : [`instance=${quote(instance)}`]),
  ];
  const match = `{${[`__name__=${quote(METRIC_NAMES.power)}`, ...given].join(',')}}`;
  const found = await client.series(match, from, to, stop);
  if (!found.ok) return found;
  const choices = distinct(found.value);
  const [only, ...others] = choices;
  if (only === undefined) return err({ kind: 'nothing-there' });
  if (others.length > 0) return err({ kind: 'choose-series', choices });
  // Naming them keeps a series out that appears while we read.
  return ok([`job=${quote(only.job ?? '')}`, `instance=${quote(only.instance ?? '')}`].join(','));
}

function distinct(series: readonly Labels[]): SeriesChoice[] {
  const known = new Map<string, SeriesChoice>();
  for (const { job = null, instance = null } of series) {
    known.set(JSON.stringify([job, instance]), { job, instance });
  }
  return [...known.values()];
}

/** Samples with the times at which they were scraped, which a plain range query does not tell. */
async function readWindow(
  client: PrometheusClient,
  { from, to }: TimeRange,
  labels: string,
  stop: AbortSignal,
): Promise<Result<readonly RawSample[], PrometheusFault>> {
  const last = to - 1;
  const values = await client.range(
    `{__name__=~${quote(NAMES.join('|'))},${labels}}`,
    from,
    last,
    STEP_S,
    stop,
  );
  if (!values.ok) return values;
  const times = await client.range(
    `timestamp(${METRIC_NAMES.power}{${labels}})`,
    from,
    last,
    STEP_S,
    stop,
  );
  if (!times.ok) return times;
  return ok(joined(values.value, times.value, from));
}

/** A step repeats the sample before it for minutes: only the first step after each sample counts. */
function joined(
  values: readonly RangeSeries[],
  times: readonly RangeSeries[],
  from: number,
): RawSample[] {
  const columns = NAMES.map((name) => {
    const series = values.find(({ metric }) => metric.__name__ === name);
    return new Map(series?.values.map(([step, text]) => [step, numberOf(text)]));
  });
  const samples: RawSample[] = [];
  let before = from - 1;
  for (const [step, text] of times.flatMap((series) => series.values)) {
    const at = Math.round(Number(text) * 1000);
    if (!(at > before)) continue;
    before = at;
    const wire = Float32Array.from(columns, (column) => column.get(step) ?? Number.NaN);
    samples.push({ at: epochMs(at), wire });
  }
  return samples;
}

/** Infinities are junk that the plausibility rules must see; their words differ from JavaScript's. */
function numberOf(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  return text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
}
