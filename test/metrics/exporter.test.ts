import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METER_METRICS } from '../../app/metrics/names.ts';
import { createTexts } from '../../app/text/translate.ts';
import type { CommandIo } from '../../main/cli/command.ts';
import { readExporterOptions } from '../../main/cli/commands/exporter-options.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';
import { BuiltExporter } from './built-exporter.ts';
import { request } from './raw-http.ts';

const METER = 'tcp://192.168.2.10:8899/2';

function options(args: readonly string[], env: CommandIo['env'] = {}) {
  const io: CommandIo = {
    language: 'en',
    t: createTexts('en').t,
    out: () => Promise.resolve(),
    locale: '',
    complain: () => undefined,
    env,
    stop: new AbortController().signal,
  };
  return readExporterOptions(args, io);
}

describe('what the exporter is told', () => {
  test('by flags', () => {
    const given = ['--meter', METER, '--metrics=0.0.0.0:9100', '--data', 'd', '--poll', '10'];
    expect(options(given)).toMatchObject({
      ok: true,
      value: {
        metrics: { host: '0.0.0.0', port: 9100 },
        data: 'd',
        pollS: 10,
        level: 'info',
        source: { kind: 'meter' },
      },
    });
  });

  test('by variables, as in a container; a flag wins over a variable', () => {
    const env = {
      WAGO_METER: METER,
      WAGO_METRICS: '0.0.0.0:9100',
      WAGO_POLL: '10',
      WAGO_LOG_LEVEL: 'WARN',
      WAGO_DATA: '',
    };
    expect(options(['--poll', '5'], env)).toMatchObject({
      ok: true,
      value: { pollS: 5, level: 'warn', data: null },
    });
  });

  test.each([
    [['--metrics', ':9100'], '--meter is missing'],
    [['--meter', METER], '--metrics is missing'],
    [['--meter', 'modbus', '--metrics', ':9100'], '“modbus” is not the address of a meter'],
    [['--meter', METER, '--metrics', '9100'], '“9100” is no address to listen at'],
    [['--meter', METER, '--metrics', ':9100', '--poll', '0'], '--poll takes a number'],
    [['--meter', METER, '--metrics', ':9100', '--log-level', 'all'], '“all” is no log level'],
    [['--meter', METER, '--port', '9100'], '“--port” is not understood'],
    [['--meter'], '--meter needs a value'],
  ])('%j: %s', (args, sentence) => {
    const result = options(args);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.error).toContain(sentence);
    expect(!result.ok && result.error).not.toContain('\n');
  });
});

/** The built command line in a process of its own, as in the container. */
describe('the exporter as a process', () => {
  let simulator: Simulator;
  let built: BuiltExporter;

  beforeAll(async () => {
    built = await BuiltExporter.build();
    const started = await startSimulator({ framing: 'tcp', seed: 1, clock: SYSTEM_CLOCK });
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    simulator = started.value;
  });
  afterAll(async () => {
    await built.remove();
    await simulator.close();
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'serves all ten series, and ends with 0 on %s',
    async (signal) => {
      const exporter = built.start(['--poll', '1'], {
        WAGO_METER: `auto://127.0.0.1:${simulator.port}/2`,
        WAGO_METRICS: '127.0.0.1:0',
      });
      await exporter.untilSaid('The meter answers');
      const port = await exporter.port();
      const body = await request(port, 'GET /metrics HTTP/1.1', 'Host: localhost');
      for (const { name } of METER_METRICS) expect(body).toMatch(new RegExp(`^${name} \\S+$`, 'm'));
      expect(body).toMatch(/^wago_up 1$/m);
      expect(body).toContain('runtime="node ');
      expect(await exporter.end(signal)).toBe(0);
      expect(exporter.said).toMatch(/ info cli: Stopped\.\n$/);
    },
  );

  test('logs when something changes, not each poll', async () => {
    const args = ['--poll', '1', '--meter', 'demo:', '--metrics', '127.0.0.1:0'];
    const exporter = built.start(args);
    await exporter.untilSaid('The meter answers');
    const port = await exporter.port();
    const polls = async () => {
      const body = await request(port, 'GET /metrics HTTP/1.1', 'Host: localhost');
      return Number(/^wago_polls_total (\d+)$/m.exec(body)?.[1]);
    };
    const lines = exporter.said.split('\n').length;
    while ((await polls()) < 3) await exporter.pause();
    expect(exporter.said.split('\n')).toHaveLength(lines);
    await exporter.end('SIGTERM');
  });

  test('ends with 64 and one sentence when it is told something wrong', async () => {
    const exporter = built.start(['--meter', 'demo:', '--metrics', 'here']);
    expect(await exporter.ended()).toBe(64);
    expect(exporter.said).toBe('“here” is no address to listen at. It looks like 0.0.0.0:9100.\n');
  });
});
