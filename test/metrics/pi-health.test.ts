import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { piTargetText, piText } from '../../app/metrics/pi-text.ts';
import { createTexts } from '../../app/text/translate.ts';
import { epochMs } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { checkPi } from '../../main/metrics/pi-health.ts';
import { PrometheusClient } from '../../main/prometheus/client.ts';

const { t } = createTexts('en');
const NEVER = new AbortController().signal;
const check = (url: string) =>
  checkPi(
    new PrometheusClient({ url, access: { kind: 'open' } }, SYSTEM_CLOCK),
    SYSTEM_CLOCK,
    NEVER,
  );

/** A server on the loopback that answers every request with `status` and `body`, or what that makes of the query. */
async function answering<T>(
  status: number,
  body: string | ((query: string) => string),
  work: (url: string) => Promise<T>,
) {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams.get('query') ?? '';
    const text = typeof body === 'string' ? body : body(query);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const EMPTY = JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [] } });

test('a Prometheus without our readings is reachable and has no target', async () => {
  const health = await answering(200, EMPTY, check);
  expect(health).toEqual({ state: 'reachable', targets: [] });
  expect(piText(t, health)).toContain('scrapes nothing that serves the readings of a meter');
});

test('nobody there, a stranger and a locked door are told apart', async () => {
  const gone = await answering(200, EMPTY, (url) => Promise.resolve(url)).then(check);
  expect(gone).toMatchObject({ state: 'unreachable', fault: { kind: 'unreachable' } });
  const page = await answering(200, '<html>', check);
  expect(page).toMatchObject({ state: 'unreachable', fault: { kind: 'not-prometheus' } });
  const locked = await answering(401, '', check);
  expect(locked).toMatchObject({ state: 'unreachable', fault: { kind: 'unauthorised' } });
  for (const health of [gone, page, locked]) expect(piText(t, health)).toMatch(/^.+\.$/);
});

test('targets of one job and instance are told apart, each with its own past', async () => {
  const shared = { job: 'wago', instance: 'pi:9100' };
  const by = (found: readonly (readonly [object, number])[]) =>
    JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: found.map(([labels, value]) => ({
          metric: { ...shared, ...labels },
          values: [[2, String(value)]],
        })),
      },
    });
  const [cellar, attic, former] = [{ site: 'cellar' }, { site: 'attic' }, {}];
  const power = 'timestamp(wago_power_total_kw)';
  const answers = new Map([
    [
      'up',
      by([
        [cellar, 1],
        [attic, 0],
      ]),
    ],
    [
      'timestamp(up)',
      by([
        [cellar, 500],
        [attic, 400],
      ]),
    ],
    [
      power,
      by([
        [cellar, 500],
        [attic, 450],
      ]),
    ],
    [
      `min_over_time(${power}[800d:1h])`,
      by([
        [cellar, 100],
        [attic, 200],
        [former, 50],
      ]),
    ],
    [
      `max_over_time(${power}[800d:1h])`,
      by([
        [cellar, 490],
        [attic, 440],
        [former, 90],
      ]),
    ],
  ]);
  const health = await answering(200, (query) => answers.get(query) ?? EMPTY, check);
  const seconds = (at: number) => at * 1000;
  const expected = [
    { labels: cellar, isUp: true, oldestAt: seconds(100), newestAt: seconds(500) },
    { labels: attic, isUp: false, oldestAt: seconds(200), newestAt: seconds(450) },
    { labels: { site: '' }, isUp: null, oldestAt: seconds(50), newestAt: seconds(90) },
  ];
  expect(health).toMatchObject({ state: 'reachable', targets: expected });
  const names =
    health.state === 'reachable' ? health.targets.map((one) => piTargetText(t, one)) : [];
  expect(names[1]).toBe('The target pi:9100 {site="attic"} is down.');
  expect(new Set(names).size).toBe(3);
});

test('a target is up, down or no more', () => {
  const at = epochMs(0);
  const target = {
    job: 'j',
    instance: 'i:1',
    labels: {},
    lastScrapeAt: at,
    oldestAt: at,
    newestAt: at,
  };
  expect(piTargetText(t, { ...target, isUp: true })).toBe('The target i:1 is up.');
  expect(piTargetText(t, { ...target, isUp: false })).toBe('The target i:1 is down.');
  expect(piTargetText(t, { ...target, isUp: null })).toBe('The target i:1 is scraped no more.');
});
