import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';

/** One exporter in a process of its own. */
class RunningExporter {
  readonly #process: ChildProcess;
  readonly #exit: Promise<unknown[]>;
  /** Everything on stdout and stderr. */
  said = '';

  constructor(process: ChildProcess) {
    this.#process = process;
    this.#exit = once(process, 'close');
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.said += data.toString();
      });
    }
  }

  async untilSaid(text: string): Promise<void> {
    while (!this.said.includes(text)) {
      if (this.#process.exitCode !== null) throw new Error(`ended, having said: ${this.said}`);
      await this.pause();
    }
  }

  /** Long enough for another process to get on. */
  pause(): Promise<void> {
    return sleep(50);
  }

  /** Where it serves `/metrics`. */
  async port(): Promise<number> {
    await this.untilSaid('/metrics');
    return Number(/http:\/\/127.0.0.1:(\d+)\/metrics/.exec(this.said)?.[1]);
  }

  /** Resolves with the exit code. */
  async ended(): Promise<unknown> {
    const [code] = await this.#exit;
    return code;
  }

  end(signal: NodeJS.Signals): Promise<unknown> {
    this.#process.kill(signal);
    return this.ended();
  }
}

/** The command line as `npm run build` makes it, without the rest of the app. */
export class BuiltExporter {
  readonly #folder: string;
  readonly #started: ChildProcess[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async build(): Promise<BuiltExporter> {
    // Below node_modules, so that it finds the libraries that are not bundled.
    const outDir = await mkdtemp(join('node_modules', '.exporter-'));
    const output = { format: 'es' as const, entryFileNames: 'cli.js' };
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'main/cli/index.ts',
        outDir,
        target: 'node20.18',
        rollupOptions: { output },
      },
    });
    return new BuiltExporter(outDir);
  }

  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningExporter {
    const child = spawn(process.execPath, [join(this.#folder, 'cli.js'), 'exporter', ...args], {
      env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#started.push(child);
    return new RunningExporter(child);
  }

  /** Ends what still runs and removes the build. */
  async remove(): Promise<void> {
    for (const child of this.#started) if (child.exitCode === null) child.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}
