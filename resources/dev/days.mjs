import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isInterrupted } from './attached.mjs';
import { ensureBuilt } from './build.mjs';
import { failedOnce, sum } from './counts.mjs';
import { main, onPath, Problem, say } from './process.mjs';
import { setUp } from './setup.mjs';
import { runPlaywright, runUnit } from './suites.mjs';

/**
 * @typedef {object} Moment
 * @property {string} at local time at which the clock begins
 * @property {string} zone
 * @property {boolean} [busy] two loops take the processors meanwhile
 */

const [berlin, stJohns, apia] = ['Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'];

/** @type {readonly Moment[]} where days, months, years and clocks change, also far from UTC and half an hour off it */
const moments = [
  { at: '2027-01-01T00:00:30', zone: 'UTC' },
  { at: '2027-01-01T00:00:30', zone: apia },
  { at: '2027-02-28T23:59:00', zone: berlin },
  { at: '2027-02-28T23:59:00', zone: stJohns },
  { at: '2027-03-28T01:40:00', zone: berlin },
  { at: '2027-03-28T01:40:00', zone: 'UTC' },
  { at: '2027-10-31T02:40:00', zone: berlin },
  { at: '2027-10-31T02:40:00', zone: stJohns },
  { at: '2028-02-29T12:00:00', zone: 'UTC' },
  { at: '2028-02-29T12:00:00', zone: stJohns },
  { at: '2031-07-15T12:00:00', zone: berlin },
  { at: '2031-07-15T12:00:00', zone: apia },
  { at: '2031-07-15T12:00:00', zone: berlin, busy: true },
];

const LONGEST_MS = 3_600_000;

const usage =
  'Usage: npm run test:days [-- --only unit|e2e] [--day 2027-01-01] [--zone Pacific/Apia] [--busy|--no-busy] [files]';

/** @param {readonly string[]} args */
function read(args) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: {
        only: { type: 'string' },
        day: { type: 'string' },
        zone: { type: 'string' },
        busy: { type: 'boolean' },
      },
    });
    const parts = ['unit', 'e2e'].filter((part) => [undefined, part].includes(values.only));
    const { day = '', zone, busy } = values;
    const chosen = moments.filter(
      (moment) =>
        moment.at.startsWith(day) &&
        [undefined, moment.zone].includes(zone) &&
        [undefined, moment.busy ?? false].includes(busy),
    );
    return chosen.length > 0 && parts.length > 0 ? { parts, chosen, files: positionals } : null;
  } catch {
    return null;
  }
}

/**
 * Plain tests have the whole process's clock moved; the app’s own clock is set, since Electron under
 * faketime is too slow.
 * @param {string} part
 * @param {Moment} moment
 * @param {readonly string[]} files
 */
async function run(part, { at, zone }, files) {
  const env = { TZ: zone };
  const reports = mkdtempSync(join(tmpdir(), 'wago-days-'));
  try {
    if (part === 'e2e') {
      return await runPlaywright('e2e', reports, files, { env: { ...env, WAGO_TEST_AT: at } });
    }
    const ahead = Math.round((epochOf(at, zone) - Date.now()) / 1000);
    return await runUnit(reports, files, {
      env: { ...process.env, ...env, FAKETIME_DONT_FAKE_MONOTONIC: '1' },
      // An absolute time would be another one in each zone that a test gives its processes.
      through: ['faketime', '-f', `${ahead < 0 ? '' : '+'}${ahead}s`],
    });
  } catch (error) {
    say(`${part}: ${error instanceof Problem ? error.message : error}`);
    return failedOnce;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

/**
 * @param {string} at
 * @param {string} zone
 */
function epochOf(at, zone) {
  const own = process.env.TZ;
  process.env.TZ = zone;
  const epoch = Date.parse(at);
  if (own === undefined) delete process.env.TZ;
  else process.env.TZ = own;
  return epoch;
}

/**
 * @template T
 * @param {() => Promise<T>} work
 */
async function besideBusyLoops(work) {
  // They end by themselves should nobody be left to end them.
  const loop = `const end = Date.now() + ${LONGEST_MS}; while (Date.now() < end);`;
  const loops = [1, 2].map(() => spawn(process.execPath, ['-e', loop], { stdio: 'ignore' }));
  try {
    return await work();
  } finally {
    for (const each of loops) each.kill('SIGKILL');
  }
}

await main(async () => {
  const wanted = read(process.argv.slice(2));
  if (wanted === null) {
    say(usage);
    return 64;
  }
  if (!onPath('faketime') && process.platform !== 'linux') {
    throw new Problem('The clock of a process is moved by faketime, which only Linux has.');
  }
  await setUp('test');
  await ensureBuilt();
  const rows = [];
  for (const moment of wanted.chosen) {
    for (const part of wanted.parts) {
      if (isInterrupted()) break;
      const began = performance.now();
      const work = () => run(part, moment, wanted.files);
      const counts = await (moment.busy ? besideBusyLoops(work) : work());
      const minutes = Math.round((performance.now() - began) / 6000) / 10;
      const { at, zone, busy = false } = moment;
      rows.push({ at, zone, busy, part, ...counts, minutes });
    }
  }
  console.table(rows);
  const total = sum(rows);
  return total.failed === 0 && total.passed > 0 && !isInterrupted() ? 0 : 1;
});
