import { METRIC_NAMES } from '../../../app/history/metric-names.ts';
import {
  formatLabels,
  type PrometheusFault,
  type SeriesChoice,
} from '../../../app/history/prometheus.ts';
import type { TimeRange } from '../../../app/history/query.ts';
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
  if (others.length > 0) return err({ kind: 'choose-series', choices });
  // Naming them keeps a series out that appears while we read.
  return ok(formatLabels({ job: only.job ?? '', instance: only.instance ?? '', ...labels }));
}

const LABELS_OF_ALL = ['__name__', 'job', 'instance'];

/** How each of these series is told from the others, without what they have in common. */
export function choicesOf(series: readonly Labels[]): SeriesChoice[] {
  const known = new Map<string, SeriesChoice>();
  for (const one of series) {
    const { job = null, instance = null } = one;
    const twins = series.filter(
      (other) => other.job === one.job && other.instance === one.instance,
    );
    const names = new Set(twins.flatMap((twin) => Object.keys(twin)));
    const telling = [...names]
      .filter((name) => !LABELS_OF_ALL.includes(name))
      .filter((name) => twins.some((twin) => twin[name] !== one[name]))
      .sort();
    const choice =
      telling.length === 0
        ? { job, instance }
        : {
            job,
            instance,
            labels: Object.fromEntries(telling.map((name) => [name, one[name] ?? ''])),
          };
    known.set(JSON.stringify(choice), choice);
  }
  return [...known.values()];
}

/** Of the series of an answer those that have the name of another one. */
export function twinsIn(series: readonly RangeSeries[]): Labels[] {
  return series
    .map(({ metric }) => metric)
    .filter((one, index, all) =>
      all.some((other, at) => at !== index && other.__name__ === one.__name__),
    );
}
