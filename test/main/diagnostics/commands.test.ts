import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parsePrometheusUrl } from '../../../app/history/prometheus-url.ts';
import { SYSTEM_CLOCK } from '../../../main/clock.ts';
import { createDiagnosticsCommands, NO_ENDPOINT } from '../../../main/diagnostics/commands.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function commandsFor(url: string) {
  const folder = await mkdtemp(join(tmpdir(), 'wago-diagnostics-'));
  ends.push(() => rm(folder, { recursive: true }));
  const copied: string[] = [];
  const commands = createDiagnosticsCommands({
    prometheus: () => parsePrometheusUrl(url),
    endpoint: () => NO_ENDPOINT,
    version: '1.2.3',
    folder,
    logFile: null,
    clock: SYSTEM_CLOCK,
    copy: (text) => void copied.push(text),
  });
  return { commands, copied };
}

/** Takes requests and never answers. */
async function silentServer(): Promise<string> {
  const server = createServer(() => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
}

test('without an address no Prometheus is asked', async () => {
  const { commands } = await commandsFor('');
  expect(await commands.checkPi()).toBeNull();
});

test('a port on which nothing listens is said', async () => {
  const url = await silentServer();
  for (const end of ends.splice(0)) await end();
  const { commands } = await commandsFor(url);
  expect(await commands.checkPi()).toMatchObject({
    state: 'unreachable',
    fault: { kind: 'unreachable' },
  });
});

test('a newer question takes the place of one that is still open', async () => {
  const { commands } = await commandsFor(await silentServer());
  const first = commands.checkPi();
  void commands.checkPi();
  expect(await first).toEqual({ state: 'unreachable', fault: { kind: 'cancelled' } });
});

test('the computer says what room is left', async () => {
  const { commands } = await commandsFor('');
  const { version, memoryTotal, memoryFree, diskFree } = await commands.machineReport();
  expect(version).toBe('1.2.3');
  expect(memoryFree).toBeLessThan(memoryTotal);
  expect(diskFree).toBeGreaterThan(0);
});

test('a text to copy is handed on as it is', async () => {
  const { commands, copied } = await commandsFor('');
  await commands.copyText('a\nb');
  expect(copied).toEqual(['a\nb']);
});
