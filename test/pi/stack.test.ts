import { spawnSync } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { isOnPath } from '../metrics/on-path.ts';
import { readDashboard, readPanels } from './expressions.ts';
import { INSTANCE, PI } from './stack-files.ts';

const run = (program: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

describe.skipIf(!isOnPath('promtool'))('promtool', () => {
  test('finds the configuration and its rules valid', () => {
    const checked = run('promtool', 'check', 'config', join(PI, 'prometheus', 'prometheus.yml'));
    expect(checked).toMatchObject({ status: 0 });
    expect(checked.said).not.toMatch(/warning|error|duplicate/i);
  });

  test('finds each alert firing when it should and silent when it should not', () => {
    expect(run('promtool', 'test', 'rules', 'test/pi/alerts.yml')).toMatchObject({ status: 0 });
  });
});

/** The plugin where there is one, otherwise the program that Debian still ships. */
const compose = ((): readonly string[] | null => {
  if (isOnPath('docker') && run('docker', 'compose', 'version').status === 0) {
    return ['docker', 'compose'];
  }
  return isOnPath('docker-compose') ? ['docker-compose'] : null;
})();

const composeName = compose?.join(' ') ?? 'no docker client with compose here, so skipped';
describe.skipIf(compose === null)(`the compose file (${composeName})`, () => {
  const [program = '', ...rest] = compose ?? [];
  const config = (...args: string[]) =>
    run(program, ...rest, '--file', join(PI, 'docker-compose.yml'), ...args, 'config');

  test('is valid and keeps the names of the old volumes', () => {
    const { status, said } = config();
    expect(said).toContain('name: modbus_prometheus_data');
    expect(said).toContain('name: modbus_grafana_data');
    expect(status).toBe(0);
  });

  test('is valid with the settings of .env.example, which are the defaults', () => {
    const sorted = (text: string) => text.split('\n').toSorted();
    const withExample = config('--env-file', join(PI, '.env.example'));
    expect(sorted(withExample.said)).toEqual(sorted(config().said));
  });
});

test('Prometheus scrapes the exporter where compose puts it', async () => {
  const [service = '', port = ''] = INSTANCE.split(':');
  const file = await readFile(join(PI, 'docker-compose.yml'), 'utf8');
  expect(file).toContain(`\n  ${service}:\n`);
  expect(file).toContain(`WAGO_METRICS: 0.0.0.0:${port}`);
  expect(DEFAULT_SETTINGS.metrics).toEqual({
    enabled: false,
    host: '127.0.0.1',
    port: Number(port),
  });
});

test('everything that the image is built from is in the repository', async () => {
  const dockerfile = await readFile(join(PI, 'Dockerfile'), 'utf8');
  const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
    (names ?? '').split(' '),
  );
  expect(sources).toContain('package-lock.json');
  for (const source of sources) await access(source);
  const ignore = await readFile(join(PI, 'Dockerfile.dockerignore'), 'utf8');
  for (const source of sources) expect(ignore).toContain(`!${source}\n`);
});

describe('the dashboard', () => {
  const panel = async (title: string) => (await readPanels()).find((one) => one.title === title);

  test('has the panels of the seed, with state and starts on top', async () => {
    const titles = (await readDashboard()).panels.map(({ title }) => title);
    expect(titles).toEqual([
      'Heat pump',
      'State',
      'Starts a Day',
      'Now',
      'Current Power',
      'Grid Frequency',
      'Power Factor',
      "Today's Energy",
      'Power',
      'Power Consumption',
      'Energy',
      'Cumulative Energy',
      'Daily Energy per Phase',
      'Grid',
      'Grid Quality',
      'Exporter',
    ]);
  });

  test('gives no two panels one id', async () => {
    const ids = (await readPanels()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([
    ['Current Power', ['green', null], ['yellow', 1], ['red', 2]],
    [
      'Grid Frequency',
      ['red', null],
      ['yellow', 49.5],
      ['green', 49.8],
      ['yellow', 50.2],
      ['red', 50.5],
    ],
    ['Power Factor', ['red', null], ['yellow', 0.7], ['green', 0.85]],
  ])('%s has the thresholds of the seed', async (title, ...steps) => {
    expect((await panel(title))?.fieldConfig).toMatchObject({
      defaults: { thresholds: { steps: steps.map(([color, value]) => ({ color, value })) } },
    });
  });

  test.each(['Power Consumption', 'Daily Energy per Phase'])(
    '%s shows L1 red, L2 yellow, L3 blue',
    async (title) => {
      const { fieldConfig } = (await panel(title)) ?? {};
      const { overrides } = fieldConfig as { overrides: unknown[] };
      for (const [phase, fixedColor] of Object.entries({ L1: 'red', L2: 'yellow', L3: 'blue' })) {
        expect(overrides).toContainEqual({
          matcher: { id: 'byName', options: phase },
          properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
        });
      }
    },
  );

  test("counts today's energy from midnight", async () => {
    expect(await panel("Today's Energy")).toMatchObject({
      timeFrom: 'now/d',
      targets: [{ expr: expect.stringContaining('[$__range]'), instant: true }],
    });
  });

  test('shows a current value only while there is one', async () => {
    for (const title of ['Current Power', 'Grid Frequency', 'Power Factor']) {
      expect((await panel(title))?.targets).toMatchObject([{ instant: true }]);
    }
  });
});
