import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { startXServer } from '../tray/x-server.ts';

const run = promisify(execFile);

/** What is on a screen: red, green, blue, row by row. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/** The app on a display of its own that nothing but a window manager shares. */
export interface Wall {
  readonly look: () => Promise<Screen>;
  /** Resolves once `fits` is true of what is on the screen, with the ms that took. */
  readonly sees: (fits: (screen: Screen) => boolean, patienceMs?: number) => Promise<number>;
  /** Gives the display another size, smaller than the first; it is the same display still. */
  readonly resize: (width: number, height: number) => Promise<void>;
  /** Switches the display off, and on again. */
  readonly blink: () => Promise<void>;
  readonly savePicture: (path: string) => Promise<void>;
  /** The app's processes of one type, as `renderer` or `gpu-process`. */
  readonly pids: (type: string) => readonly number[];
  readonly isRunning: () => boolean;
  stop(): Promise<void>;
}

export interface WallOptions {
  readonly width: number;
  readonly height: number;
  readonly userData: string;
  readonly flags: readonly string[];
}

/** What Xvfb calls its only display. */
const OUTPUT = 'screen';
/** Long enough for the app to notice. */
const OFF_MS = 1000;
const SLOWEST_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** Processes whose command line names the folder, with that command line. */
export function processesOf(
  userData: string,
): readonly { readonly pid: number; readonly line: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(`--user-data-dir=${userData}`) ? [{ pid: Number(name), line }] : [];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Hangs the app on a wall. */
export async function startWall(options: WallOptions): Promise<Wall> {
  const { userData, flags } = options;
  let { width, height } = options;
  const server = await startXServer(width, height);
  const { WAYLAND_DISPLAY: _, ...inherited } = process.env;
  const env = { ...inherited, ...server.env };
  const manager = spawn('openbox', { env, stdio: 'ignore' });
  const args = [...rootArguments(), '.', `--user-data-dir=${userData}`, '--kiosk', ...flags];
  const app = spawn(electronExecutable(), args, { env, stdio: 'ignore' });

  const look = async (): Promise<Screen> => {
    const command = ['-window', 'root', '-depth', '8', 'rgb:-'];
    const maxBuffer = width * height * 3 + 1;
    const { stdout } = await run('import', command, { env, encoding: 'buffer', maxBuffer });
    return { width, height, rgb: stdout };
  };
  return {
    look,
    async sees(fits, patienceMs = SLOWEST_MS) {
      const began = performance.now();
      while (performance.now() - began < patienceMs) {
        if (fits(await look())) return performance.now() - began;
        await sleep(LOOK_EVERY_MS);
      }
      throw new Error(`Not on the screen within ${patienceMs} ms`);
    },
    async resize(newWidth, newHeight) {
      const mode = `${newWidth}x${newHeight}`;
      const [across, down] = [String(newWidth), String(newHeight)];
      const timing = ['0', across, '0', '0', across, down, '0', '0', down];
      await run('xrandr', ['--newmode', mode, ...timing], { env });
      await run('xrandr', ['--addmode', OUTPUT, mode], { env });
      await run('xrandr', ['--output', OUTPUT, '--mode', mode], { env });
      [width, height] = [newWidth, newHeight];
    },
    async blink() {
      const mode = `${width}x${height}`;
      await run('xrandr', ['--fb', mode, '--output', OUTPUT, '--off'], { env });
      await sleep(OFF_MS);
      await run('xrandr', ['--output', OUTPUT, '--mode', mode], { env });
    },
    async savePicture(path) {
      const { stdout } = await run('import', ['-window', 'root', 'png:-'], {
        env,
        encoding: 'buffer',
        maxBuffer: width * height * 4,
      });
      await writeFile(path, stdout);
    },
    pids: (type) =>
      processesOf(userData)
        .filter(({ line }) => line.includes(`--type=${type}`))
        .map(({ pid }) => pid),
    isRunning: () => app.exitCode === null && app.signalCode === null,
    async stop() {
      app.kill('SIGTERM');
      await ended(app);
      manager.kill();
      // An app that started itself anew is no child of ours.
      for (const { pid } of processesOf(userData)) process.kill(pid, 'SIGKILL');
      await server.stop();
    },
  };
}
