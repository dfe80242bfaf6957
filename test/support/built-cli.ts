import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One command in a process of its own. */
export class CliProcess {
  readonly #process: ChildProcess;
  readonly #closed: Promise<unknown[]>;
  #stdout = '';
  #stderr = '';

  constructor(process: ChildProcess) {
    this.#process = process;
    this.#closed = once(process, 'close');
    process.stdout?.on('data', (data: Buffer) => {
      this.#stdout += data.toString();
    });
    process.stderr?.on('data', (data: Buffer) => {
      this.#stderr += data.toString();
    });
  }

  /** Resolves once there is a whole line on stdout. */
  async firstLine(): Promise<string> {
    while (!this.#stdout.includes('\n')) {
      if (this.#process.exitCode !== null) throw new Error(`ended early: ${this.#stderr}`);
      if (this.#process.stdout !== null) await once(this.#process.stdout, 'data');
    }
    return this.#stdout.slice(0, this.#stdout.indexOf('\n'));
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async ended(): Promise<Ended> {
    const [code] = await this.#closed;
    return { code: code as number | null, stdout: this.#stdout, stderr: this.#stderr };
  }
}

/** The command line as `npm run build` makes it, without the rest of the app. */
export class BuiltCli {
  readonly #folder: string;
  readonly #started = new Set<ChildProcess>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async build(): Promise<BuiltCli> {
    // Below node_modules, so that it finds the libraries that are not bundled.
    const outDir = await mkdtemp(join('node_modules', '.cli-'));
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'main/cli/index.ts',
        outDir,
        target: 'node20.18',
        rollupOptions: { output: { format: 'es', entryFileNames: 'cli.js' } },
      },
    });
    return new BuiltCli(outDir);
  }

  start(...args: readonly string[]): CliProcess {
    return this.#follow(process.execPath, [join(this.#folder, 'cli.js'), ...args]);
  }

  /** A line of a shell that begins with `cli`, which stands for the program. */
  shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const program = `'${process.execPath}' '${join(this.#folder, 'cli.js')}'`;
    const command = `set -o pipefail; ${line.replace(/^cli\b/, program)}`;
    return this.#follow('bash', ['-c', command], env).ended();
  }

  #follow(
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): CliProcess {
    const child = spawn(program, args, {
      env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#started.add(child);
    child.once('close', () => this.#started.delete(child));
    return new CliProcess(child);
  }

  run(...args: readonly string[]): Promise<Ended> {
    return this.start(...args).ended();
  }

  /** Ends what still runs and removes the build. */
  async remove(): Promise<void> {
    for (const child of this.#started) child.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}
