import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect } from 'vitest';
import { NO_COUNTERS } from '../../app/counters.ts';
import { METRIC_NAMES } from '../../app/history/metric-names.ts';
import { FIELDS } from '../../app/measurement.ts';
import { judge } from '../../app/plausibility.ts';
import { ok } from '../../app/result.ts';
import { epochMs, hours, watts } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import type { Sample } from '../../main/history/fill.ts';
import { backfill } from '../../main/history/transfer/backfill.ts';
import { chooseSeries } from '../../main/history/transfer/choose-series.ts';
import { fromWire } from '../../main/history/wire.ts';
import { PrometheusClient } from '../../main/prometheus/client.ts';
import { fuzz } from './fuzz.ts';
import { anyJson, mutatedText } from './mutations.ts';

const FROM = epochMs(Date.UTC(2026, 10, 22, 11));
const RANGE = { from: FROM, to: epochMs(FROM + hours(1)) };
const LIMITS = { connection: watts(24_000), energyMode: 'import' } as const;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What the server answers to the next requests, in turns. */
let answers: readonly Answer[] = [];
let asked = 0;
const server = createServer((_request, response) => {
  const answer = answers[asked++ % answers.length];
  response.writeHead(answer?.status ?? 500, { 'content-type': answer?.type ?? '' });
  response.end(answer?.body);
});
let client: PrometheusClient;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  client = new PrometheusClient(
    { url: `http://127.0.0.1:${port}`, access: { kind: 'open' } },
    SYSTEM_CLOCK,
  );
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const step = fc.integer({ min: 0, max: 20 }).map((index) => FROM / 1000 + 15 * index);
const number = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 60, noNaN: true }).map(String) },
  fc.constantFrom('NaN', '+Inf', '-Inf', '0', '1e300', '3.67e-27'),
  fc.double().map(String),
);
const series = (name: string, values: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(fc.oneof({ weight: 9, arbitrary: step }, fc.double()), values), {
      maxLength: 12,
    })
    .map((samples) => ({ metric: { __name__: name }, values: samples }));

const matrix = (result: fc.Arbitrary<unknown>) =>
  result.map((found) =>
    JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: found } }),
  );
const values = matrix(
  fc.tuple(
    ...FIELDS.map((field) =>
      series(
        METRIC_NAMES[field],
        field === 'frequency' ? fc.constantFrom('50', '50.02', '49.98') : number,
      ),
    ),
  ),
);
const times = matrix(series('', step.map(String)).map((one) => [one]));
/** What a Prometheus that scraped a meter says: all series at the same times, which go on rising. */
const scraped = fc
  .uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 })
  .chain((indices) => {
    const at = indices.sort((a, b) => a - b).map((index) => FROM / 1000 + 15 * index);
    const kw = fc.double({ min: 0, max: 6, noNaN: true });
    const phases = fc.array(fc.tuple(kw, kw, kw), { minLength: at.length, maxLength: at.length });
    return phases.map((loads) => {
      const column = (name: string, of: (load: readonly number[], index: number) => number) => ({
        metric: { __name__: name },
        values: loads.map((load, index) => [at[index], String(of(load, index))]),
      });
      const columns = [
        column(METRIC_NAMES.power, (load) => load.reduce((sum, one) => sum + one)),
        column(METRIC_NAMES.powerL1, ([one = 0]) => one),
        column(METRIC_NAMES.powerL2, ([, two = 0]) => two),
        column(METRIC_NAMES.powerL3, ([, , three = 0]) => three),
        column(METRIC_NAMES.frequency, () => 50),
        column(METRIC_NAMES.energy, (_load, index) => 1000 + index / 100),
      ];
      const times = column('', (_load, index) => at[index] ?? 0);
      return [columns, [times]].map((result) =>
        JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }),
      );
    });
  });

const labels = fc
  .array(fc.dictionary(fc.constantFrom('job', 'instance', '__proto__'), fc.string()), {
    maxLength: 3,
  })
  .map((data) => JSON.stringify({ status: 'success', data }));

const answer = (good: fc.Arbitrary<string>): fc.Arbitrary<Answer> =>
  fc.record({
    status: fc.oneof(
      { weight: 9, arbitrary: fc.constant(200) },
      fc.constantFrom(204, 400, 401, 403, 500, 503),
    ),
    type: fc.oneof(
      { weight: 4, arbitrary: fc.constant('application/json') },
      fc.constant('text/html'),
    ),
    body: fc.oneof(
      { weight: 6, arbitrary: good },
      { weight: 2, arbitrary: mutatedText(good) },
      { weight: 1, arbitrary: anyJson.map((value) => JSON.stringify(value) ?? '') },
      { weight: 1, arbitrary: fc.constantFrom('', '<html>', '{"status":"error","error":"no"}') },
    ),
  });

const KINDS = [
  'not-prometheus',
  'half-answer',
  'unauthorised',
  'refused',
  'unreachable',
  'not-now',
  'choose-series',
];
const stop = new AbortController().signal;
let filled = 0;

fuzz<readonly Answer[]>('Prometheus answers to a backfill', {
  cases: 4000,
  arbitrary: fc.oneof(
    fc.tuple(answer(values), answer(times)),
    scraped.chain(([columns = '', moments = '']) =>
      fc.tuple(answer(fc.constant(columns)), answer(fc.constant(moments))),
    ),
  ),
  check: async (next) => {
    [answers, asked] = [next, 0];
    const samples: Sample[] = [];
    const target = {
      isMissing: async () => ok(true),
      fill: async (found: readonly Sample[]) => {
        samples.push(...found);
        return ok(found.length);
      },
    };
    const done = await backfill(target, {
      now: epochMs(Date.UTC(2100, 0) - 1),
      client,
      range: RANGE,
      labels: 'job="a"',
      limits: LIMITS,
    });
    if (!done.ok) expect(KINDS).toContain(done.error.kind);
    filled += samples.length;
    let before = Number.NEGATIVE_INFINITY;
    for (const { at, wire } of samples) {
      // Rising, in the range of what can be stored, and each as plausible as a live reading.
      expect(at > before && at < Date.UTC(2060, 0)).toBe(true);
      before = at;
      expect(judge({ at, values: fromWire(wire) }, NO_COUNTERS, LIMITS).rejections).toEqual([]);
    }
  },
  finally: () => expect(filled).toBeGreaterThan(2000),
});

fuzz<Answer>('Prometheus answers about series', {
  cases: 4000,
  arbitrary: answer(labels),
  check: async (next) => {
    [answers, asked] = [[next], 0];
    const chosen = await chooseSeries(client, RANGE, { job: null, instance: null }, stop);
    if (chosen.ok) expect(chosen.value).toMatch(/^job=".*",instance=".*"$/s);
    else expect([...KINDS, 'nothing-there']).toContain(chosen.error.kind);
  },
});
