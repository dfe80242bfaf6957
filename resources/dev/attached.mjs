import { spawn } from 'node:child_process';
import { exitCode, Problem } from './process.mjs';

/** Ctrl-C reaches us once from the terminal and once more through npm; the app must hear it once. */
const echoMs = 1000;

/** Long enough to save what is to be saved; after that, whatever hangs must not stay behind. */
const patienceMs = 10_000;

/** @type {readonly NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let cameSignal = false;

/** Whether somebody wants all this to end, so that nothing more need be started. */
export function isInterrupted() {
  return cameSignal;
}

/**
 * Runs a program as if it had been called directly: same terminal, our signals, its exit code.
 *
 * It gets a process group of its own, because Chromium takes a second Ctrl-C as "die at once" and
 * the terminal would send one besides ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, wholeGroup?: boolean, quiet?: boolean }} [options]
 *   wholeGroup: signals go to its children as well; quiet: its stdout goes to our stderr
 * @returns {Promise<number>}
 */
export function runAttached(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const detached = process.platform !== 'win32';
    const child = spawn(command, args, {
      stdio: ['inherit', options.quiet ? process.stderr : 'inherit', 'inherit'],
      detached,
      env: options.env,
    });
    const stop = forwardSignals((signal) => {
      if (detached && options.wholeGroup && child.pid) process.kill(-child.pid, signal);
      else child.kill(signal);
    });
    child.once('error', (error) => {
      stop();
      reject(new Problem(`${command} could not be started: ${error.message}`));
    });
    child.once('exit', (code, signal) => {
      stop();
      resolve(exitCode(code, signal));
    });
  });
}

/**
 * @param {(signal: NodeJS.Signals) => void} send
 * @returns {() => void} stops forwarding
 */
function forwardSignals(send) {
  let sentAt = Number.NEGATIVE_INFINITY;
  /** @type {NodeJS.Timeout | undefined} */
  let patience;
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (performance.now() - sentAt < echoMs) return;
    sentAt = performance.now();
    cameSignal = true;
    patience ??= setTimeout(() => send('SIGKILL'), patienceMs);
    send(signal);
  };
  for (const signal of forwarded) process.on(signal, forward);
  return () => {
    clearTimeout(patience);
    for (const signal of forwarded) process.off(signal, forward);
  };
}
