import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { open, request, untilClosed } from './raw-http.ts';
import { BODY, LOOPBACK, Served } from './served.ts';

const HOST = 'Host: localhost';
let served = new Served();
afterEach(() => served.endpoint.close());

async function start(): Promise<number> {
  served = new Served();
  return served.listen();
}

/** A program that was there first. */
async function occupy(): Promise<{ port: number; leave: () => Promise<void> }> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, leave: () => new Promise((resolve) => other.close(() => resolve())) };
}

describe('answers', () => {
  test('GET /metrics with the metrics, never from a cache', async () => {
    const answer = await request(await start(), 'GET /metrics HTTP/1.1', HOST);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(answer).toMatch(/\r\nCache-Control: no-store\r\n/);
    expect(answer.endsWith(`\r\n\r\n${BODY}`)).toBe(true);
  });

  test('HEAD /metrics with the same length and no body', async () => {
    const answer = await request(await start(), 'HEAD /metrics HTTP/1.1', HOST);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(answer).toContain(`\r\nContent-Length: ${BODY.length}\r\n`);
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
  });

  test('/ with where to look, and /-/healthy', async () => {
    const port = await start();
    expect(await request(port, 'GET / HTTP/1.1', HOST)).toContain('<p>/metrics</p>');
    expect(await request(port, 'GET /-/healthy HTTP/1.1', HOST)).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  });

  test('other paths with 404, other methods with 405 and what is allowed', async () => {
    const port = await start();
    expect(await request(port, 'GET /wp-login.php HTTP/1.1', HOST)).toMatch(/^HTTP\/1.1 404 /);
    const refused = await request(port, 'DELETE /metrics HTTP/1.1', HOST);
    expect(refused).toMatch(/^HTTP\/1.1 405 /);
    expect(refused).toContain('\r\nAllow: GET, HEAD\r\n');
  });

  test('a page of somebody else with 403, whatever it asks for', async () => {
    const port = await start();
    for (const line of ['GET /metrics HTTP/1.1', 'OPTIONS /metrics HTTP/1.1', 'GET / HTTP/1.1']) {
      const answer = await request(port, line, 'Host: evil.example', 'Origin: http://evil.example');
      expect(answer).toMatch(/^HTTP\/1.1 403 /);
      expect(answer).not.toContain('wago');
    }
  });

  test('nobody with permission for other origins', async () => {
    const answer = await request(
      await start(),
      'GET /metrics HTTP/1.1',
      HOST,
      'Origin: http://a.b',
    );
    expect(answer.toLowerCase()).not.toContain('access-control');
  });

  test('a bug while rendering with 500, and reports it', async () => {
    const bug = new Error('broken');
    served = new Served({ metrics: { expose: () => Promise.reject(bug) } });
    const answer = await request(await served.listen(), 'GET /metrics HTTP/1.1', HOST);
    expect(answer).toMatch(/^HTTP\/1.1 500 /);
    expect(answer).not.toContain('broken');
    expect(served.bugs).toEqual([bug]);
  });
});

test('remembers who scraped last, and nothing but scrapes', async () => {
  const port = await start();
  expect(served.endpoint.report()).toMatchObject({ lastScrape: null, scrapes: 0 });
  await request(port, 'GET / HTTP/1.1', HOST, 'User-Agent: browser');
  await request(
    port,
    'GET /metrics HTTP/1.1',
    HOST,
    `User-Agent: Prometheus/2.42.0${'x'.repeat(500)}`,
  );
  const { lastScrape, scrapes } = served.endpoint.report();
  expect(scrapes).toBe(1);
  expect(lastScrape?.from).toBe('127.0.0.1');
  expect(lastScrape?.agent).toMatch(/^Prometheus\/2.42.0x+$/);
  expect(lastScrape?.agent).toHaveLength(120);
});

describe('listening', () => {
  test('off is off', async () => {
    served = new Served();
    await served.endpoint.apply({ ...LOOPBACK, enabled: false });
    expect(served.endpoint.report().status).toEqual({ state: 'off' });
    expect(served.statuses).toEqual([]);
  });

  test('says where, and that only this computer can get there', async () => {
    const port = await start();
    expect(served.endpoint.report().status).toMatchObject({
      state: 'listening',
      at: { host: '127.0.0.1', port },
      reachableFromNetwork: false,
      urls: [`http://127.0.0.1:${port}/metrics`],
    });
  });

  test('on every interface names the addresses of the network first', async () => {
    const lan = { address: '192.168.2.5', family: 'IPv4' as const, internal: false };
    const rest = { netmask: '', mac: '', cidr: null };
    served = new Served({
      interfaces: () => ({
        docker0: [{ ...lan, ...rest, address: '172.17.0.1' }],
        eth0: [{ ...lan, ...rest }],
        lo: [{ ...lan, ...rest, address: '127.0.0.1', internal: true }],
      }),
    });
    const port = await served.listen({ enabled: true, host: '0.0.0.0', port: 0 });
    const { status } = served.endpoint.report();
    expect(status).toMatchObject({ reachableFromNetwork: true });
    expect(status.state === 'listening' && status.urls).toEqual([
      `http://192.168.2.5:${port}/metrics`,
      `http://172.17.0.1:${port}/metrics`,
      `http://127.0.0.1:${port}/metrics`,
    ]);
  });

  test('a taken port is said and retried until it is free', async () => {
    const other = await occupy();
    served = new Served();
    await served.endpoint.apply({ ...LOOPBACK, port: other.port });
    const { fault } = await served.until('failed');
    expect(fault).toEqual({ kind: 'port-taken', port: other.port });
    await other.leave();
    expect((await served.until('listening')).at.port).toBe(other.port);
    expect(await request(other.port, 'GET /metrics HTTP/1.1', HOST)).toContain(BODY);
  });

  test('an address that is not ours is said', async () => {
    served = new Served();
    await served.endpoint.apply({ ...LOOPBACK, host: '192.0.2.1' });
    expect((await served.until('failed')).fault).toEqual({
      kind: 'no-such-address',
      host: '192.0.2.1',
    });
  });

  test('settings apply at once: the old port closes, the new one opens', async () => {
    const before = await start();
    const free = await occupy();
    await free.leave();
    expect(await served.listen({ ...LOOPBACK, port: free.port })).toBe(free.port);
    await expect(request(before, 'GET /metrics HTTP/1.1', HOST)).rejects.toThrow('ECONNREFUSED');
    await served.endpoint.apply({ ...LOOPBACK, enabled: false });
    await served.until('off');
    await expect(request(free.port, 'GET / HTTP/1.1', HOST)).rejects.toThrow('ECONNREFUSED');
  });

  test('many changes in a row end with the last one', async () => {
    served = new Served();
    const { endpoint } = served;
    const ports = await Promise.all([occupy(), occupy(), occupy()]);
    await Promise.all(ports.map((other) => other.leave()));
    for (const { port } of ports) void endpoint.apply({ ...LOOPBACK, port });
    void endpoint.apply({ ...LOOPBACK, enabled: false });
    const last = ports[0]?.port ?? 0;
    expect(await served.listen({ ...LOOPBACK, port: last })).toBe(last);
    for (const { port } of ports.slice(1)) {
      await expect(request(port, 'GET / HTTP/1.1', HOST)).rejects.toThrow('ECONNREFUSED');
    }
  });

  test('the same settings again keep the connections', async () => {
    const socket = await open(await start());
    const before = served.statuses.length;
    await served.endpoint.apply(LOOPBACK);
    expect(served.statuses).toHaveLength(before);
    const answer = untilClosed(socket);
    socket.write(`GET /metrics HTTP/1.1\r\n${HOST}\r\nConnection: close\r\n\r\n`);
    expect(await answer).toContain(BODY);
  });
});
