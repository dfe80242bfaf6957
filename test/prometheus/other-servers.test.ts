import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { METRIC_NAMES } from '../../app/history/metric-names.ts';
import { seriesChoiceSchema, seriesQuestion } from '../../app/history/prometheus.ts';
import { ok } from '../../app/result.ts';
import { seriesText } from '../../app/text/prometheus-text.ts';
import { createTexts } from '../../app/text/translate.ts';
import { epochMs, hours, minutes, watts } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import type { Sample } from '../../main/history/fill.ts';
import { backfill } from '../../main/history/transfer/backfill.ts';
import { chooseSeries } from '../../main/history/transfer/choose-series.ts';
import { PrometheusClient } from '../../main/prometheus/client.ts';
import { ContextCache } from '../../main/prometheus/context.ts';

const START = Date.UTC(2026, 9, 20, 10);
const stop = new AbortController().signal;
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Question {
  readonly path: string;
  readonly query: string;
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}
type Reply = { readonly data: unknown } | { readonly status: number; readonly error: string };

/** A server that is compatible with Prometheus, in its own way. */
async function serve(answer: (question: Question) => Reply): Promise<PrometheusClient> {
  const server = createServer((request, response) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://x');
    const number = (name: string): number => Number(searchParams.get(name));
    const query = searchParams.get('query') ?? '';
    const match = searchParams.get('match[]') ?? '';
    const asked = {
      path,
      query,
      match,
      start: number('start'),
      end: number('end'),
      step: number('step'),
    };
    const reply = answer(asked);
    const isFault = 'error' in reply;
    response.writeHead(isFault ? reply.status : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(isFault ? { ...reply, status: 'error' } : { ...reply, status: 'success' }),
    );
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new PrometheusClient({ url, access: { kind: 'open' } }, SYSTEM_CLOCK);
}

const matrix = (result: unknown): Reply => ({ data: { resultType: 'matrix', result } });

/** A sample every 30 s, of between 1 and 1.6 kW. */
function scraped({ query, start, end, step }: Question): Reply {
  const isTime = query.startsWith('timestamp');
  const values: [number, string][] = [];
  for (let at = start; at <= end; at += step) {
    const sample = Math.floor((at - 7) / 30) * 30 + 7;
    values.push([at, String(isTime ? sample : 1 + (((sample - 7) / 30) % 7) / 10)]);
  }
  return matrix([{ metric: isTime ? {} : { __name__: METRIC_NAMES.power }, values }]);
}

async function filled(client: PrometheusClient, length: number) {
  const samples: Sample[] = [];
  const target = {
    isMissing: async () => ok(true),
    fill: async (found: readonly Sample[]) => {
      samples.push(...found);
      return ok(found.length);
    },
  };
  const range = { from: epochMs(START), to: epochMs(START + length) };
  const limits = { connection: watts(24_000), energyMode: null };
  const done = await backfill(target, {
    client,
    range,
    labels: 'job="a"',
    limits,
    now: epochMs(START + hours(48)),
  });
  return { done, times: samples.map(({ at }) => at) };
}

test.each([
  [422, 'query processing would load too many samples into memory in query execution'],
  [400, 'exceeded maximum resolution of 11,000 points per timeseries'],
  [422, 'the query time range exceeds the limit (query length: 24h, limit: 5h)'],
  [503, 'query timed out in expression evaluation'],
])('answer %i for too long a range halves it, and nothing is lost: %s', async (status, error) => {
  const client = await serve((asked) =>
    asked.end - asked.start > 5 * 3600 ? { status, error } : scraped(asked),
  );
  const { done, times } = await filled(client, hours(26));
  expect(done).toMatchObject({ ok: true });
  expect(times).toEqual(Array.from({ length: 26 * 120 }, (_, i) => START + 7000 + i * 30_000));
});

test('what is refused however short it is is said in the server’s own words', async () => {
  let asked = 0;
  const client = await serve(() => {
    asked++;
    return { status: 422, error: 'quota exceeded' };
  });
  const { done } = await filled(client, hours(26));
  expect(done).toEqual({ ok: false, error: { kind: 'refused', detail: 'quota exceeded' } });
  expect(asked).toBeLessThan(12);
});

const choose = (series: readonly unknown[]) =>
  serve(() => ({ data: series })).then((client) =>
    chooseSeries(
      client,
      { from: epochMs(START), to: epochMs(START + hours(1)) },
      { job: null, instance: null },
      stop,
    ),
  );

test('series that job and instance do not tell apart are named by what does', async () => {
  const both = { __name__: METRIC_NAMES.power, job: 'wago', instance: 'pi:9100', room: 'cellar' };
  const chosen = await choose([{ ...both, site: 'a' }, { ...both, site: 'b' }, both]);
  expect(chosen).toMatchObject({
    ok: false,
    error: {
      kind: 'choose-series',
      choices: ['a', 'b', ''].map((site) => ({ job: 'wago', labels: { site } })),
    },
  });
  expect(await choose([both, both])).toEqual(ok('job="wago",instance="pi:9100"'));
});

const labelSet = fc.record({
  job: fc.constantFrom('wago', 'old', undefined),
  instance: fc.constantFrom('pi:9100', 'nas:9100', undefined),
  site: fc.constantFrom('cellar', 'attic "2"', undefined),
  'room.name': fc.constantFrom('a', undefined),
});

test('whichever of several is chosen, it is that one and nothing is asked again', async () => {
  let found: readonly Readonly<Record<string, string | undefined>>[] = [];
  const client = await serve(({ match }) => ({
    data: found.filter((labels) =>
      [...match.matchAll(/("?)([\w.]+)\1=("(?:[^"\\]|\\.)*")/g)].every(
        ([, , name = '', value = '']) => (labels[name] ?? '') === JSON.parse(value),
      ),
    ),
  }));
  const range = { from: epochMs(START), to: epochMs(START + hours(1)) };
  const { t } = createTexts('en');
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(labelSet, {
        selector: (one) => JSON.stringify(one),
        minLength: 2,
        maxLength: 5,
      }),
      async (sets) => {
        found = sets.map((labels) => ({ __name__: METRIC_NAMES.power, ...labels }));
        const asked = await chooseSeries(client, range, { job: null, instance: null }, stop);
        const question = asked.ok ? null : seriesQuestion(asked.error);
        expect(question).toMatchObject({ count: sets.length });
        const choices = question?.choices ?? [];
        const texts = choices.map((choice) => seriesText(t, choice, choices));
        expect(new Set(texts).size).toBe(sets.length);
        const chosen = new Set<string>();
        for (const choice of choices) {
          expect(seriesChoiceSchema.safeParse(choice).success).toBe(true);
          const labels = await chooseSeries(client, range, choice, stop);
          if (!labels.ok) throw new Error(labels.error.kind);
          chosen.add(labels.value);
        }
        expect(chosen.size).toBe(sets.length);
      },
    ),
    { numRuns: 60 },
  );
});

test('of very many the first are named and all are counted', async () => {
  const many = Array.from({ length: 500 }, (_, i) => ({ job: 'wago', instance: `pi${i}:9100` }));
  const chosen = await choose(many);
  const question = chosen.ok ? null : seriesQuestion(chosen.error);
  expect(question?.choices).toHaveLength(30);
  expect(question?.count).toBe(500);
});

test('a second series that turns up while reading is not passed over', async () => {
  const client = await serve((asked) => {
    const reply = scraped(asked);
    if (asked.query.startsWith('timestamp')) return reply;
    const metric = { __name__: METRIC_NAMES.power, job: 'a', instance: 'b' };
    return matrix(['x', 'y'].map((site) => ({ metric: { ...metric, site }, values: [] })));
  });
  const { done } = await filled(client, hours(1));
  expect(done).toMatchObject({ ok: false, error: { kind: 'choose-series' } });
});

test('an overlay fits where a server rounds the range down to whole steps', async () => {
  const client = await serve(({ start, end, step }) => {
    const first = Math.floor(start / step) * step;
    const values: [number, string][] = [];
    for (let at = first; at <= end; at += step) values.push([at, String(at)]);
    return matrix([{ metric: {}, values }]);
  });
  const from = START + 17_000;
  const to = from + minutes(100);
  const got = await new ContextCache(client, SYSTEM_CLOCK).fetch(
    { promql: 'outdoor', from: epochMs(from), to: epochMs(to), points: 100 },
    stop,
  );
  if (!got.ok) throw new Error(got.error.kind);
  const beside = got.value.values.map((value, i) => (value ?? 0) * 1000 - (got.value.at[i] ?? 0));
  expect(Math.max(...beside.map(Math.abs))).toBeLessThanOrEqual(30_000);
});

test('of several series none is shown in silence', async () => {
  const client = await serve(() =>
    matrix(['a', 'b'].map((site) => ({ metric: { site }, values: [[1, '2']] }))),
  );
  const query = {
    promql: 'outdoor',
    from: epochMs(START),
    to: epochMs(START + 60_000),
    points: 10,
  };
  const got = await new ContextCache(client, SYSTEM_CLOCK).fetch(query, stop);
  expect(got).toEqual({
    ok: false,
    error: { kind: 'several-series', series: ['{site="a"}', '{site="b"}'], count: 2 },
  });
});
