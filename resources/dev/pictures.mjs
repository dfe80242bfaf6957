// Takes the README's pictures of the real app, in both themes: npm run pictures
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runAttached } from './attached.mjs';
import { ensureBuilt } from './build.mjs';
import { withVirtualDesktop } from './display.mjs';
import { rootArguments } from './electron.mjs';
import { capture, main, Problem, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';

const views = ['live', 'heat-pump', 'history', 'kiosk', 'diagnostics'];
const themes = ['dark', 'light'];
const size = '1280x800';
/** The demo's past is filled backwards over so many days, which takes about a minute. */
const pastDays = 29;
const patienceMs = 300_000;

const daysAgo = (/** @type {number} */ days) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Whether the demo's record reaches back as far as it will. @param {string} data */
async function hasPast(data) {
  const range = ['--from', daysAgo(pastDays), '--to', daysAgo(pastDays - 1)];
  const what = ['--data', join(data, 'demo'), ...range, '--resolution', '1d', '--format', 'json'];
  const { code, output } = await capture(process.execPath, [
    join(root, 'resources', 'dev', 'cli.mjs'),
    'export',
    ...what,
  ]);
  return code === 0 && output.includes('"at":');
}

/**
 * Lets the app run unseen until its demo has a past to show.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} data
 */
async function fillPast(executable, args, env, data) {
  const app = spawn(executable, [...args, '--hidden'], { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => app.once('exit', resolve));
  const until = Date.now() + patienceMs;
  while (!(await hasPast(data))) {
    if (Date.now() > until) throw new Problem('The demo never got its past.');
    await sleep(2000);
  }
  app.kill('SIGTERM');
  await ended;
}

await main(async () => {
  const { executable } = await setUp('test');
  await ensureBuilt();
  const folder = join(root, 'resources', 'pictures');
  const data = mkdtempSync(join(tmpdir(), 'wago-pictures-'));
  mkdirSync(folder, { recursive: true });
  const args = [...rootArguments(), root, '--log-level=3', '--lang=en', `--user-data-dir=${data}`];
  try {
    return await withVirtualDesktop(async (env) => {
      await fillPast(executable, args, env, data);
      for (const view of views) {
        for (const theme of themes) {
          const file = join(folder, `${view}-${theme}.png`);
          say(`${view}, ${theme}`);
          const what = [`--snapshot=${file}`, `--view=${view}`, `--size=${size}`];
          const picture = [...args, ...what, `--theme=${theme}`];
          const code = await runAttached(executable, picture, { env, quiet: true });
          if (code !== 0) return code;
        }
      }
      return 0;
    });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
});
