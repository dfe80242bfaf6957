import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { type Simulator, startSimulator } from '../../main/simulator/server.ts';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { root } from '../../resources/dev/project.mjs';
import { startDesktopBus } from '../tray/desktop-bus.ts';
import { startPanel } from '../tray/panel.ts';
import { APP_BOUNDS, figuresOf } from './app-figures.ts';
import type { Sample } from './flat.ts';
import { freePort } from './free-port.ts';
import { report } from './report.ts';

/**
 * The whole app for hours, reading a heat pump that runs thirty times as fast as a real one, with a
 * person who never rests. Run by `npm run soak`; the last line is one JSON object.
 */
const hours = Number(process.argv[2]);
const ROUND_MS = 30_000;
const SPEED = 30;
/** What comes up at the start is no leak. */
const SETTLE_MS = 20_000;
const VIEWS = [
  'live',
  'history',
  'heat-pump',
  'alerts',
  'diagnostics',
  'settings',
  'kiosk',
] as const;
const VIEW_MS = 1500;
const OFFLINE_MS = 6000;
/** Every so many rounds. */
const HIDE_EVERY = 4;
const OFFLINE_EVERY = 7;

/** A person looks at every view. */
async function wander(page: Page): Promise<void> {
  for (const view of VIEWS) {
    await page.evaluate((name) => {
      location.hash = `#/${name}`;
    }, view);
    await page.waitForSelector('html[data-ready="true"]', { state: 'attached' });
    await sleep(VIEW_MS);
  }
  await page.evaluate(() => {
    location.hash = '#/live';
  });
}

async function hideAndShow(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await sleep(VIEW_MS);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
}

async function loseMeter(meter: Simulator): Promise<void> {
  meter.unplug();
  await sleep(OFFLINE_MS);
  meter.plug();
}

const folder = await mkdtemp(join(tmpdir(), 'wago-soak-'));
const userData = join(folder, 'data');
const port = await freePort();
const bus = await startDesktopBus();
const panel = await startPanel(bus.address);
const started = await startSimulator({ clock: SYSTEM_CLOCK, framing: 'tcp', speed: SPEED });
if (!started.ok) throw new Error(`The simulated meter cannot start: ${started.error.kind}`);
const meter = started.value;

await mkdir(userData);
const settings = {
  pollWatchedS: 1,
  pollIdleS: 1,
  // Thirty times as fast, the counter rises by as much.
  connectionLimitW: 1_000_000,
  metrics: { enabled: true, host: '127.0.0.1', port },
};
await writeFile(
  join(userData, 'settings.json'),
  JSON.stringify({ version: 2, settings, gateways: {} }),
);
const electron = await _electron.launch({
  executablePath: electronExecutable(),
  args: [
    ...rootArguments(),
    root,
    `--user-data-dir=${userData}`,
    '--lang=de',
    `--meter=tcp://127.0.0.1:${meter.port}/2`,
  ],
  env: {
    ...(process.env as Record<string, string>),
    DBUS_SESSION_BUS_ADDRESS: bus.address,
  },
});
const page = await electron.firstWindow();
let deaths = 0;
page.on('crash', () => {
  deaths += 1;
});
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');
await sleep(SETTLE_MS);

const samples: Sample[] = [];
const began = SYSTEM_CLOCK.elapsed();
const end = began + hours * 3_600_000;
for (let round = 1; SYSTEM_CLOCK.elapsed() < end; round++) {
  const next = began + round * ROUND_MS;
  await wander(page);
  if (round % HIDE_EVERY === 0) await hideAndShow(electron);
  if (round % OFFLINE_EVERY === 0) await loseMeter(meter);
  const scraped = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!(await scraped.text()).includes('wago_')) throw new Error('No metrics');
  await sleep(Math.max(0, next - SYSTEM_CLOCK.elapsed()));
  const figures = await figuresOf(electron, session);
  samples.push({ at: SYSTEM_CLOCK.elapsed(), figures });
  const said = Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(1)}`);
  console.error(`${round}: ${said.join(', ')}`);
}

const { requests } = meter.stats();
await electron.close();
panel.stop();
bus.stop();
await meter.close();
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
const code = report(APP_BOUNDS, samples, { hours, requests, pageDeaths: deaths });
process.exitCode = deaths === 0 ? code : 1;
