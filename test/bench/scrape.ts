import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { PollEvent } from '../../app/poll.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { seconds } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { Core } from '../../main/compose.ts';
import { serveMetrics } from '../../main/metrics/serve-metrics.ts';
import { ENERGY_EVERY } from '../../main/poller/poller.ts';
import {
  createVolatileGateways,
  createVolatileSettings,
} from '../../main/settings/settings-store.ts';
import { startSimulator } from '../../main/simulator/server.ts';

/**
 * 1,000 scrapes while the core polls a simulated meter every second: how long a scrape takes, and
 * how far from its point on the clock's grid a poll begins, with and without them. Meter and
 * scraper are processes of their own, so that only the core is measured.
 */
const SCRAPES = 1000;
const SPAN_S = 20;
const POLL_MS = 1000;
const BETWEEN_SCRAPES = seconds(SPAN_S / SCRAPES);
const NEVER = new AbortController().signal;
const silent = (): void => undefined;

/** Answers how long it took, in ms, and how many bytes came. */
function scrape(port: number, agent: Agent): Promise<{ ms: number; bytes: number }> {
  const began = SYSTEM_CLOCK.elapsed();
  const headers = { accept: 'application/openmetrics-text;version=1.0.0,text/plain;q=0.5' };
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: '/metrics', agent, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (data: Buffer) => {
        bytes += data.length;
      });
      answer.on('end', () => resolve({ ms: SYSTEM_CLOCK.elapsed() - began, bytes }));
    });
    request.on('error', reject);
  });
}

async function runMeter(): Promise<void> {
  const started = await startSimulator({ framing: 'tcp', clock: SYSTEM_CLOCK });
  if (!started.ok) throw new Error(`The simulated meter cannot start: ${started.error.kind}`);
  process.send?.(started.value.port);
}

async function runScraper(port: number): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const taken: number[] = [];
  let size = 0;
  for (let i = 0; i < SCRAPES; i++) {
    const { ms, bytes } = await scrape(port, agent);
    taken.push(ms);
    size = bytes;
    await SYSTEM_CLOCK.sleep(BETWEEN_SCRAPES, NEVER);
  }
  agent.destroy();
  process.send?.({ taken, size });
}

function runRole(role: string, ...args: string[]): ChildProcess {
  return fork(process.argv[1] ?? '', [role, ...args]);
}

async function messageOf<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message');
  return message as T;
}

/** The wall clock knows whole milliseconds only, so a poll may seem to begin a hair too early. */
const offGrid = (began: number): number => ((began + POLL_MS / 2) % POLL_MS) - POLL_MS / 2;

/** How long after its point on the grid each poll began, in ms, while `work` is under way. */
async function delaysDuring(core: Core, work: () => Promise<unknown>): Promise<readonly number[]> {
  const delays: number[] = [];
  const note = (event: PollEvent): void => {
    if (event.kind === 'reading') delays.push(offGrid(event.reading.at - event.took));
  };
  const unsubscribe = core.polls.subscribe(note);
  await work();
  unsubscribe();
  return delays;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function figures(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { count: sorted.length, medianMs: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

async function openCore(meterPort: number): Promise<Core> {
  const log = { info: silent, warn: silent, error: silent };
  const address = {
    framing: 'tcp',
    host: '127.0.0.1',
    port: meterPort,
    unit: 2,
    model: 'wago-879',
  } as const;
  const core = new Core({
    settings: createVolatileSettings({
      ...DEFAULT_SETTINGS,
      source: { kind: 'meter', address },
      pollIdleS: POLL_MS / 1000,
      metrics: { enabled: true, host: '127.0.0.1', port: 0 },
    }),
    flags: {},
    memory: createVolatileGateways(),
    clock: SYSTEM_CLOCK,
    log,
    zone: 'UTC',
    historyDir: null,
  });
  await core.open();
  return core;
}

async function measure(): Promise<void> {
  const meter = runRole('meter');
  const core = await openCore(await messageOf<number>(meter));
  const port = await new Promise<number>((resolve) => {
    serveMetrics({
      core,
      energyEvery: ENERGY_EVERY,
      clock: SYSTEM_CLOCK,
      log: { info: silent, warn: silent, error: silent },
      build: { version: '0.0.0', runtime: 'bench' },
      language: 'en',
      onStatus: (status) => status.state === 'listening' && resolve(status.at.port),
    });
  });
  // The very first poll begins at once and not on the grid.
  await SYSTEM_CLOCK.sleep(seconds(1), NEVER);
  const without = await delaysDuring(core, () => SYSTEM_CLOCK.sleep(seconds(SPAN_S), NEVER));
  const cpuBefore = process.cpuUsage();
  const scraper = runRole('scraper', String(port));
  let scraped: { taken: number[]; size: number } = { taken: [], size: 0 };
  const during = await delaysDuring(core, async () => {
    scraped = await messageOf(scraper);
  });
  const cpu = process.cpuUsage(cpuBefore);
  meter.kill();
  console.log(
    JSON.stringify({
      scrape: figures(scraped.taken),
      bytes: scraped.size,
      pollDelayWithout: figures(without),
      pollDelayWith: figures(during),
      cpuMsPerScrape: rounded((cpu.user + cpu.system) / 1000 / SCRAPES),
    }),
  );
  process.exit(0);
}

const [role, argument] = process.argv.slice(2);
if (role === 'meter') await runMeter();
else if (role === 'scraper') await runScraper(Number(argument));
else await measure();
