import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { root } from '../../resources/dev/project.mjs';
import { buildBareWindow } from './bare-window/build.ts';

const RUNS = 7;
const PORT = 29_411;
const PATIENCE_MS = 30_000;

async function connect(): Promise<Page> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 25) {
    try {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${PORT}`);
      const page = browser.contexts()[0]?.pages()[0];
      if (page !== undefined) return page;
      await browser.close();
    } catch {
      // Not listening yet.
    }
    await sleep(25);
  }
  throw new Error('The window did not open');
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Milliseconds from launch to the second frame with a value in it, by the page's own mark. */
async function startOnce(app: string, flags: readonly string[]): Promise<number> {
  const args = [...rootArguments(), `--remote-debugging-port=${PORT}`, app, ...flags];
  const launchedAt = performance.timeOrigin + performance.now();
  const child = spawn(electronExecutable(), args, { stdio: 'ignore' });
  const page = await connect();
  await page.waitForSelector('html[data-ready="true"]', {
    state: 'attached',
    timeout: PATIENCE_MS,
  });
  const readyAt = await page.evaluate(
    () => performance.timeOrigin + (performance.getEntriesByName('ready')[0]?.startTime ?? 0),
  );
  await page.context().browser()?.close();
  await end(child);
  return readyAt - launchedAt;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const folder = await mkdtemp(join(tmpdir(), 'wago-startup-'));
const bareFolder = join(folder, 'bare');
await buildBareWindow(bareFolder);
const bare: number[] = [];
const app: number[] = [];
// Turn by turn, so that whatever else the machine does hits both.
for (let run = 0; run <= RUNS; run++) {
  const bareMs = await startOnce(bareFolder, [`--user-data-dir=${join(folder, 'bare-data')}`]);
  const appMs = await startOnce(root, [`--user-data-dir=${join(folder, 'app-data')}`]);
  // The first turn fills the caches.
  if (run > 0) {
    bare.push(bareMs);
    app.push(appMs);
  }
}
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
const [bareMs, appMs] = [median(bare), median(app)];
console.log(
  JSON.stringify({
    runs: RUNS,
    bareMs: Math.round(bareMs),
    appMs: Math.round(appMs),
    ratio: Math.round((appMs / bareMs) * 100) / 100,
  }),
);
