// What Linux itself has to provide: libraries for Electron, a virtual display, tools for tests.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { displayNeeded } from './display.mjs';
import { exclusively } from './lock.mjs';
import { capture, onPath, Problem, say } from './process.mjs';

/** Package names of Debian and Ubuntu; newer releases call some of them NAMEt64. */
const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

/** @type {Readonly<Record<string, string>>} a program and the package that has it */
const testTools = {
  Xvfb: 'xvfb',
  'dbus-daemon': 'dbus',
  openbox: 'openbox',
  import: 'imagemagick',
  xrandr: 'x11-xserver-utils',
  prometheus: 'prometheus',
  'gnome-keyring-daemon': 'gnome-keyring',
  gdbus: 'libglib2.0-bin',
  faketime: 'faketime',
};

/**
 * Installs what is missing, or says how to.
 * @param {import('./electron.mjs').Electron} electron
 * @param {'run' | 'test'} purpose
 */
export async function ensureSystem(electron, purpose) {
  if (process.platform !== 'linux') return;
  const missing = [...(await missingLibraries(electron)), ...missingTools(purpose)];
  if (missing.length > 0) await install(missing);
  if (!(await sandboxWorks(electron))) {
    const helper = join(electron.folder, 'chrome-sandbox');
    throw new Problem(
      `This system keeps Chromium from sandboxing itself; run once: sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
    );
  }
}

/** @param {import('./electron.mjs').Electron} electron */
async function missingLibraries(electron) {
  const linked = await capture('ldd', [electron.executable]);
  // Newer Electrons load GTK only when they need it, so ldd does not name it.
  const known = await capture('/sbin/ldconfig', ['-p']);
  const complete = !linked.output.includes('not found') && known.output.includes('libgtk-3.so.0');
  return complete ? [] : libraries;
}

/** @param {'run' | 'test'} purpose */
function missingTools(purpose) {
  const wanted = purpose === 'test' ? Object.keys(testTools) : displayNeeded() ? ['Xvfb'] : [];
  return wanted
    .filter((program) => !onPath(program))
    .map((program) => testTools[program] ?? program);
}

/** @param {readonly string[]} packages */
async function install(packages) {
  if (!onPath('apt-get'))
    throw new Problem(`Please install these first (names as in Debian): ${packages.join(' ')}`);
  if (process.getuid?.() !== 0) {
    const names = await currentNames(packages);
    throw new Problem(
      `Some system packages are missing; run: sudo apt-get install --no-install-recommends ${names.join(' ')}`,
    );
  }
  await exclusively('apt', async () => {
    await aptGet(['update']);
    const names = await currentNames(packages);
    say(`Installing system packages: ${names.join(' ')} …`);
    // Recommended packages would start a node_exporter on the port of our own metrics.
    await aptGet(['install', '--yes', '--no-install-recommends', ...names]);
  });
}

/** @param {readonly string[]} args */
async function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await capture('apt-get', ['--quiet', ...args], { env });
  if (code !== 0) throw new Problem(`${output}\napt-get ${args.join(' ')} failed.`);
}

/** @param {readonly string[]} packages */
function currentNames(packages) {
  return Promise.all(
    packages.map(async (name) => {
      const { code } = await capture('apt-cache', ['show', '--no-all-versions', `${name}t64`]);
      return code === 0 ? `${name}t64` : name;
    }),
  );
}

/**
 * Chromium needs user namespaces or its setuid helper. Ubuntu 24.04 forbids the first to all but
 * known programs, and npm cannot install the second.
 * @param {import('./electron.mjs').Electron} electron
 */
async function sandboxWorks(electron) {
  if (process.getuid?.() === 0) return true;
  const namespaces = await capture('unshare', ['--user', '--map-root-user', 'true']);
  if (namespaces.code === 0 || namespaces.code === 127) return true;
  const helper = statSync(join(electron.folder, 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper?.uid === 0 && (helper.mode & 0o4000) !== 0;
}
