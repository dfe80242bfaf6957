import type { Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exchange, open, request, untilClosed } from './raw-http.ts';
import { BODY, Served, SHORT_LIMITS } from './served.ts';
import { startServedCore } from './served-core.ts';

const GET = 'GET /metrics HTTP/1.1';
const HOST = 'Host: localhost';

let served = new Served();
let port = 0;
beforeEach(async () => {
  served = new Served();
  port = await served.listen();
});
afterEach(() => served.endpoint.close());

/** Sends `piece` again and again until the other end closes; answers what came back. */
async function trickle(socket: Socket, piece: string, everyMs: number): Promise<string> {
  const answer = untilClosed(socket);
  const timer = setInterval(() => socket.writable && socket.write(piece), everyMs);
  return answer.finally(() => clearInterval(timer));
}

/** Another scraper is served as if nothing were. */
async function expectServed(): Promise<void> {
  expect(await request(port, GET, HOST)).toContain(BODY);
}

describe('is cut off', () => {
  test('who says nothing', async () => {
    await untilClosed(await open(port));
    await expectServed();
  });

  test('who sends a header line now and then and never ends', async () => {
    const socket = await open(port);
    socket.write(`${GET}\r\n`);
    const cutOff = trickle(socket, 'X-More: 1\r\n', 20);
    await expectServed();
    expect(await cutOff).toMatch(/^HTTP\/1.1 408 /);
  });

  test('who keeps an idle connection', async () => {
    const answer = await exchange(port, `${GET}\r\n${HOST}\r\n\r\n`);
    expect(answer).toContain(BODY);
  });

  test('who sends a body without end', async () => {
    const socket = await open(port);
    socket.write(`${GET}\r\n${HOST}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const answer = await trickle(socket, `1000\r\n${'x'.repeat(4096)}\r\n`, 1);
    expect(answer).not.toContain('408');
    expect(answer).not.toContain('keep-alive');
    await expectServed();
  });

  test('who announces a body and never sends it', async () => {
    const answer = await exchange(
      port,
      `POST / HTTP/1.1\r\n${HOST}\r\nContent-Length: 1e9\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    const announced = `POST / HTTP/1.1\r\n${HOST}\r\nContent-Length: 999999999\r\n\r\n`;
    const refused = await exchange(port, announced);
    expect(refused).toMatch(/^HTTP\/1.1 405 .*Connection: close/s);
    expect(refused).not.toContain('408');
  });

  test('who sends more headers than fit', async () => {
    const huge = `X-Huge: ${'x'.repeat(SHORT_LIMITS.headerBytes + 1)}`;
    expect(await exchange(port, `${GET}\r\n${HOST}\r\n${huge}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
    const many = Array.from({ length: 5000 }, (_, i) => `A${i}: b`).join('\r\n');
    expect(await exchange(port, `${GET}\r\n${HOST}\r\n${many}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
    await expectServed();
  });

  test('who leaves out Host, and who wants a tunnel', async () => {
    expect(await exchange(port, `${GET}\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
    expect(await exchange(port, `CONNECT a.b:80 HTTP/1.1\r\n${HOST}\r\n\r\n`)).not.toContain('200');
    await expectServed();
  });

  test('who never reads the answers to a thousand requests', async () => {
    const socket = await open(port);
    socket.pause();
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.write(`GET / HTTP/1.1\r\n${HOST}\r\n\r\n`.repeat(1000));
    await closed;
    await expectServed();
  });
});

test('answers that nobody reads are not even made', async () => {
  let made = 0;
  const metrics = {
    expose: async () => {
      made++;
      return { contentType: 'text/plain', body: 'x'.repeat(20_000) };
    },
  };
  const own = new Served({ metrics, limits: { ...SHORT_LIMITS, waiting: 1_000_000 } });
  const at = await own.listen();
  const socket = await open(at);
  socket.pause();
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.write(`${GET}\r\n${HOST}\r\n\r\n`.repeat(20_000));
  // Who does not read sees the end only by writing.
  const timer = setInterval(() => socket.write(`${GET}\r\n${HOST}\r\n\r\n`), 20);
  await closed;
  clearInterval(timer);
  // What fits the system's buffers, and no more.
  expect(made * 20_000).toBeLessThan(20 * 2 ** 20);
  await own.endpoint.close();
});

test('of 200 connections no more than the limit stay, and none for long', async () => {
  const sockets = await Promise.all(Array.from({ length: 200 }, () => open(port)));
  const closed = sockets.map((socket) => untilClosed(socket));
  const answers = await Promise.all(closed);
  // Who got in is told that it took too long, the others are dropped without a word.
  const gotIn = answers.filter((answer) => answer !== '');
  expect(gotIn.length).toBeGreaterThan(0);
  expect(gotIn.length).toBeLessThanOrEqual(SHORT_LIMITS.connections);
  await expectServed();
});

test('an upgrade is answered like any other request', async () => {
  const answer = await request(port, GET, HOST, 'Upgrade: websocket');
  expect(answer).not.toMatch(/^HTTP\/1.1 101/);
  await expectServed();
});

test('requests in one packet are answered one after the other', async () => {
  const one = `GET /-/healthy HTTP/1.1\r\n${HOST}\r\n\r\n`;
  const answer = await exchange(port, one.repeat(50));
  expect(answer.match(/HTTP\/1.1 200 OK/g)).toHaveLength(50);
});

test('closing cuts off who is connected', async () => {
  const idle = untilClosed(await open(port));
  const half = await open(port);
  half.write(`${GET}\r\n`);
  const cutOff = untilClosed(half);
  await served.endpoint.close();
  await Promise.all([idle, cutOff]);
});

test('bytes that are no HTTP end in an error or silence, and never in the metrics', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
      const socket = await open(port);
      const answer = untilClosed(socket);
      socket.end(bytes);
      expect(await answer).toMatch(/^(HTTP\/1.1 4|$)/);
    }),
    { numRuns: 200 },
  );
  await expectServed();
});

test('polls go on while 200 clients ask as fast as they can', async () => {
  const whole = await startServedCore();
  const sockets = await Promise.all(Array.from({ length: 200 }, () => open(whole.port)));
  const flood = sockets.map((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.writable && socket.write(`${GET}\r\n${HOST}\r\n\r\n`));
    socket.write(`${GET}\r\n${HOST}\r\n\r\n`);
    return socket;
  });
  for (let polls = 0; polls < 3; polls++) {
    expect((await whole.next(() => true)).kind).toBe('reading');
  }
  expect(whole.served.report().scrapes).toBeGreaterThan(50);
  for (const socket of flood) socket.destroy();
  await whole.close();
});
