// A screen and a session bus of our own, where the machine has none or tests must not disturb it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from './process.mjs';

/**
 * @typedef {object} Service a helper process that runs until it is stopped
 * @property {NodeJS.ProcessEnv} env what its users need to find it
 * @property {() => void} stop
 */

/** Whether windows have nowhere to go. */
export function displayNeeded() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/**
 * Not xvfb-run: stopped by a signal it leaves its server behind.
 * @returns {Promise<Service>}
 */
async function startVirtualDisplay() {
  const folder = mkdtempSync(join(tmpdir(), 'wago-display-'));
  const authority = join(folder, 'authority');
  writeFileSync(authority, wildcardCookie(), { mode: 0o600 });
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    '1920x1080x24',
    '-nolisten',
    'tcp',
    '-auth',
    authority,
  ];
  const service = await start('Xvfb', args);
  const stop = () => {
    service.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { env: { DISPLAY: `:${service.answer}`, XAUTHORITY: authority }, stop };
}

/** @returns {Promise<Service>} */
async function startSessionBus() {
  const service = await start('dbus-daemon', ['--session', '--nofork', '--print-address=3']);
  return { env: { DBUS_SESSION_BUS_ADDRESS: service.answer }, stop: service.stop };
}

/**
 * Runs `work` with a virtual display, which ends with it.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work gets the whole environment for its programs
 */
export async function withVirtualDisplay(work) {
  const { env, stop } = await startVirtualDisplay();
  try {
    return await work({ ...process.env, ...env });
  } finally {
    stop();
  }
}

/**
 * A virtual display and a session bus besides, where the system has such things: what tests show
 * and say there neither disturbs the person at the machine nor depends on their desktop.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 */
export async function withVirtualDesktop(work) {
  if (process.platform !== 'linux') return work(process.env);
  return withVirtualDisplay(async ({ WAYLAND_DISPLAY: _, ...env }) => {
    const bus = await startSessionBus();
    try {
      return await work({ ...env, ...bus.env });
    } finally {
      bus.stop();
    }
  });
}

/**
 * Starts a server that reports where it is on file descriptor 3 once it is ready. In a process
 * group of its own, so that Ctrl-C ends the app first and what it stands on after it.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ answer: string, stop: () => void }>}
 */
function start(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const stop = () => void child.kill();
    process.once('exit', stop);
    child.once('error', () => reject(new Problem(`${command} could not be started.`)));
    child.once('exit', () => reject(new Problem(`${command} ended at once.`)));
    child.stdio[3]?.once('data', (/** @type {Buffer} */ chunk) =>
      resolve({ answer: chunk.toString().trim(), stop }),
    );
  });
}

/**
 * An X authority entry that fits whichever display number the server picks: family "any", no
 * address, no number. Without one, every user of this machine could look at the screen.
 */
function wildcardCookie() {
  const name = Buffer.from('MIT-MAGIC-COOKIE-1');
  const cookie = randomBytes(16);
  const header = Buffer.from([0xff, 0xff, 0, 0, 0, 0, 0, name.length]);
  return Buffer.concat([header, name, Buffer.from([0, cookie.length]), cookie]);
}
