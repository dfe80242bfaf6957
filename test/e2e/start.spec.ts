import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { expect, test } from './app.ts';

test.setTimeout(120_000);
const SLOW = { timeout: 30_000 };

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the app until it ends by itself, as from a terminal. */
function run(flags: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const args = [...rootArguments(), '.', ...flags];
  const english = { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
  const app = spawn(electronExecutable(), args, {
    env: { ...process.env, ...english, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  app.stdout.on('data', (data: Buffer) => {
    stdout += data;
  });
  app.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  return new Promise((resolve) => app.once('close', (code) => resolve({ code, stdout, stderr })));
}

test('starts with the switches that installers and desktops add, and notes them', async ({
  launch,
}) => {
  const { page, userData } = await launch({
    flags: [
      '--meter=demo:',
      '--updated',
      '-psn_0_123456',
      '--use-gl=angle',
      '--js-flags=--max-old-space-size=512',
      '--enable-wayland-ime',
      '--lang=de-CH',
      '',
    ],
  });
  await expect(page.getByRole('link', { name: 'Einstellungen' })).toBeVisible(SLOW);
  const log = () => readFile(join(userData, 'logs', 'wago-energy-monitor.log'), 'utf8');
  await expect
    .poll(log, SLOW)
    .toContain(' --updated -psn_0_123456 --use-gl --js-flags --enable-wayland-ime');
});

test('refuses a flag of its own that is misspelt, and what takes a wall down', async () => {
  const typo = await run(['--kisok']);
  expect(typo).toMatchObject({ code: 64, stdout: '' });
  expect(typo.stderr).toContain('“--kisok” is not a flag of this app. Did you mean --kiosk?');
  const wall = await run(['--disable-web-security']);
  expect(wall).toMatchObject({ code: 64, stdout: '' });
  expect(wall.stderr).toContain('--disable-web-security is refused: it would take a wall down');
});

test('tells what it can do and what it is, and does not start for that', async ({ folder }) => {
  const data = join(folder, 'none');
  const help = await run([`--user-data-dir=${data}`, '--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toMatch(/^Usage: wago-energy-monitor .*\n\n {2}--meter=URL /);
  const german = await run(['--help'], { LC_ALL: 'de_AT.UTF-8' });
  expect(german.stdout).toContain('ein anderer Ordner für Einstellungen und Verlauf');
  const told = await run(['--version']);
  expect(told).toMatchObject({ code: 0, stdout: `WAGO Energy Monitor ${packageJson.version}\n` });
});

test('a second start says that it has shown the first', async ({ launch }) => {
  const { userData, page } = await launch({ flags: ['--meter=demo:', '--lang=en'] });
  await expect(page.getByRole('heading', { name: 'Live', level: 1 })).toBeAttached(SLOW);
  const data = `--user-data-dir=${userData}`;
  expect(await run([data])).toMatchObject({
    code: 0,
    stdout: 'WAGO Energy Monitor is running already; its window has been shown.\n',
  });
  expect(await run([data, '--lang=de'])).toMatchObject({
    code: 0,
    stdout: 'WAGO Energy Monitor läuft schon; sein Fenster wurde gezeigt.\n',
  });
});

test.describe('a data folder that cannot be one', () => {
  test.skip(process.platform === 'win32', 'Takes paths that POSIX systems have.');

  test('is named with the reason, and ends the start with 1', async ({ folder }) => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const [data, words] of [
      [file, 'is a file'],
      [join(file, 'below'), 'is a file'],
      ['/proc/none', 'cannot be the data folder'],
    ] as const) {
      const { code, stdout, stderr } = await run([`--user-data-dir=${data}`, '--meter=demo:']);
      expect({ data, code, stdout }).toEqual({ data, code: 1, stdout: '' });
      expect(stderr).toContain(`${data} cannot be the data folder`);
      expect(stderr).toContain(words);
    }
  });
});
