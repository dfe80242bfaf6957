import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { constants as system } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './project.mjs';

/** A failure that the person at the keyboard can mend: its message is all they need to see. */
export class Problem extends Error {}

/**
 * Messages go to stderr, because stdout belongs to the app (`--snapshot` prints JSON there).
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a script's body and turns its outcome into the exit code.
 * @param {() => Promise<number>} body
 */
export async function main(body) {
  endWithNpm();
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** npm passes a signal to a shell that does not pass it on: when that shell is gone, we go too. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

/**
 * @typedef {object} Outcome
 * @property {number} code 0 is success; 128 + n after signal n, 127 when the program is missing
 * @property {string} output stdout and stderr as they came
 */

/**
 * Runs a helper program to its end and keeps quiet about it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, signal?: AbortSignal }} [options]
 * @returns {Promise<Outcome>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: output + error.message }));
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }));
  });
}

/**
 * Runs npm with the Node that runs this script.
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} [options]
 */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return capture(process.execPath, [script, ...args], options);
  // Windows has npm as a batch file, which only its command processor starts.
  if (process.platform === 'win32') return capture('cmd.exe', ['/c', 'npm', ...args], options);
  return capture('npm', args, options);
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCode(code, signal) {
  return code ?? 128 + (signal ? system.signals[signal] : 0);
}

/**
 * @param {string} program
 * @returns {boolean} whether the search path has it
 */
export function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
