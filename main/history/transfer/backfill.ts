import type { Limits } from '../../../app/counters.ts';
import type { HistoryFault } from '../../../app/history/fault.ts';
import { METRIC_NAMES } from '../../../app/history/metric-names.ts';
import type { BackfillResult, PrometheusFault } from '../../../app/history/prometheus.ts';
import type { TimeRange } from '../../../app/history/query.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import { days, type EpochMs, epochMs, minutes } from '../../../app/units.ts';
import type { RangeSeries } from '../../prometheus/answer.ts';
import { MAX_RANGE_POINTS, type PrometheusClient } from '../../prometheus/client.ts';
import { inPieces } from '../../prometheus/in-pieces.ts';
import type { Sample } from '../fill.ts';
import type { Origin } from '../marks.ts';
import { powerFlags } from '../sent-power.ts';
import type { TaskOptions } from '../thread.ts';
import { twinsFault } from './choose-series.ts';
import { type RawSample, SampleJudge } from './judge.ts';

/** The history that is filled, in a thread of its own or in this one. */
export interface FillTarget {
  /** Whether anything is missing in the range. */
  isMissing(range: TimeRange): Promise<Result<boolean, HistoryFault>>;
  fill(samples: readonly Sample[], origin: Origin): Promise<Result<number, HistoryFault>>;
}

export interface BackfillOptions extends TaskOptions {
  readonly client: PrometheusClient;
  readonly range: TimeRange;
  /** From `chooseSeries`. */
  readonly labels: string;
  readonly limits: Limits;
  /** Nothing is believed that is later. */
  readonly now: EpochMs;
}

/** Read at twice the pace, so that no sample falls between two steps. */
const STEP_S = 15;
const WINDOWS = {
  longest: Math.min(days(1), STEP_S * 1000 * (MAX_RANGE_POINTS - 1)),
  shortest: minutes(15),
};
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
    now,
    stop = new AbortController().signal,
    onProgress,
  }: BackfillOptions,
): Promise<Result<BackfillResult, PrometheusFault>> {
  const judge = new SampleJudge(limits, now);
  let readings = 0;
  const done = await inPieces(range, WINDOWS, async (window) => {
    if (stop.aborted) return err({ kind: 'cancelled' });
    const missing = await target.isMissing(window);
    if (!missing.ok) return err({ kind: 'history', fault: missing.error });
    if (missing.value) {
      const raw = await readWindow(client, window, labels, stop);
      if (!raw.ok) return raw;
      const filled = await target.fill(judge.judge(raw.value), 'prometheus');
      if (!filled.ok) return err({ kind: 'history', fault: filled.error });
      readings += filled.value;
    }
    onProgress?.({ done: window.to - range.from, total: range.to - range.from });
    return ok(undefined);
  });
  const failed = (why: PrometheusFault): Result<BackfillResult, PrometheusFault> =>
    err(readings === 0 ? why : { kind: 'stopped', readings, why });
  if (!done.ok) return failed(done.error);
  const rest = await target.fill(judge.finish(), 'prometheus');
  if (!rest.ok) return failed({ kind: 'history', fault: rest.error });
  return ok({ readings: readings + rest.value, rejected: judge.rejected });
}

const quote = (text: string): string => JSON.stringify(text);

/** Samples with the times at which they were scraped, which a plain range query does not tell. */
async function readWindow(
  client: PrometheusClient,
  { from, to }: TimeRange,
  labels: string,
  stop: AbortSignal,
): Promise<Result<readonly RawSample[], PrometheusFault>> {
  // What was scraped after the last step inside is seen at the next one.
  const last = to + STEP_S * 1000 - 1;
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
  // Which of them is meant nobody can tell here.
  const twins = twinsFault(values.value) ?? twinsFault(times.value);
  if (twins !== null) return err(twins);
  return ok(joined(values.value, times.value, { from, to }));
}

/** More than a float32 has, fewer than a multiplication spoils. */
const DECIMALS = 12;

/** A step repeats the sample before it for minutes: only the first step after each sample counts. */
function joined(
  values: readonly RangeSeries[],
  times: readonly RangeSeries[],
  { from, to }: TimeRange,
): RawSample[] {
  const columns = NAMES.map((name) => {
    const series = values.find(({ metric }) => metric.__name__ === name);
    return new Map(series?.values);
  });
  const samples: RawSample[] = [];
  let before = from - 1;
  for (const [step, scraped] of times.flatMap((series) => series.values)) {
    const at = Math.round(scraped * 1000);
    if (!(at > before && at < to)) continue;
    before = at;
    const sent = columns.map((column) => column.get(step) ?? Number.NaN);
    const wire = Float32Array.from(sent);
    const watts = sent.map((kW) => Number((kW * 1000).toPrecision(DECIMALS)));
    samples.push({ at: epochMs(at), wire, flags: powerFlags(watts, wire) });
  }
  return samples;
}
