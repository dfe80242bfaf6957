import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelId } from '../../app/registers/models.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';
import { BuiltCli } from '../support/built-cli.ts';

const KEYS = [
  'at',
  'source',
  'framing',
  'powerW',
  'powerL1W',
  'powerL2W',
  'powerL3W',
  'frequencyHz',
  'powerFactor',
  'energyKwh',
  'energyL1Kwh',
  'energyL2Kwh',
  'energyL3Kwh',
];

let cli: BuiltCli;
const simulators: Simulator[] = [];

async function simulate(
  framing: 'tcp' | 'rtu-over-tcp',
  model: ModelId = 'wago-879',
): Promise<Simulator> {
  const started = await startSimulator({ clock: SYSTEM_CLOCK, framing, model });
  if (!started.ok) throw new Error(started.error.kind);
  simulators.push(started.value);
  return started.value;
}

/** A gateway that takes every connection and drops it at once. */
async function dropAll(): Promise<{ server: Server; port: number; dropped: () => number }> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
    server.emit('dropped');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    dropped: () => count,
  };
}

beforeAll(async () => {
  cli = await BuiltCli.build();
});
afterAll(async () => {
  await cli.remove();
  for (const simulator of simulators) await simulator.close();
});

describe.concurrent('read', () => {
  test.each([
    ['tcp', 'tcp'],
    ['rtu+tcp', 'rtu-over-tcp'],
    ['auto', 'tcp'],
    ['auto', 'rtu-over-tcp'],
  ] as const)(
    'prints one JSON object over %s from a meter that speaks %s',
    async (scheme, framing) => {
      const { port } = await simulate(framing);
      const url = `${scheme}://127.0.0.1:${port}/2`;
      const { code, stdout, stderr } = await cli.run('read', '--meter', url);
      expect(stderr).toBe('');
      expect(code).toBe(0);
      expect(stdout).toMatch(/^\{[^\n]*\}\n$/);
      const object = JSON.parse(stdout) as Record<string, unknown>;
      expect(Object.keys(object)).toEqual(KEYS);
      expect(object).toMatchObject({ source: url, framing });
      for (const key of KEYS.slice(3)) expect(object[key]).toEqual(expect.any(Number));
      expect(new Date(String(object.at)).toISOString()).toBe(object.at);
    },
  );

  test('has null for what the meter sends and cannot be true', async () => {
    const simulator = await simulate('tcp');
    simulator.set(0x5008, Number.NaN);
    simulator.set(0x502a, 7);
    const url = `tcp://127.0.0.1:${simulator.port}/2`;
    const { code, stdout } = await cli.run('read', `--meter=${url}`);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      frequencyHz: null,
      powerFactor: null,
      powerW: expect.any(Number),
    });
  });

  test('reads another meter by its name, in the same words', async () => {
    const { port } = await simulate('tcp', 'sdm630');
    const url = `tcp://127.0.0.1:${port}/2?model=sdm630`;
    const { code, stdout } = await cli.run('read', `--meter=${url}`);
    const object = JSON.parse(stdout) as Record<string, unknown>;
    expect(code).toBe(0);
    expect(Object.keys(object)).toEqual(KEYS);
    expect(object).toMatchObject({ source: url });
    for (const key of KEYS.slice(3)) expect(object[key]).toEqual(expect.any(Number));
  });

  test.each([
    ['wago-879', '?model=sdm630', '0x000C'],
    ['sdm630', '', '0x5008'],
  ] as const)(
    'prints no value of a %s that is read by another table, and says why',
    async (there, query, register) => {
      const { port, stats } = await simulate('tcp', there);
      const url = `tcp://127.0.0.1:${port}/2${query}`;
      const reading = cli.start('read', `--meter=${url}`);
      await expect.poll(() => stats().exceptions).toBeGreaterThan(1);
      // It would go on for 30 s.
      reading.kill('SIGTERM');
      const { code, stdout, stderr } = await reading.ended();
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`refuses register ${register}`);
      expect(stderr).toContain('Check that the right meter is chosen');
    },
  );

  test('reads the demo', async () => {
    const { code, stdout } = await cli.run('read', '--meter=demo:');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ source: 'demo:', framing: 'tcp' });
  });

  test('without a reading ends with 2 and the reason, and prints nothing', async () => {
    const { server, port, dropped } = await dropAll();
    const reading = cli.start('read', `--meter=tcp://127.0.0.1:${port}/2`);
    while (dropped() < 2) await once(server, 'dropped');
    // It would go on for 30 s.
    reading.kill('SIGTERM');
    const { code, stdout, stderr } = await reading.ended();
    server.close();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^Ended before there was a reading\. The gateway closed the connection\..*\n$/,
    );
  });
});

describe.concurrent('simulate', () => {
  test.each(['tcp', 'rtu-over-tcp'])(
    'runs a meter that speaks %s until it is told to end',
    async (framing) => {
      const simulation = cli.start('simulate', '--port', '0', '--framing', framing, '--seed', '7');
      const line = await simulation.firstLine();
      const url = /(tcp|rtu\+tcp):\/\/127\.0\.0\.1:\d+\/2/.exec(line)?.[0] ?? '';
      const { code, stdout } = await cli.run('read', '--meter', url);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ source: url, framing });
      simulation.kill(framing === 'tcp' ? 'SIGTERM' : 'SIGINT');
      expect(await simulation.ended()).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('is another meter when it is told to, and says how to read it', async () => {
    const simulation = cli.start('simulate', '--port=0', '--model=sdm630');
    const line = await simulation.firstLine();
    const url = /tcp:\/\/127\.0\.0\.1:\d+\/2\?model=sdm630/.exec(line)?.[0] ?? '';
    const { code, stdout } = await cli.run('read', '--meter', url);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ source: url, powerW: expect.any(Number) });
    simulation.kill('SIGTERM');
    expect(await simulation.ended()).toMatchObject({ code: 0, stderr: '' });
  });

  test('says when its port is taken, and ends with 1', async () => {
    const { port } = await simulate('tcp');
    const { code, stdout, stderr } = await cli.run('simulate', `--port=${port}`);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`Port ${port} is taken by another program. Choose another with --port.\n`);
  });
});

describe.concurrent('a wrong call', () => {
  test.each([
    [['reed'], '“reed” is not a command. The commands are: '],
    [['simulate', '--port=none'], 'not “none”'],
    [['read', '--lang=de'], '--meter fehlt'],
  ])('%j ends with 64, one sentence on stderr and nothing on stdout', async (args, words) => {
    const { code, stdout, stderr } = await cli.run(...args);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
