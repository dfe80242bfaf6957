// Installs the deb of this clone with apt, starts it from its desktop entry as somebody who is not
// root, and removes it again: npm run try:deb. For a machine on which nothing can go wrong.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withVirtualDesktop } from './display.mjs';
import { packagesFolder, packHere } from './pack.mjs';
import { capture, main, onPath, Problem, say } from './process.mjs';
import { root } from './project.mjs';
import { setUp } from './setup.mjs';

const name = 'wago-energy-monitor';
const entry = `/usr/share/applications/${name}.desktop`;
const program = `/opt/WAGO Energy Monitor/${name}`;
/** What must be there after the installation and must not be after the removal. */
const parts = [
  program,
  entry,
  `/usr/bin/${name}`,
  `/usr/share/icons/hicolor/48x48/apps/${name}.png`,
];
const nobody = 65534;
const patienceMs = 30_000;

/** @returns {Promise<string | null>} why it cannot be tried here; null: it can */
async function hindrance() {
  if (process.getuid?.() !== 0) return 'only root installs packages';
  const missing = ['apt-get', 'dpkg-deb', 'gio'].filter((tool) => !onPath(tool));
  if (missing.length > 0) return `${missing.join(', ')} is missing`;
  const { code } = await capture('dpkg', ['-s', name]);
  return code === 0 ? 'it is installed already, and would be removed' : null;
}

/** @param {readonly string[]} args */
async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await capture('apt-get', ['--yes', '--quiet', ...args], { env });
  if (code !== 0) throw new Problem(`${output}\napt-get ${args.join(' ')} failed.`);
}

/**
 * @param {string} what
 * @param {() => boolean | Promise<boolean>} isSo
 */
async function until(what, isSo) {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Problem(`Not within ${patienceMs / 1000} s: ${what}.`);
    await sleep(100);
  }
  say(`  ${what}`);
}

/** Processes of the installed program. */
function running() {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/exe`) === program;
    } catch {
      return false;
    }
  });
}

/** @param {string} pid */
const isMain = (pid) => !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=');

/**
 * @param {string} home
 * @param {NodeJS.ProcessEnv} desktop
 */
async function use(home, { DBUS_SESSION_BUS_ADDRESS: _, ...desktop }) {
  const authority = join(home, 'authority');
  if (desktop.XAUTHORITY) copyFileSync(desktop.XAUTHORITY, authority);
  for (const path of [home, authority]) chownSync(path, nobody, nobody);
  const env = { ...desktop, HOME: home, XDG_CONFIG_HOME: home, XAUTHORITY: authority };
  const options = /** @type {const} */ ({ env, cwd: home, uid: nobody, gid: nobody });

  spawn('gio', ['launch', entry], { ...options, stdio: 'ignore' });
  const data = join(home, 'WAGO Energy Monitor');
  await until('it starts from its desktop entry', () => running().length > 0);
  await until('it records', () => existsSync(join(data, 'demo', 'history.sqlite')));
  await until('its page is sandboxed', () =>
    running().some((pid) => {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return line.includes('--type=renderer') && /^Seccomp:\s*2$/m.test(status);
    }),
  );
  for (const pid of running().filter(isMain)) process.kill(Number(pid), 'SIGTERM');
  await until('it ends', () => running().length === 0);

  const picture = join(home, 'picture.png');
  const snapshot = spawn(name, [`--snapshot=${picture}`], { ...options, stdio: 'ignore' });
  await until('it takes a picture from the command line', () => snapshot.exitCode === 0);
}

/** @param {NodeJS.ProcessEnv} desktop */
async function tryIt(desktop) {
  const deb = readdirSync(packagesFolder()).find((file) => file.endsWith('.deb'));
  const home = mkdtempSync(join(tmpdir(), 'wago-deb-'));
  chmodSync(home, 0o755);
  try {
    await apt(['install', '--no-install-recommends', join(root, packagesFolder(), deb ?? 'none')]);
    await until('it is installed', () => parts.every((part) => existsSync(part)));
    const linked = await capture('ldd', [program]);
    await until('every library is there', () => !linked.output.includes('not found'));
    await use(home, desktop);
  } finally {
    for (const pid of running()) process.kill(Number(pid), 'SIGKILL');
    await apt(['remove', name]);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
  await until('nothing of it is left', () => !parts.some((part) => existsSync(part)));
  await apt(['purge', name]);
  return 0;
}

await main(async () => {
  const reason = await hindrance();
  if (reason !== null) {
    say(`Skipped: ${reason}.`);
    return 0;
  }
  await setUp('test');
  if ((await packHere(['deb'])) !== 0) throw new Problem('The deb could not be made.');
  return withVirtualDesktop(tryIt);
});
