import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { startSimulator } from '../../main/simulator/server.ts';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { root } from '../../resources/dev/project.mjs';
import { usageOf } from '../support/process-usage.ts';
import { startDesktopBus } from '../tray/desktop-bus.ts';
import { startPanel } from '../tray/panel.ts';
import { buildBareWindow } from './bare-window/build.ts';

/** What starts anew must have come to rest first. */
const SETTLE_MS = 10_000;
const MEASURE_MS = 60_000;

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
  const before = usageOf(child.pid ?? 0);
  const began = performance.now();
  await sleep(MEASURE_MS);
  const seconds = (performance.now() - began) / 1000;
  const { processes, pssMib, cpuS } = usageOf(child.pid ?? 0);
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
