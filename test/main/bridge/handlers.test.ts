import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { MeterAddress } from '../../../app/meter-url.ts';
import { createHandlers } from '../../../main/bridge/handlers.ts';
import { createCore } from '../../support/core.ts';
import { createFastClock } from '../../support/fast-clock.ts';

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A gateway that takes connections and never says a word. */
async function silent(): Promise<{ address: MeterAddress; connected: Promise<unknown> }> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
  const address = {
    framing: 'tcp' as const,
    host: '127.0.0.1',
    port,
    unit: 2,
    model: 'wago-879' as const,
  };
  return { address, connected: once(server, 'connection') };
}

/** Commands of other parts of main, which have tests of their own. */
const NOT_ASKED = {} as never;

const setUp = () => {
  const core = createCore();
  return { core, handlers: createHandlers(core, createFastClock(5), NOT_ASKED) };
};

describe('what windows may ask for', () => {
  test('is the numbered state, a change of settings, and a notice taken away', async () => {
    const { core, handlers } = setUp();
    core.states.notify({ id: 'a', text: 'settingsSetAside', values: {} });
    await handlers.changeSettings({ theme: 'light' });
    await handlers.dismissNotice('a');
    const { number, value } = await handlers.snapshot();
    expect(value).toBe(core.states.state);
    expect(value).toMatchObject({ settings: { theme: 'light' }, notices: [] });
    expect(number).toBe(core.states.snapshot().number);
  });

  test('is a test of an address that somebody can end', async () => {
    const { handlers } = setUp();
    const { address, connected } = await silent();
    const report = handlers.testConnection(address);
    await connected;
    await handlers.cancelConnectionTest();
    expect(await report).toMatchObject({ fault: { kind: 'stopped' } });
  });

  test('is one test at a time: a newer one ends the one before', async () => {
    const { handlers } = setUp();
    const { address, connected } = await silent();
    const first = handlers.testConnection(address);
    await connected;
    const second = handlers.testConnection(address);
    expect(await first).toMatchObject({ fault: { kind: 'stopped' } });
    await handlers.cancelConnectionTest();
    await second;
  });
});
