import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../pi/real-prometheus.ts';
import { expect, test } from './app.ts';
import { hasNamespaces, type InstalledApp, installApp } from './installed-app.ts';

test.describe.configure({ mode: 'serial' });
test.skip(process.platform !== 'linux', 'Reads /proc.');
test.skip(!hasNamespaces(), 'This system lets nobody but root make user namespaces.');

let app: InstalledApp;
test.beforeAll(async () => {
  app = await installApp();
});
test.afterAll(() => app.remove());

/** A line of `/proc/PID/status`; empty: the process is gone. */
function statusOf(pid: number, name: string): string {
  try {
    const line = new RegExp(`^${name}:\\s*(.*)$`, 'm');
    return line.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

test('the page runs in the sandbox of Chromium, behind a system-call filter', async () => {
  const port = await freePort();
  const run = app.start(['--meter=demo:', '--lang=en', `--metrics=127.0.0.1:${port}`]);
  const seccomp = () => app.pids('renderer').map((pid) => statusOf(pid, 'Seccomp'));
  await expect.poll(seccomp).toEqual(['2']);
  const [main = 0] = app.pids('browser');
  const [page = 0] = app.pids('renderer');
  expect(statusOf(main, 'Uid')).not.toMatch(/\b0\b/);
  // 2 would say nothing of the page where whatever runs the tests is filtered itself.
  const filters = (pid: number): number => Number(statusOf(pid, 'Seccomp_filters'));
  expect(filters(page)).toBeGreaterThan(filters(main));
  expect(statusOf(page, 'NoNewPrivs')).toBe('1');
  expect(statusOf(page, 'CapEff')).toMatch(/^0+$/);
  // A process tree and a network of its own.
  expect(statusOf(page, 'NSpid').split('\t').length).toBeGreaterThan(1);
  const command = readFileSync(`/proc/${main}/cmdline`, 'utf8');
  expect(command).not.toContain('no-sandbox');
  const metrics = async () =>
    (await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => null))?.text();
  await expect.poll(metrics).toMatch(/^wago_power_total_kw \d/m);
  run.stop();
  const { code } = await run.ended;
  expect(code).toBe(0);
  const log = await readFile(join(app.userData, 'logs', 'wago-energy-monitor.log'), 'utf8');
  expect(log).not.toContain('sandbox');
});

/** By which somebody could look into a running app, or take its page's walls down. */
const REFUSED = [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect=0',
  '-remote-debugging-port=0',
  '--auto-open-devtools-for-tabs',
  '--js-flags=--allow-natives-syntax',
  '--load-extension=/tmp',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--disable-seccomp-filter-sandbox',
  '--proxy-server=127.0.0.1:9',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--ignore-certificate-errors',
];

test('a released app does not start with switches for debuggers and against its own walls', async () => {
  for (const flag of REFUSED) {
    const { code, said } = await app.start(['--hidden', flag]).ended;
    expect({ flag, code, said }).toMatchObject({ flag, code: 64 });
    expect(said).toMatch(
      /^-\S+ is refused: (nobody may look into this app|it would take a wall down)/m,
    );
  }
  const { said } = await app.start(['--inspect=0'], 'de_DE.UTF-8').ended;
  expect(said).toContain('--inspect wird abgelehnt: In dieser Betriebsart lässt die App niemanden');
  expect(app.pids('browser')).toEqual([]);
});

test('says in the log when it has to do without the sandbox', async () => {
  const run = app.start(['--meter=demo:', '--no-sandbox']);
  const log = () =>
    readFile(join(app.userData, 'logs', 'wago-energy-monitor.log'), 'utf8').catch(() => '');
  await expect.poll(log).toContain('Chromium runs without its sandbox (--no-sandbox)');
  run.stop();
  await run.ended;
});
