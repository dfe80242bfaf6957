import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect } from 'vitest';
import { namesThisComputer } from '../../main/metrics/route.ts';
import { BODY, Served } from '../metrics/served.ts';
import { fuzz } from './fuzz.ts';
import { mutatedText } from './mutations.ts';

const served = new Served();
let port = 0;
beforeAll(async () => {
  port = await served.listen();
});
afterAll(() => served.endpoint.close());

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'get', ''];
const TARGETS = [
  ...['/metrics', '/', '/-/healthy', '/metrics?a=b', '/metrics/', '//metrics', '/../metrics', '*'],
  ...['http://localhost/metrics', '/%6detrics', '/__proto__', '/constructor', '/\u00e9', '?', ''],
];
const HOSTS = [
  ...['localhost', '127.0.0.1:9100', '[::1]', 'localhost.evil.example', '127.0.0.1.evil.example'],
  ...['evil.example', '127.1', '0x7f.0.0.1', 'localhost:99999999', '', 'LOCALHOST:1'],
];
const HEADERS = [
  ...[
    'Accept: application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.1',
    'Accept: ;;q=,,',
  ],
  ...[
    'Content-Length: 5',
    'Content-Length: -1',
    'Transfer-Encoding: chunked',
    'Upgrade: websocket',
  ],
  ...[
    'Connection: keep-alive',
    'Expect: 100-continue',
    'Host: evil.example',
    `X: ${'y'.repeat(9000)}`,
  ],
];

const request = fc
  .record({
    method: fc.constantFrom(...METHODS),
    target: fc.constantFrom(...TARGETS),
    version: fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', ''),
    host: fc.constantFrom(...HOSTS),
    headers: fc.uniqueArray(fc.constantFrom(...HEADERS), { maxLength: 2 }),
  })
  .map(({ method, target, version, host, headers }) =>
    [`${method} ${target} ${version}`, `Host: ${host}`, ...headers, '', ''].join('\r\n'),
  );

const GOOD = 'GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain\r\n\r\n';

const bytes = fc.oneof(
  {
    weight: 1,
    arbitrary: mutatedText(fc.constant(GOOD)).map((text) => Uint8Array.from(Buffer.from(text))),
  },
  { weight: 3, arbitrary: request.map((text) => Uint8Array.from(Buffer.from(text))) },
  { weight: 3, arbitrary: mutatedText(request).map((text) => Uint8Array.from(Buffer.from(text))) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 300 }) },
);

/** Sends everything and the end of it, and hears what comes back. */
function exchange(sent: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.end(sent);
  });
}

/** Whether the bytes ask for the metrics of this computer by one of its own names. */
function mayHaveMetrics(sent: Uint8Array): boolean {
  const text = Buffer.from(sent).toString('latin1');
  const hosts = [...text.matchAll(/host:[ \t]*([^\r\n]*)/gi)].map(([, host = '']) => host.trim());
  return /GET \/metrics/.test(text) && hosts.some(namesThisComputer);
}

let scraped = 0;

fuzz<Uint8Array>('metrics requests', {
  cases: 10_000,
  arbitrary: bytes,
  check: async (sent) => {
    const answer = await exchange(sent);
    expect(answer).toMatch(/^(HTTP\/1\.1 [1-5]\d\d |$)/);
    expect(answer).not.toMatch(/^HTTP\/1\.1 (101|5)/m);
    if (answer.includes(BODY)) {
      scraped += 1;
      expect(mayHaveMetrics(sent)).toBe(true);
    }
    expect(served.bugs).toEqual([]);
  },
  finally: () => expect(scraped).toBeGreaterThan(100),
});
