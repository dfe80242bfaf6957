import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { days, epochMs, hours, minutes, seconds } from '../../app/units.ts';
import { descriptorsOf } from '../support/process-usage.ts';
import { CompressedApp } from './compressed.ts';
import type { Bound, Sample } from './flat.ts';
import { freePort } from './free-port.ts';
import { report } from './report.ts';

/**
 * A year of polls in compressed time through everything but the windows. Run by
 * `npm run soak -- --year`; the last line is one JSON object.
 */
const [wantedDays, wantedPollS = 30] = process.argv.slice(2).map(Number);
const span = days(wantedDays ?? 365);
const pollEvery = seconds(wantedPollS);
const BEGIN = epochMs(Date.UTC(2026, 0, 1));
const SAMPLES = 240;
const ZONE = 'Europe/Berlin';

const BOUNDS: readonly Bound[] = [
  { name: 'RSS', unit: 'MiB', most: 20 },
  { name: 'heap', unit: 'MiB', most: 1 },
  { name: 'buffers', unit: 'MiB', most: 1 },
  { name: 'timers', unit: '', most: 1 },
  { name: 'sleepers', unit: '', most: 1 },
  { name: 'sockets', unit: '', most: 1 },
  { name: 'handles', unit: '', most: 2 },
  { name: 'descriptors', unit: '', most: 2 },
  // Busy without a pause, it mostly measures what else the machine does.
  { name: 'loop p99', unit: 'ms', most: 50 },
];

const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

function figuresOf(app: CompressedApp): Readonly<Record<string, number>> {
  const p99 = delay.percentile(99) / 1e6;
  globalThis.gc?.();
  delay.reset();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const kinds = process.getActiveResourcesInfo();
  const count = (kind: RegExp): number => kinds.filter((name) => kind.test(name)).length;
  return {
    RSS: rss / 2 ** 20,
    heap: heapUsed / 2 ** 20,
    buffers: arrayBuffers / 2 ** 20,
    timers: count(/Timeout/),
    sleepers: app.clock.sleeping,
    sockets: count(/TCP/),
    handles: kinds.filter((name) => name !== 'Immediate').length,
    descriptors: descriptorsOf(process.pid),
    'loop p99': p99,
  };
}

/** What happens once a day beside the polls. */
async function dayOf(app: CompressedApp, day: number): Promise<void> {
  await app.scrape();
  await app.watch(20);
  await app.outage(day % 5 === 2 ? 30 : 4);
  const now = app.clock.now();
  const { history } = app.core;
  for (const reach of [hours(24), days(7), days(30), days(365)]) {
    const range = { from: epochMs(now - reach), to: now };
    await history?.series('soak', { ...range, points: 1000, fields: ['power', 'energy'] });
    await history?.strip('soak', { ...range, points: 1000 });
  }
  const month = { from: epochMs(now - days(30)), to: now };
  await history?.energy('soak', { ...month, per: 'day', zone: ZONE });
  if (day % 7 === 1) await app.pause(minutes(20));
  // Daylight saving does not move this clock; a person or a time server does.
  if (day % 30 === 10) app.clock.set(epochMs(now + hours(1)));
  if (day % 30 === 20) app.clock.set(epochMs(now - hours(1)));
}

/** Whole Wh of the record, beside what the counter itself says. */
async function energyOf(app: CompressedApp, first: number) {
  const { history, states } = app.core;
  const range = { from: epochMs(BEGIN - days(2)), to: epochMs(app.clock.now() + days(2)) };
  const found = await history?.energy('soak', { ...range, per: 'month', zone: ZONE });
  if (found === undefined || found === 'overtaken' || !found.ok) throw new Error('No energy');
  const recordedWh = found.value.reduce((sum, { energy }) => sum + (energy.energy ?? 0), 0);
  const counterWh = (states.state.live.values.energy ?? 0) - first;
  return { recordedWh: Math.round(recordedWh), counterWh: Math.round(counterWh) };
}

const folder = await mkdtemp(join(tmpdir(), 'wago-year-'));
const app = await CompressedApp.start(folder, BEGIN, pollEvery, await freePort());
const firstWh = app.core.states.state.live.values.energy ?? 0;
const began = performance.now();
const samples: Sample[] = [];
let day = 0;
const elapsed = (): number => app.clock.elapsed();
function tellOfProgress(): void {
  const tookS = Math.round((performance.now() - began) / 1000);
  const said = Object.entries(samples.at(-1)?.figures ?? {}).map(
    ([name, value]) => `${name} ${value.toFixed(1)}`,
  );
  const part = Math.round((elapsed() / span) * 100);
  console.error(`${part} % after ${tookS} s and ${app.polls} polls: ${said.join(', ')}`);
}

while (elapsed() < span) {
  await app.poll();
  if (elapsed() >= (day + 1) * days(1)) {
    day += 1;
    await dayOf(app, day);
  }
  if (elapsed() >= ((samples.length + 1) * span) / SAMPLES) {
    await app.core.history?.counters();
    samples.push({ at: elapsed() / 1000, figures: figuresOf(app) });
    if (samples.length % 24 === 0) tellOfProgress();
  }
}
const energy = await energyOf(app, firstWh);
const size = await app.core.history?.size();
const isSound = await app.core.history?.check();
const tookS = Math.round((performance.now() - began) / 1000);
await app.close();
await rm(folder, { recursive: true, force: true, maxRetries: 5 });

const isWhole =
  isSound?.ok === true && isSound.value && Math.abs(energy.recordedWh - energy.counterWh) <= 1;
const code = report(BOUNDS, samples, {
  days: span / days(1),
  polls: app.polls,
  faults: app.faults,
  alertsTold: app.told,
  seconds: tookS,
  pollsPerS: Math.round(app.polls / tookS),
  recordMb: size?.ok ? Math.round(size.value.bytes / 1e5) / 10 : null,
  sound: isSound?.ok === true && isSound.value,
  ...energy,
});
process.exitCode = isWhole ? code : 1;
