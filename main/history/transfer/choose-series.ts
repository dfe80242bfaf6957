import { METRIC_NAMES } from '../../../app/history/metric-names.ts';
import {
  formatLabels,
  type PrometheusFault,
  type SeriesChoice,
} from '../../../app/history/prometheus.ts';
import type { TimeRange } from '../../../app/history/query.ts';
import { choicesOf } from '../../../app/history/series-choices.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import { days } from '../../../app/units.ts';
import type { Labels, RangeSeries } from '../../prometheus/answer.ts';
import type { PrometheusClient } from '../../prometheus/client.ts';
import { inPieces } from '../../prometheus/in-pieces.ts';

/** Asking which series there are is cheap, unless a server limits the range. */
const PIECES = { longest: Number.POSITIVE_INFINITY, shortest: days(1) };

/** Label matchers of the one exporter that is meant. */
export async function chooseSeries(
  client: PrometheusClient,
  range: TimeRange,
  { job, instance, labels = {} }: SeriesChoice,
  stop: AbortSignal,
): Promise<Result<string, PrometheusFault>> {
  const given = {
    ...(job === null ? {} : { job }),
    ...(instance === null ? {} : { instance }),
    ...labels,
  };
  const match = `{${formatLabels({ __name__: METRIC_NAMES.power, ...given })}}`;
  const found: Labels[] = [];
  const asked = await inPieces(range, PIECES, async ({ from, to }) => {
    const answer = await client.series(match, from, to, stop);
    if (!answer.ok) return answer;
    found.push(...answer.value);
    return ok(undefined);
  });
  if (!asked.ok) return asked;
  const choices = choicesOf(found);
  const [only, ...others] = choices;
  if (only === undefined) return err({ kind: 'nothing-there' });
  if (others.length > 0) return err(question(choices));
  // Naming them keeps a series out that appears while we read.
  return ok(formatLabels({ job: only.job ?? '', instance: only.instance ?? '', ...labels }));
}

/** More than a person chooses from. */
const MAX_NAMED = 30;

const question = (choices: readonly SeriesChoice[]): PrometheusFault => ({
  kind: 'choose-series',
  choices: choices.slice(0, MAX_NAMED),
  count: choices.length,
});

/** Asks which is meant where series of an answer have the name of another one; null: none has. */
export function twinsFault(series: readonly RangeSeries[]): PrometheusFault | null {
  const twins = series
    .map(({ metric }) => metric)
    .filter((one, index, all) =>
      all.some((other, at) => at !== index && other.__name__ === one.__name__),
    );
  return twins.length === 0 ? null : question(choicesOf(twins));
}
