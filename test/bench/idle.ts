import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { startSimulator } from '../../main/simulator/server.ts';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { root } from '../../resources/dev/project.mjs';
import { startDesktopBus } from '../tray/desktop-bus.ts';
import { startPanel } from '../tray/panel.ts';
import { buildBareWindow } from './bare-window/build.ts';

/** What starts anew must have come to rest first. */
const SETTLE_MS = 10_000;
const MEASURE_MS = 20_000;
/** Of `/proc/PID/stat`; Linux has had no other for decades. */
const TICKS_PER_SECOND = 100;

interface Usage {
  readonly processes: number;
  /** Memory with shared pages divided among those who share them, in MiB. */
  readonly pssMib: number;
  /** Since the processes began. */
  readonly cpuS: number;
}

const readProc = (path: string): string => {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
};

/** Parent, and time spent in user and kernel mode. */
function statOf(pid: number): { readonly parent: number; readonly ticks: number } {
  // The name in parentheses may hold spaces.
  const fields = readProc(`${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

function familyOf(pid: number): readonly number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(all.map((one) => [one, statOf(one).parent]));
  const family = new Set([pid]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
  }
  return [...family];
}

function usageOf(child: ChildProcess): Usage {
  const family = familyOf(child.pid ?? 0);
  const pssKib = family.map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(readProc(`${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  const ticks = family.map((pid) => statOf(pid).ticks).filter(Number.isFinite);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  return {
    processes: family.length,
    pssMib: Math.round(sum(pssKib) / 102.4) / 10,
    cpuS: sum(ticks) / TICKS_PER_SECOND,
  };
}

interface Idle {
  readonly processes: number;
  readonly pssMib: number;
  /** Of one core. */
  readonly cpuPercent: number;
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) throw new Error('An app ended by itself');
  return new Promise((resolve) => child.once('exit', resolve));
}

/** What it takes to do nothing; ends the app. */
async function measure(child: ChildProcess): Promise<Idle> {
  await sleep(SETTLE_MS);
  const before = usageOf(child);
  const began = performance.now();
  await sleep(MEASURE_MS);
  const seconds = (performance.now() - began) / 1000;
  const { processes, pssMib, cpuS } = usageOf(child);
  const end = ended(child);
  child.kill('SIGTERM');
  await end;
  const cpuPercent = Math.round(((cpuS - before.cpuS) / seconds) * 1e4) / 100;
  return { processes, pssMib, cpuPercent };
}

const folder = await mkdtemp(join(tmpdir(), 'wago-idle-'));
const bareFolder = join(folder, 'bare');
await buildBareWindow(bareFolder);
const bus = await startDesktopBus();
const panel = await startPanel(bus.address);
const meter = await startSimulator({ clock: SYSTEM_CLOCK, framing: 'tcp', unit: 2 });
if (!meter.ok) throw new Error(`The simulated meter cannot start: ${meter.error.kind}`);

const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus.address };
function start(target: string, name: string, ...flags: readonly string[]): ChildProcess {
  const data = `--user-data-dir=${join(folder, name)}`;
  const args = [...rootArguments(), target, data, ...flags];
  return spawn(electronExecutable(), args, { env, stdio: 'ignore' });
}

const source = `--meter=tcp://127.0.0.1:${meter.value.port}/2`;

// One after the other: two Electrons at a time share pages, and seem smaller than they are.
const bareVisible = await measure(start(bareFolder, 'bare'));
const appVisible = await measure(start(root, 'app', source));
const bareHidden = await measure(start(bareFolder, 'bare', '--hidden'));
const app = start(root, 'app', source);
await sleep(SETTLE_MS);
// A second start tells the first to hide, and ends.
await ended(start(root, 'app', '--hidden'));
const appHidden = await measure(app);
// As after a login: the window was never opened.
const appLogin = await measure(start(root, 'app', source, '--hidden'));

panel.stop();
bus.stop();
await meter.value.close();
await rm(folder, { recursive: true, force: true, maxRetries: 5 });

const compared = (app: Idle, bare: Idle) => ({
  app,
  bare,
  memoryRatio: Math.round((app.pssMib / bare.pssMib) * 100) / 100,
  cpuAboveBarePercent: Math.round((app.cpuPercent - bare.cpuPercent) * 100) / 100,
});
console.log(
  JSON.stringify({
    visible: compared(appVisible, bareVisible),
    hidden: compared(appHidden, bareHidden),
    login: compared(appLogin, bareHidden),
  }),
);
