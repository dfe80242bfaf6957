import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rulesOf } from '../../app/insights/rules.ts';
import { FIELDS, POWER_FIELDS } from '../../app/measurement.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { type EpochMs, epochMs, hours, type Millis, millis } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import type { Sample } from '../../main/history/fill.ts';
import { History } from '../../main/history/history.ts';
import { fromWire } from '../../main/history/wire.ts';
import { queryRange, startPrometheus } from './history/prometheus.ts';
import { END, EVERY, simulate, type Year } from './history/year.ts';

/**
 * A year at 30 s, ten metrics, the same values into the app's store and into a real Prometheus:
 * space, the time of the charts' queries, ingest rate and memory. `--days=N` for a shorter one.
 * Run by `npm run bench -- history`; the last line is one JSON object.
 */
const POINTS = 1000;
const ROUNDS = 15;
const LIVE_DAYS = 7;
const DAY_ROWS = 86_400_000 / EVERY;
const RANGES: readonly (readonly [string, Millis])[] = [
  ['24h', hours(24)],
  ['7d', hours(24 * 7)],
  ['30d', hours(24 * 30)],
  ['1y', hours(24 * 365)],
];

const days = Number(process.argv.find((arg) => arg.startsWith('--days='))?.slice(7) ?? 365);
const folder = mkdtempSync(join(tmpdir(), 'bench-history-'));
const file = join(folder, 'history.sqlite');

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown } | string): T {
  if (typeof result === 'string' || !result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

const wireOf = (year: Year, row: number): Float32Array =>
  Float32Array.from(FIELDS, (_, field) => year.columns[field]?.[row] ?? Number.NaN);

const rssMb = (): number => process.memoryUsage.rss() / 2 ** 20;
let peakMb = 0;
const sampler = setInterval(() => {
  peakMb = Math.max(peakMb, rssMb());
}, 20);
/** The longest time for which main did nothing else. */
let blockedMs = 0;
let lastTurn = performance.now();
const watcher = setInterval(() => {
  blockedMs = Math.max(blockedMs, performance.now() - lastTurn - 5);
  lastTurn = performance.now();
}, 5);

/** The polls' time, which runs faster than that of the machine. */
let now: EpochMs = END;

/** Views into one array: the bench's own garbage must not pass for the store's memory. */
function dayOf(year: Year, from: number, to: number): Sample[] {
  const wires = new Float32Array((to - from) * FIELDS.length);
  year.columns.forEach((column, field) => {
    for (let row = from; row < to; row++) {
      wires[(row - from) * FIELDS.length + field] = column[row] ?? Number.NaN;
    }
  });
  return year.at.slice(from, to).map((at, i) => {
    const wire = wires.subarray(i * FIELDS.length, (i + 1) * FIELDS.length);
    return { at, wire, flags: 0 };
  });
}

/** All but the last week as an import, the last week reading by reading as when polling. */
async function ingest(history: History, year: Year) {
  const live = Math.max(0, year.at.length - LIVE_DAYS * DAY_ROWS);
  const started = performance.now();
  for (let row = 0; row < live; row += DAY_ROWS) {
    const samples = dayOf(year, row, Math.min(live, row + DAY_ROWS));
    must(await history.fill(samples, 'import'));
  }
  const imported = performance.now();
  for (let row = live; row < year.at.length; row++) {
    const at = year.at[row] ?? END;
    now = at;
    const event = {
      kind: 'reading',
      reading: { at, values: fromWire(wireOf(year, row)) },
      energyAsked: true,
      rejections: [],
      counterEvents: [],
      session: null,
      took: EVERY,
    } as const;
    must(await history.record(event));
  }
  const ended = performance.now();
  return {
    importedPerSecond: Math.round((live / (imported - started)) * 1000),
    recordedPerSecond: Math.round(((year.at.length - live) / (ended - imported)) * 1000),
  };
}

const median = (values: readonly number[]): number =>
  Math.round((values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN) * 100) / 100;

/** Ends spread over the data, so that no cache has seen the window before. */
function windows(span: number): { from: number; to: number }[] {
  const room = Math.max(0, days * 86_400_000 - span);
  return Array.from({ length: ROUNDS }, (_, round) => {
    const to = END - Math.floor((room * round) / ROUNDS / EVERY) * EVERY;
    return { from: to - span, to };
  });
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function compare(history: History, url: string, span: number) {
  const [own, prometheus]: [number[], number[]] = [[], []];
  for (const { from, to } of windows(span)) {
    const query = { from: epochMs(from), to: epochMs(to), points: POINTS, fields: POWER_FIELDS };
    own.push(await time(async () => must(await history.series('bench', query))));
    prometheus.push(await time(() => queryRange(url, POWER_FIELDS, from, to, POINTS)));
  }
  const [ms, prometheusMs] = [median(own), median(prometheus)];
  return { ms, prometheusMs, timesFaster: Math.round((prometheusMs / ms) * 10) / 10 };
}

/** What was done before must not count: neither its garbage nor the time that it took. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  blockedMs = 0;
}

const say = (text: string): void => console.log(text);
say(`Simulating ${days} days at 30 s …`);
const year = simulate(days);
const options = {
  file,
  worker: pathToFileURL(resolve('out/main/history-worker.js')),
  source: 'bench',
  pollEvery: EVERY,
  retention: { markDays: 400, capBytes: 1e9 },
  rules: rulesOf(DEFAULT_SETTINGS, 'Europe/Berlin'),
  clock: { ...SYSTEM_CLOCK, now: () => now, elapsed: () => millis(now) },
  onNotice: (notice: unknown) => say(JSON.stringify(notice)),
  onBug: (stack: string) => say(stack),
};
await settle();
const beforeMb = rssMb();
peakMb = beforeMb;
say('Recording …');
const first = must(await History.open(options));
const rates = await ingest(first, year);
await first.close();
const diskBytes = statSync(file).size;
const ingestGrowthMb = peakMb - beforeMb;
say('Giving the same to Prometheus …');
const ingestBlockMs = blockedMs;
const prometheus = await startPrometheus(folder, year);
lastTurn = performance.now();
blockedMs = 0;
await settle();
const queriesBeforeMb = rssMb();
peakMb = queriesBeforeMb;
const history = must(await History.open(options));
const results: Record<string, unknown> = {};
for (const [name, span] of RANGES) results[name] = await compare(history, prometheus.url, span);
const queryBlockMs = blockedMs;
const queryGrowthMb = peakMb - queriesBeforeMb;
await history.close();
await prometheus.close();
clearInterval(sampler);
clearInterval(watcher);
if (process.env.KEEP_BENCH === undefined) rmSync(folder, { recursive: true });
else say(folder);
say(
  JSON.stringify({
    days,
    diskBytes,
    prometheusBytes: prometheus.bytes,
    diskRatio: Math.round((diskBytes / prometheus.bytes) * 1000) / 1000,
    ...rates,
    ingestGrowthMb: Math.round(ingestGrowthMb),
    queryGrowthMb: Math.round(queryGrowthMb),
    mainBlockedMs: { ingest: Math.round(ingestBlockMs), queries: Math.round(queryBlockMs) },
    queries: results,
  }),
);
