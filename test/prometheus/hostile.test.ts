import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { epochMs, seconds } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { PrometheusClient } from '../../main/prometheus/client.ts';
import { ManualClock } from '../support/manual-clock.ts';

const stop = new AbortController().signal;
const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n';
const BEGIN = '{"status":"success","data":{"resultType":"matrix","result":[';
const MB = 2 ** 20;

/** Sends `first` and then `again` until the client hangs up; tells how much it took. */
async function flood(first: string | Buffer, again: string | Buffer, most = 200 * MB) {
  let sent = 0;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('close', end);
    socket.write(first);
    const more = (): void => {
      while (!socket.destroyed && sent < most) {
        sent += again.length;
        if (!socket.write(again)) return void socket.once('drain', more);
      }
      socket.end();
    };
    socket.once('data', more);
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new PrometheusClient(
    { url: `http://127.0.0.1:${port}`, access: { kind: 'open' } },
    SYSTEM_CLOCK,
  );
  const answer = await client.range('up', 0, 1000, 1, stop);
  await ended;
  return { kind: answer.ok ? 'ok' : answer.error.kind, sent };
}

test('a byte a second is too slow after a minute, and no longer listened to', async () => {
  let closed = (): void => undefined;
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('close', closed);
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const clock = new ManualClock(epochMs(0));
  const address = { url: `http://127.0.0.1:${port}`, access: { kind: 'open' } } as const;
  let outcome: unknown = 'none yet';
  const asked = new PrometheusClient(address, clock).range('up', 0, 1000, 1, stop);
  const told = asked.then((answer) => {
    outcome = answer;
  });
  const [socket] = (await once(server, 'connection')) as [Socket];
  await once(socket, 'data');
  socket.write(`${HEAD}\r\n`);
  for (const letter of BEGIN.slice(0, 59)) {
    socket.write(letter);
    await clock.advance(seconds(1));
  }
  expect(outcome).toBe('none yet');
  await clock.advance(seconds(1));
  await told;
  const error = { kind: 'too-slow', url: address.url, afterS: 60 };
  expect(outcome).toEqual({ ok: false, error });
  await isClosed;
  expect(clock.sleeping).toBe(0);
});

/** What lies in the buffers of both ends when the first fault is seen. */
const BUFFERS = 12 * MB;

test.each([
  ['numbers in place of series', BEGIN, '1,'.repeat(8192), 'not-prometheus'],
  ['brackets', BEGIN, '['.repeat(16_384), 'not-prometheus'],
  ['a label without end', `${BEGIN}{"metric":{"job":"`, 'x'.repeat(16_384), 'not-prometheus'],
  ['white space that is none', BEGIN, '\u00a0'.repeat(16_384), 'not-prometheus'],
  ['labels without end', `${BEGIN}{"metric":{"a":"b"`, ',"c":"d"'.repeat(2048), 'not-prometheus'],
])('%s end the answer at once', async (_what, first, again, kind) => {
  const answer = await flood(`${HEAD}\r\n${first}`, again);
  expect(answer.kind).toBe(kind);
  expect(answer.sent).toBeLessThan(BUFFERS);
});

test.each([
  ['points', `${BEGIN}{"metric":{},"values":[[1,"NaN"]`, ',[1,"NaN"]'.repeat(1600)],
  ['series', `${BEGIN}{"metric":{},"values":[]}`, ',{"metric":{},"values":[]}'.repeat(600)],
  ['white space', BEGIN, ' '.repeat(16_384)],
  ['what nobody needs', `{"stats":[1`, ',1'.repeat(8192)],
])('%s without end are more than is taken', async (_what, first, again) => {
  const answer = await flood(`${HEAD}\r\n${first}`, again);
  expect(answer.kind).toBe('too-much');
  expect(answer.sent).toBeLessThan(BUFFERS + 17 * MB);
});

test('chunks without end are more than is taken', async () => {
  const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
  const answer = await flood(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, chunk);
  expect(answer.kind).toBe('too-much');
});

test('what unpacks to a thousand times as much is more than is taken', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from(BEGIN), Buffer.alloc(40 * MB, ' ')]));
  const head = `${HEAD}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`;
  expect((await flood(head, bomb, 1)).kind).toBe('too-much');
});

test('packed answers are read', async () => {
  const packed = gzipSync(`${BEGIN}{"metric":{"job":"a"},"values":[[1,"2"]]}]}}`);
  const head = `${HEAD}Content-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`;
  expect((await flood(head, packed, 1)).kind).toBe('ok');
});

test('what is no HTTP, and headers without end, are no Prometheus', async () => {
  expect((await flood('SSH-2.0-OpenSSH_9.2\r\n', 'x')).kind).toBe('not-prometheus');
  expect((await flood(HEAD, 'X-More: 1\r\n'.repeat(100))).kind).toBe('not-prometheus');
});
