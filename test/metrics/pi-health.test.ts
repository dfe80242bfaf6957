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
  checkPi(new PrometheusClient({ url, access: { kind: 'open' } }), SYSTEM_CLOCK, NEVER);

/** A server on the loopback that answers every request with `status` and `body`. */
async function answering<T>(status: number, body: string, work: (url: string) => Promise<T>) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
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

test('a target is up, down or no more', () => {
  const at = epochMs(0);
  const target = { job: 'j', instance: 'i:1', lastScrapeAt: at, oldestAt: at, newestAt: at };
  expect(piTargetText(t, { ...target, isUp: true })).toBe('The target i:1 is up.');
  expect(piTargetText(t, { ...target, isUp: false })).toBe('The target i:1 is down.');
  expect(piTargetText(t, { ...target, isUp: null })).toBe('The target i:1 is scraped no more.');
});
