// Electron's own download, as the `electron` package does it.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively } from './lock.mjs';
import { capture, say } from './process.mjs';
import { cacheFolder, root, textOf } from './project.mjs';

const quickLimitMs = 20_000;
const downloadLimitMs = 15 * 60_000;
const forgetAfterMs = 12 * 60 * 60_000;

const packageFolder = join(root, 'node_modules', 'electron');

/** The folder of the downloaded Electron. */
export const officialFolder = join(packageFolder, 'dist');

/** @returns {string | null} the executable; null: not downloaded, or only in part */
export function officialExecutable() {
  const inside = textOf(join(packageFolder, 'path.txt'));
  if (inside === null || textOf(join(officialFolder, 'version')) === null) return null;
  const file = join(officialFolder, inside);
  return existsSync(file) ? file : null;
}

/**
 * Tries the download; `officialExecutable` tells the outcome.
 * @param {{ elseStopgap: boolean }} options elseStopgap: there is something to run without it, so
 *   a failure not long ago is reason enough not to wait for another
 */
export async function downloadOfficial({ elseStopgap }) {
  const version = officialVersion();
  const failure = join(cacheFolder, `electron-${version}.unreachable`);
  if (elseStopgap && Date.now() - Number(textOf(failure) ?? 0) < forgetAfterMs) return;
  await exclusively('electron', async () => {
    if (officialExecutable() !== null) return;
    say(`Downloading Electron ${version} …`);
    const { code, output } = await installWithinLimits(version);
    if (code === 0) return;
    say(`Electron ${version} could not be downloaded (${reasonIn(output)}).`);
    if (!elseStopgap) return;
    writeFileSync(failure, String(Date.now()));
    say(`The next try is in 12 hours, or after deleting ${failure}.`);
  });
}

/**
 * A closed network must not hold up a start, a slow one may: the short limit holds until the
 * download's server has answered.
 * @param {string} version
 */
async function installWithinLimits(version) {
  const limit = new AbortController();
  const long = setTimeout(() => limit.abort(), downloadLimitMs);
  const quick = setTimeout(() => limit.abort(), quickLimitMs);
  await serverAnswers(version).then((answers) => answers && clearTimeout(quick));
  const outcome = await capture(process.execPath, [join(packageFolder, 'install.js')], {
    signal: limit.signal,
  });
  clearTimeout(long);
  clearTimeout(quick);
  return outcome;
}

/** @param {string} version */
async function serverAnswers(version) {
  // Whoever set up a mirror or a proxy has one that works, and this probe would not use it.
  const ownWay = ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'ELECTRON_GET_USE_PROXY'];
  if (ownWay.some((name) => process.env[name])) return true;
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(quickLimitMs) })).ok;
  } catch {
    return false;
  }
}

/** @returns {string} */
function officialVersion() {
  return JSON.parse(textOf(join(packageFolder, 'package.json')) ?? '{}').version;
}

/** @param {string} output */
function reasonIn(output) {
  return output.split('\n').find((line) => line.trim() !== '') ?? 'no answer';
}
