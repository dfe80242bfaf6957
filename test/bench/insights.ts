import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rulesOf } from '../../app/insights/rules.ts';
import { spanAt } from '../../app/insights/spans.ts';
import { FIELDS } from '../../app/measurement.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { after, days, epochMs, hours, millis } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { History } from '../../main/history/history.ts';
import { fromWire } from '../../main/history/wire.ts';
import { END, EVERY, simulate, type Year } from './history/year.ts';

/**
 * Figures of a year with a year before to compare with, as the app asks for them: from main, of the
 * thread. Cold is the first such question to a thread that has just opened the file; warm is the
 * same question again, with a reading recorded in between. Run by `npm run bench -- insights`; the last line is
 * one JSON object. `--years=N` for another length of the record, `--tariff` with prices by day and night.
 */
const ZONE = 'Europe/Berlin';
const ROUNDS = 9;
const WARM_ROUNDS = 40;
const DAY_ROWS = days(1) / EVERY;

const years = Number(process.argv.find((arg) => arg.startsWith('--years='))?.slice(8) ?? 2);
const withTariff = process.argv.includes('--tariff');
const night = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00', perKwh: 0.2 };
const TARIFF = {
  currency: 'EUR',
  prices: [{ from: '2000-01-01', perKwh: 0.3, basePerMonth: 10, windows: [night] }],
};
const folder = mkdtempSync(join(tmpdir(), 'bench-insights-'));
const say = (text: string): void => console.log(text);
let now = END;

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown } | string): T {
  if (typeof result === 'string' || !result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

const open = async (): Promise<History> =>
  must(
    await History.open({
      file: join(folder, 'history.sqlite'),
      worker: pathToFileURL(resolve('out/main/history-worker.js')),
      source: 'bench',
      pollEvery: EVERY,
      retention: { markDays: 800, capBytes: 1e9 },
      rules: rulesOf({ ...DEFAULT_SETTINGS, ...(withTariff ? { tariff: TARIFF } : {}) }, ZONE),
      clock: { ...SYSTEM_CLOCK, now: () => now, elapsed: () => millis(now) },
      onNotice: (notice) => say(JSON.stringify(notice)),
      onBug: say,
    }),
  );

const wireOf = (year: Year, row: number): Float32Array =>
  Float32Array.from(FIELDS, (_, field) => year.columns[field]?.[row] ?? Number.NaN);

/** All but the newest twelve hours are filled in; these are recorded, so that open rows count too. */
async function ingest(history: History, year: Year): Promise<void> {
  const live = year.at.length - hours(12) / EVERY;
  for (let row = 0; row < live; row += DAY_ROWS) {
    const samples = year.at.slice(row, Math.min(live, row + DAY_ROWS)).map((at, i) => {
      return { at, wire: wireOf(year, row + i), flags: 0 };
    });
    must(await history.fill(samples, 'import'));
  }
  for (let row = live; row < year.at.length; row++) await record(history, year, row);
}

async function record(history: History, year: Year, row: number): Promise<void> {
  const at = after(
    year.at[row % year.at.length] ?? END,
    row >= year.at.length ? days(365 * years) : 0,
  );
  now = at;
  must(
    await history.record({
      kind: 'reading',
      reading: { at, values: fromWire(wireOf(year, row % year.at.length)) },
      energyAsked: row < year.at.length,
      rejections: [],
      counterEvents: [],
      session: null,
      took: EVERY,
    }),
  );
}

const median = (values: readonly number[]): number =>
  Math.round((values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN) * 100) / 100;

interface Took {
  readonly ms: number;
  /** Of all threads; tells more than the clock where others keep the machine busy. */
  readonly cpuMs: number;
}

async function time(work: () => Promise<unknown>): Promise<Took> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
}

const KINDS = ['year', 'month', 'day'] as const;
const ask = (history: History, kind: (typeof KINDS)[number]) => {
  const query = { ...spanAt(epochMs(END - days(40)), kind, ZONE), kind, zone: ZONE };
  return time(async () => must(await history.insights('bench', query)));
};

say(`Simulating ${years} years at 30 s …`);
const year = simulate(365 * years);
const first = await open();
const { ms: ingestMs } = await time(() => ingest(first, year));
await first.close();
say(`Recorded in ${Math.round(ingestMs / 1000)} s`);

const results: Record<string, { cold: Took; warm: Took }> = {};
const medians = (took: readonly Took[]): Took => ({
  ms: median(took.map(({ ms }) => ms)),
  cpuMs: median(took.map(({ cpuMs }) => cpuMs)),
});
let row = year.at.length;
for (const kind of KINDS) {
  const [cold, warm]: [Took[], Took[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    const history = await open();
    // As the app does right after it has opened its record.
    await history.heatPumpToday(ZONE);
    cold.push(await ask(history, kind));
    for (let again = 0; round === 0 && again < WARM_ROUNDS; again++) {
      await record(history, year, row++);
      warm.push(await ask(history, kind));
    }
    await history.close();
  }
  results[kind] = { cold: medians(cold), warm: medians(warm) };
}
rmSync(folder, { recursive: true });
say(JSON.stringify({ years, withTariff, ...results }));
