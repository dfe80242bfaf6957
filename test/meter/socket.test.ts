import net from 'node:net';
import { expect, test } from 'vitest';
import { millis } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { connectFault, openSocket } from '../../main/meter/socket.ts';

const GATEWAY = { host: 'gateway.invalid', port: 8899 };
const NO_STALL = (): void => undefined;
const NEVER = new AbortController().signal;

const errorOf = (code: string): Error => Object.assign(new Error(code), { code });

test.each([
  ['ENOTFOUND', { kind: 'name-not-found', host: GATEWAY.host }],
  ['EAI_AGAIN', { kind: 'name-not-found', host: GATEWAY.host }],
  ['ECONNREFUSED', { kind: 'refused', ...GATEWAY }],
  ['EHOSTUNREACH', { kind: 'unreachable', ...GATEWAY }],
  ['ENETUNREACH', { kind: 'unreachable', ...GATEWAY }],
  ['ETIMEDOUT', { kind: 'unreachable', ...GATEWAY }],
  ['EHOSTDOWN', { kind: 'unreachable', ...GATEWAY }],
  ['ECONNRESET', { kind: 'closed' }],
])('%s has a meaning for a person', (code, fault) => {
  expect(connectFault(errorOf(code), GATEWAY)).toEqual(fault);
});

test('of several addresses that fail, the one that is there and refuses says most', () => {
  const all = new AggregateError([errorOf('ENETUNREACH'), errorOf('ECONNREFUSED')]);
  expect(connectFault(all, GATEWAY)).toEqual({ kind: 'refused', ...GATEWAY });
});

test('a name that nobody has is not found', async () => {
  const opened = await openSocket(GATEWAY, millis(5000), SYSTEM_CLOCK, NEVER, NO_STALL);
  expect(opened).toEqual({ ok: false, error: { kind: 'name-not-found', host: GATEWAY.host } });
});

test('a port that nobody listens on is refused, by name as by address', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  for (const host of ['127.0.0.1', 'localhost']) {
    const opened = await openSocket({ host, port }, millis(5000), SYSTEM_CLOCK, NEVER, NO_STALL);
    expect(opened).toEqual({ ok: false, error: { kind: 'refused', host, port } });
  }
});

test.each([
  ['an address that answers nothing', '127.0.0.1', { kind: 'unreachable' }],
  ['a name that nobody looks up in time', GATEWAY.host, { kind: 'name-not-found' }],
])('%s is given up when the time is over', async (_, host, fault) => {
  const impatient = { ...SYSTEM_CLOCK, sleep: () => Promise.resolve() };
  const opened = await openSocket({ host, port: 8899 }, millis(3000), impatient, NEVER, NO_STALL);
  expect(opened).toMatchObject({ ok: false, error: fault });
});

test('stopped before it began, it opens nothing', async () => {
  const stopped = new AbortController();
  stopped.abort();
  const opened = await openSocket(GATEWAY, millis(80), SYSTEM_CLOCK, stopped.signal, NO_STALL);
  expect(opened).toEqual({ ok: false, error: { kind: 'stopped' } });
});
