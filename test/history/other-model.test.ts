import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OVERTAKEN } from '../../app/history/query.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { days, epochMs, millis, seconds } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { History } from '../../main/history/history.ts';
import { buildHistoryWorker } from './built-worker.ts';
import { reading, tempFolder, values } from './fixtures.ts';

const START = Date.UTC(2026, 10, 20, 12);
const LATER = START + days(2);
const WAGO = 'tcp://gateway:502/1';
const SDM630 = 'tcp://gateway:502/1?model=sdm630';
const WH = 1000;

let worker: URL;
beforeAll(async () => {
  worker = await buildHistoryWorker();
});
const opened: History[] = [];
afterEach(async () => {
  for (const history of opened.splice(0)) await history.close();
});

async function open(file: string, source: string, now: number): Promise<History> {
  for (const before of opened.splice(0)) await before.close();
  const clock = { ...SYSTEM_CLOCK, now: () => epochMs(now), elapsed: () => millis(now) };
  const result = await History.open({
    file,
    worker,
    source,
    pollEvery: seconds(30),
    retention: { markDays: 400, capBytes: 1e9 },
    rules: rulesOf(DEFAULT_SETTINGS, 'UTC'),
    clock,
    onNotice: () => undefined,
    onBug: (stack) => expect(stack).toBe(''),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  opened.push(result.value);
  return result.value;
}

/** A reading of the counter at `kwh`; null: it was not asked for. */
async function record(history: History, at: number, kwh: number | null): Promise<void> {
  await history.record(reading(at, values(900, kwh === null ? null : kwh * WH)));
}

async function energyOf(history: History): Promise<number> {
  const range = { from: epochMs(START - days(1)), to: epochMs(LATER + days(1)) };
  const found = await history.energy('test', { ...range, per: 'day', zone: 'UTC' });
  if (found === OVERTAKEN || !found.ok) throw new Error(JSON.stringify(found));
  return found.value.reduce((sum, { energy }) => sum + (energy.energy ?? 0), 0);
}

const accepted = async (history: History): Promise<unknown> => {
  const counters = await history.counters();
  return counters.ok && counters.value.accepted.energy?.value;
};

/** A WAGO at 500 kWh, then off for two days. */
async function withPast(): Promise<string> {
  const file = join(tempFolder(), 'history.sqlite');
  const history = await open(file, WAGO, START);
  await record(history, START, 499.9);
  await record(history, START + 30_000, 500);
  return file;
}

describe('a history of which another model goes on', () => {
  it('counts nothing from the old counter to the new one, however likely the rise looks', async () => {
    const file = await withPast();
    const history = await open(file, SDM630, LATER);
    expect(await accepted(history)).toBeUndefined();
    await record(history, LATER, 520);
    await record(history, LATER + 30_000, 520.2);
    expect(await energyOf(history)).toBeCloseTo(100 + 200, 0);
    expect(await accepted(history)).toBeCloseTo(520.2 * WH, 0);
  });

  it('waits with that for the first counter, over a restart too', async () => {
    const file = await withPast();
    const first = await open(file, SDM630, LATER);
    await record(first, LATER, null);
    const second = await open(file, SDM630, LATER + 60_000);
    expect(await accepted(second)).toBeUndefined();
    await record(second, LATER + 60_000, 520);
    expect(await energyOf(second)).toBeCloseTo(100, 0);
  });

  it('goes on with the counter once that model has been read', async () => {
    const file = await withPast();
    await record(await open(file, SDM630, LATER), LATER, 520);
    const again = await open(file, SDM630, LATER + 60_000);
    expect(await accepted(again)).toBeCloseTo(520 * WH, 0);
    await record(again, LATER + 60_000, 520.3);
    expect(await energyOf(again)).toBeCloseTo(100 + 300, 0);
  });
});

it('a history of the same model at another address goes on with its counter', async () => {
  const file = await withPast();
  const history = await open(file, 'rtu+tcp://other:4196/2', LATER);
  expect(await accepted(history)).toBeCloseTo(500 * WH, 0);
});
