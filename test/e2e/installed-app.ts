import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, cp, link, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electron } from '../../resources/dev/electron.mjs';

/**
 * The built app around the present Electron as a package would install it, run by somebody who is
 * not root, in Chromium's sandbox. Nothing about it is fused: that is the packager's.
 */
export interface InstalledApp {
  readonly userData: string;
  /** Its processes of one type, as `renderer`; `browser` is main. */
  readonly pids: (type: string) => readonly number[];
  /** @param locale of the system, as in `de_DE.UTF-8`. */
  readonly start: (flags: readonly string[], locale?: string) => Run;
  remove(): Promise<void>;
}

export interface Run {
  /** Ends it like a system that shuts down. */
  readonly stop: () => void;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** On Debian and most others: the user and group `nobody`, whom nothing belongs to. */
const NOBODY = 65_534;
const NAME = 'wago-energy-monitor';

/** Links the files where it can: that takes neither time nor room. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

/** Folders of packages that are part of the app, as the lock file has them. */
function productionPackages(): readonly string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(packages as Record<string, { dev?: boolean }>)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path]) => path);
}

async function installInto(folder: string): Promise<void> {
  await linkTree(electron().folder, folder);
  await rename(join(folder, 'electron'), join(folder, NAME));
  await rm(join(folder, 'resources', 'default_app.asar'), { force: true });
  const app = join(folder, 'resources', 'app');
  await linkTree('out', join(app, 'out'));
  for (const path of productionPackages()) await linkTree(path, join(app, path)).catch(() => {});
  await cp('package.json', join(app, 'package.json'));
}

/** What keeps the running test's user out of the screen keeps the other one out, too. */
async function screenFor(home: string): Promise<NodeJS.ProcessEnv> {
  const { DISPLAY, XAUTHORITY } = process.env;
  if (XAUTHORITY === undefined) return { DISPLAY };
  const copy = join(home, 'authority');
  await copyFile(XAUTHORITY, copy);
  return { DISPLAY, XAUTHORITY: copy };
}

function processesOf(program: string): readonly { readonly pid: number; readonly line: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.startsWith(program) ? [{ pid: Number(name), line }] : [];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}

function follow(child: ChildProcess): Run {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  }
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, said }));
  });
  return { stop: () => void child.kill('SIGTERM'), ended };
}

/** Whether Chromium can sandbox itself without a helper that belongs to root. */
export function hasNamespaces(): boolean {
  return spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
}

/** Linux only. */
export async function installApp(): Promise<InstalledApp> {
  const root = await mkdtemp(join(tmpdir(), 'wago-installed-'));
  await chmod(root, 0o755);
  const [program, home] = [join(root, 'app', NAME), join(root, 'home')];
  await installInto(join(root, 'app'));
  await mkdir(home);
  const other = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null;
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    ...(await screenFor(home)),
  };
  if (other !== null) {
    for (const path of [home, ...(await readdir(home)).map((name) => join(home, name))])
      chownSync(path, other.uid, other.gid);
  }
  const userData = join(home, 'data');
  const runs: ChildProcess[] = [];
  return {
    userData,
    pids: (type) =>
      processesOf(program)
        .filter(({ line }) =>
          type === 'browser' ? !line.includes('--type=') : line.includes(`--type=${type} `),
        )
        .map(({ pid }) => pid),
    start(flags, locale = 'en_US.UTF-8') {
      const args = [`--user-data-dir=${userData}`, ...flags];
      const child = spawn(program, args, {
        cwd: home,
        env: { ...env, LANG: locale, LC_ALL: locale },
        stdio: 'pipe',
        ...other,
      });
      runs.push(child);
      return follow(child);
    },
    async remove() {
      for (const run of runs) run.kill('SIGKILL');
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
