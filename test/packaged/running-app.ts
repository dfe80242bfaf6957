import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface StartOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Runs it as this user and group; without it as ourselves. */
  readonly uid?: number;
}

/** What tests of other languages and folders must not depend on. */
const ENGLISH = { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', LANGUAGE: 'en' };

/** A program as somebody started it, seen from outside. */
export class RunningApp {
  readonly #process: ChildProcess;
  readonly #closed: Promise<unknown[]>;
  stdout = '';
  stderr = '';

  constructor({ program, args, env = process.env, uid }: StartOptions) {
    this.#process = spawn(program, args, {
      env: { ...env, ...ENGLISH },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    this.#closed = once(this.#process, 'close');
    this.#process.stdout?.on('data', (data: Buffer) => {
      this.stdout += data.toString();
    });
    this.#process.stderr?.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Resolves with what `pattern` finds in stderr. */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.stderr)?.[0];
      if (found !== undefined) return found;
      if (!this.isRunning) throw new Error(`ended, having said: ${this.stderr}`);
      await sleep(50);
    }
  }

  /** Resolves with the exit code; null: a signal ended it. */
  async ended(): Promise<number | null> {
    await this.#closed;
    return this.#process.exitCode;
  }

  /** Ends it as a session does that logs out. */
  async quit(): Promise<number | null> {
    if (this.isRunning) this.#process.kill('SIGTERM');
    return this.ended();
  }

  /** `/proc/PID/status` of its renderers. */
  renderers(): readonly string[] {
    const { pid } = this.#process;
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return processes.flatMap((name) => {
      const line = contentOf(`/proc/${name}/cmdline`);
      const isOurs = line.includes('--type=renderer') && ancestorsOf(name).includes(String(pid));
      return isOurs ? [contentOf(`/proc/${name}/status`)] : [];
    });
  }
}

/** Empty where the process ended meanwhile. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function ancestorsOf(pid: string): readonly string[] {
  const parent = /^PPid:\s*(\d+)$/m.exec(contentOf(`/proc/${pid}/status`))?.[1];
  return parent === undefined || parent === '0' ? [] : [parent, ...ancestorsOf(parent)];
}
