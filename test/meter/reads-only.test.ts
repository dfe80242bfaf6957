import ModbusRTU from 'modbus-serial';
import { afterEach, describe, expect, test } from 'vitest';
import type { Framing, MeterAddress } from '../../app/meter-url.ts';
import { formatMeterUrl } from '../../app/meter-url.ts';
import { createTexts } from '../../app/text/translate.ts';
import { createHandlers } from '../../main/bridge/handlers.ts';
import type { Command, CommandIo } from '../../main/cli/command.ts';
import { EXPORTER } from '../../main/cli/commands/exporter.ts';
import { READ } from '../../main/cli/commands/read.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { startSimulator } from '../../main/simulator/server.ts';
import { createCore, until } from '../support/core.ts';
import { createFastClock } from '../support/fast-clock.ts';
import { type MisbehavingProxy, startProxy } from '../support/proxy.ts';
import { FrameCutter, unitAt } from '../support/proxy-frames.ts';
import { exception, junkBefore, swallow, times, truncated } from '../support/proxy-rules.ts';
import { readTree } from '../support/source-tree.ts';
import { type Node, nameOf, nodesOf } from '../support/syntax.ts';

const READS = [3, 4];
const FRAMINGS: readonly Framing[] = ['tcp', 'rtu-over-tcp'];

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A meter behind a proxy that keeps every byte that comes for it. */
async function startWatched(framing: Framing): Promise<MisbehavingProxy> {
  const started = await startSimulator({ clock: SYSTEM_CLOCK, framing });
  if (!started.ok) throw new Error(started.error.kind);
  const proxy = await startProxy({ serverPort: started.value.port, framing });
  opened.push(started.value.close, () => proxy.close());
  return proxy;
}

/** What was asked so far, in frames that make up all that was sent. */
function codesOf({ sent }: MisbehavingProxy, framing: Framing): readonly number[] {
  const all = Buffer.concat(sent);
  const frames = new FrameCutter(framing, 'request').push(all);
  expect(frames.reduce((sum, { length }) => sum + length, 0)).toBe(all.length);
  return frames.map((frame) => frame[unitAt(framing) + 1] ?? 0);
}

const addressOf = (
  { port }: MisbehavingProxy,
  framing: MeterAddress['framing'],
  change: Partial<MeterAddress> = {},
): MeterAddress => ({ framing, host: '127.0.0.1', port, unit: 2, model: 'wago-879', ...change });

/** Runs a command until it ends, or until it has asked `requests` times. */
async function run(command: Command, args: readonly string[], proxy: MisbehavingProxy) {
  const stop = new AbortController();
  const io: CommandIo = {
    language: 'en',
    t: createTexts('en').t,
    out: () => Promise.resolve(),
    locale: '',
    complain: () => undefined,
    env: {},
    stop: stop.signal,
  };
  const ended = command.run(args, io);
  if (command === EXPORTER) {
    await expect.poll(() => proxy.sent.length).toBeGreaterThan(3);
    stop.abort();
  }
  return ended;
}

describe.each(FRAMINGS)('over %s nothing but reads leaves the app', (framing) => {
  const expectReads = (proxy: MisbehavingProxy): void => {
    const codes = codesOf(proxy, framing);
    expect(codes.length).toBeGreaterThan(0);
    expect(READS).toEqual(expect.arrayContaining([...new Set(codes)]));
  };

  test.each(['wago-879', 'sdm630'] as const)(
    'while it polls a %s, also one that misbehaves',
    async (model) => {
      const proxy = await startWatched(framing);
      const core = createCore(
        {
          source: { kind: 'meter', address: addressOf(proxy, framing, { model }) },
        },
        { clock: createFastClock(50) },
      );
      core.setWatched(true);
      await core.open();
      opened.push(() => core.close());
      for (const rule of [
        swallow,
        exception(1),
        exception(2),
        truncated(4),
        junkBefore(Buffer.alloc(9)),
      ]) {
        const { polls } = core.states.state.live.counts;
        proxy.rules.reply = times(1, rule);
        await until(core, ({ live }) => live.counts.polls >= polls + 2);
      }
      expectReads(proxy);
    },
  );

  test.each([
    ['of the meter', 'auto', {}],
    ['that looks for the unit', 'auto', { unit: 9 }],
    ['of another model', framing, { model: 'sdm630' }],
  ] as const)('while it tests a connection %s', async (_what, choice, change) => {
    // Requests in the framing that the gateway does not speak cannot be cut into frames of the other.
    const proxy = await startWatched(framing);
    const core = createCore();
    const handlers = createHandlers(core, createFastClock(5), {} as never);
    await handlers.testConnection(addressOf(proxy, choice, change));
    const codes = proxy.sent.map((packet) => {
      const isMbap = packet.length === 12 && packet.readUInt16BE(2) === 0 && packet[5] === 6;
      expect(isMbap || packet.length === 8).toBe(true);
      return packet[unitAt(isMbap ? 'tcp' : 'rtu-over-tcp') + 1] ?? 0;
    });
    expect(codes.length).toBeGreaterThan(0);
    expect(READS).toEqual(expect.arrayContaining([...new Set(codes)]));
  });

  test('while the command line reads', async () => {
    const proxy = await startWatched(framing);
    const url = formatMeterUrl({ kind: 'meter', address: addressOf(proxy, framing) });
    expect(await run(READ, ['--meter', url], proxy)).toBe(0);
    expectReads(proxy);
  });

  test('while the exporter runs', async () => {
    const proxy = await startWatched(framing);
    const url = formatMeterUrl({ kind: 'meter', address: addressOf(proxy, framing) });
    // Nobody listens there long enough to be in anybody's way.
    await run(EXPORTER, ['--meter', url, '--metrics', '127.0.0.1:29100', '--poll', '1'], proxy);
    expectReads(proxy);
  });
});

describe('in the source', () => {
  const sources = [...readTree(['app', 'main', 'preload', 'renderer'])];
  const CLIENT = 'main/meter/modbus-client.ts';
  const ALLOWED = ['readHoldingRegisters', 'readInputRegisters', 'setID', 'linkTCP', 'linkTelnet'];

  test('one file alone holds modbus-serial', () => {
    const holders = sources.filter(([, text]) => /import (?!type)[^;]*'modbus-serial'/.test(text));
    expect(holders.map(([path]) => path)).toEqual([CLIENT]);
  });

  test('no other of its requests is named anywhere', () => {
    const requests = Object.getOwnPropertyNames(ModbusRTU.prototype)
      .concat(Object.keys(ModbusRTU.prototype))
      .filter((name) => /^(write|read|report|mask|custom|_?send)/i.test(name))
      .filter((name) => !ALLOWED.includes(name));
    expect(requests).toContain('writeRegisters');
    const memberOf = ({ type, property }: Node): string | null =>
      type === 'MemberExpression' ? nameOf(property) : null;
    const named = sources
      .filter(([path]) => path.startsWith('main/meter/'))
      .flatMap(([path, text]) => nodesOf(path, text).map((node) => [path, memberOf(node)] as const))
      .filter(([, name]) => name !== null && requests.includes(name));
    expect(named).toEqual([]);
  });
});
