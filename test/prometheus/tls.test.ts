import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { PrometheusClient } from '../../main/prometheus/client.ts';

/** Signed by `ca.pem` from 2020 to 2119; `expired` until January 2020; `other` is for pi.example. */
const pem = (name: string): string =>
  fileURLToPath(new URL(`./certificates/${name}`, import.meta.url));
const CA = pem('ca.pem');
const stop = new AbortController().signal;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function outcome(certificate: string, caFile: string | undefined): Promise<unknown> {
  const [cert, key] = ['pem', 'key'].map((end) => readFileSync(pem(`${certificate}.${end}`)));
  const server = createServer({ cert, key }, (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"status":"success","data":[{"job":"wago"}]}');
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new PrometheusClient({ url, access: { kind: 'open' }, caFile }, SYSTEM_CLOCK);
  const answer = await client.series('up', 0, 1000, stop);
  if (answer.ok) return answer.value.length;
  return 'why' in answer.error ? answer.error.why : answer.error.kind;
}

test('a certificate authority of one’s own is trusted when its file is named', async () => {
  expect(await outcome('good', CA)).toBe(1);
});

test.each([
  ['unknown-issuer', 'good', undefined],
  ['expired', 'expired', CA],
  ['other-host', 'other', CA],
  ['unreadable', 'good', join(pem('.'), 'not-there.pem')],
  ['no-certificate', 'good', pem('good.key')],
  ['no-certificate', 'good', pem('.')],
])('%s is told apart from other faults', async (why, certificate, caFile) => {
  expect(await outcome(certificate, caFile)).toBe(why);
});
