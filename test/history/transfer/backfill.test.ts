import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../../app/history/metric-names.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { epochMs, hours, millis, minutes, seconds, watts } from '../../../app/units.ts';
import { BACKFILL } from '../../../main/cli/commands/backfill.ts';
import { SYSTEM_CLOCK } from '../../../main/clock.ts';
import { openFillTarget } from '../../../main/history/fill-target.ts';
import { queryEnergy } from '../../../main/history/queries/energy.ts';
import { querySeries } from '../../../main/history/queries/series.ts';
import { backfill } from '../../../main/history/transfer/backfill.ts';
import { chooseSeries } from '../../../main/history/transfer/choose-series.ts';
import { toWire } from '../../../main/history/wire.ts';
import { PrometheusClient } from '../../../main/prometheus/client.ts';
import { ContextCache } from '../../../main/prometheus/context.ts';
import { RealPrometheus } from '../../pi/real-prometheus.ts';
import { Recording, reading, tempFolder, values } from '../fixtures.ts';

/** Half past, so that windows of a day and days of UTC do not coincide. */
const START = Date.UTC(2026, 9, 20, 10, 30);
const LENGTH = hours(30);
const ROWS = LENGTH / 30_000;
/** The Pi scrapes a few seconds beside our polls. */
const SCRAPED = 7_123;
const stop = new AbortController().signal;
const open = { kind: 'open' } as const;

/** The meter at any time: 1,200 W, and a counter that rises by 10 Wh in 30 s. */
const measured = (at: number) => values(1200 + (at % 7), 500_000 + (at - START) / 3000);

/** What Prometheus scraped: one broken value, and another exporter that looks the same. */
function openMetrics(): string {
  const lines: string[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const name = METRIC_NAMES[field];
    lines.push(`# TYPE ${name} gauge`);
    for (let row = 0; row < ROWS; row++) {
      const at = START + row * 30_000 + SCRAPED;
      const value = row === 700 && index === 4 ? '+Inf' : toWire(measured(at))[index];
      lines.push(`${name}{job="wago",instance="pi:9100"} ${value} ${at / 1000}`);
    }
    const other = `${name}{job="wago",instance="garage:9100"}`;
    lines.push(`${other} 1 ${(START - hours(48)) / 1000}`);
  }
  lines.push('# TYPE outdoor_celsius gauge');
  for (let row = 0; row < 60; row++) {
    lines.push(`outdoor_celsius ${-5 + row / 10} ${(START + row * 60_000) / 1000}`);
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

let prometheus: RealPrometheus;
beforeAll(async () => {
  const folder = tempFolder();
  const [text, data, config] = ['a.om', 'data', 'prometheus.yml'].map((n) => join(folder, n));
  if (text === undefined || data === undefined || config === undefined) throw new Error('never');
  writeFileSync(text, openMetrics());
  writeFileSync(config, 'global: {}\n');
  mkdirSync(data);
  const made = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', text, data]);
  if (made.status !== 0) throw new Error(String(made.error ?? made.stderr));
  prometheus = await RealPrometheus.start(config, data);
});
afterAll(() => prometheus.close());

const range = { from: epochMs(START), to: epochMs(START + LENGTH) };

/** Recorded by the app but for the hours from `gapFrom` to `gapTo`. */
function record(file: string, gapFrom: number, gapTo: number): void {
  const store = new Recording(seconds(30), file);
  for (let row = 0; row < ROWS; row++) {
    const at = START + row * 30_000;
    if (at < START + gapFrom || at >= START + gapTo) store.record(reading(at, measured(at)));
    if (row % 1000 === 999) store.seal();
  }
  store.close();
}

async function fill(file: string) {
  const client = new PrometheusClient({ url: prometheus.url, access: open }, SYSTEM_CLOCK);
  const labels = await chooseSeries(client, range, { job: null, instance: null }, stop);
  const opened = openFillTarget(file);
  if (!labels.ok || !opened.ok) throw new Error(JSON.stringify([labels, opened]));
  const limits = { connection: watts(24_000), energyMode: null };
  const done = await backfill(opened.value.target, {
    client,
    range,
    labels: labels.value,
    limits,
    now: range.to,
  });
  opened.value.close();
  return done.ok ? done.value : done.error;
}

function look(file: string) {
  const store = new Recording(seconds(30), file);
  const perHour = queryEnergy(
    store.store,
    { ...range, per: 'hour', zone: 'Europe/Berlin' },
    range.to,
  );
  const { columns } = querySeries(store.store, { ...range, points: 4000, fields: ['power'] });
  store.close();
  return {
    wh: perHour.map(({ energy }) => Math.round(energy.energy ?? -1)),
    estimated: perHour.filter(({ estimated }) => estimated).length,
    complete: perHour.map(({ complete }) => complete),
    holes: columns.power?.mean.filter((value) => value === null).length,
  };
}

describe('backfill from a real Prometheus', () => {
  it('closes a gap over midnight, and the estimates become what was measured', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    record(file, hours(5), hours(20));
    const before = look(file);
    expect(before.estimated).toBeGreaterThan(10);
    const done = await fill(file);
    const after = look(file);
    expect(done).toMatchObject({ readings: 1800 });
    expect(after.estimated).toBe(0);
    expect(after.holes).toBe(0);
    const sum = (list: readonly number[]): number => list.reduce((all, wh) => all + wh, 0);
    expect(sum(after.wh)).toBe(sum(before.wh));
    expect(Math.min(...after.wh.slice(1, -1))).toBeGreaterThan(1195);
    expect(Math.max(...after.wh)).toBeLessThan(1205);
    expect(Math.min(...after.complete.slice(1, -1))).toBeGreaterThan(0.98);
  });

  it('finds nothing to do when it runs again', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    record(file, hours(5), hours(9));
    await fill(file);
    const once = look(file);
    expect(await fill(file)).toEqual({ readings: 0, rejected: 0 });
    expect(look(file)).toEqual(once);
  });

  it('fills what lies before the first and after the newest reading, and the record goes on', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    const store = new Recording(seconds(30), file);
    for (let row = 1500; row < 2000; row++) {
      const at = START + row * 30_000;
      store.record(reading(at, measured(at)));
    }
    store.close();
    await fill(file);
    const again = new Recording(seconds(30), file);
    const next = START + LENGTH + 30_000;
    again.record(reading(next, measured(next)));
    again.close();
    const { wh, estimated } = look(file);
    expect(estimated).toBe(0);
    expect(wh.reduce((all, one) => all + one, 0)).toBeCloseTo(LENGTH / 3000, -2);
  });

  it('makes a history where there was none', async () => {
    const file = join(tempFolder(), 'new', 'history.sqlite');
    const done = await fill(file);
    // One frequency was infinite.
    expect(done).toEqual({ readings: ROWS, rejected: 1 });
    expect(look(file).holes).toBe(0);
  });

  it('asks which exporter is meant when there are several', async () => {
    const client = new PrometheusClient({ url: prometheus.url, access: open }, SYSTEM_CLOCK);
    const wide = { from: epochMs(START - hours(72)), to: range.to };
    const several = await chooseSeries(client, wide, { job: null, instance: null }, stop);
    expect(several.ok ? null : several.error.kind).toBe('choose-series');
    const one = await chooseSeries(client, wide, { job: null, instance: 'pi:9100' }, stop);
    expect(one).toEqual({ ok: true, value: 'job="wago",instance="pi:9100"' });
  });

  it('works from the command line and says what it did', async () => {
    const folder = join(tempFolder(), 'data');
    let out = '';
    const args = ['--data', folder, '--prometheus', prometheus.url, '--zone=UTC'];
    const times = ['--from=2026-10-20T10:30', '--to=2026-10-20T11:30', '--instance=pi:9100'];
    const code = await BACKFILL.run([...args, ...times], {
      language: 'en',
      t: createTexts('en').t,
      out: async (text) => {
        out += text;
      },
      locale: '',
      complain: (sentence) => {
        out += sentence;
      },
      env: {},
      stop,
    });
    expect(out).toBe('120 readings were added, 0 were not believed.\n');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'history.sqlite'))).toBe(true);
    expect(readdirSync(folder).some((name) => name.includes('broken'))).toBe(false);
  });
});

describe('a context series', () => {
  it('comes with its gaps and is asked for once', async () => {
    const client = new PrometheusClient({ url: prometheus.url, access: open }, SYSTEM_CLOCK);
    let elapsed = 0;
    const clock = { ...SYSTEM_CLOCK, elapsed: () => millis(elapsed), now: () => range.to };
    const cache = new ContextCache(client, clock);
    const query = {
      promql: 'outdoor_celsius',
      from: range.from,
      to: epochMs(START + hours(2)),
      points: 120,
    };
    const first = await cache.fetch(query, stop);
    expect(first.ok && first.value.values[30]).toBe(-2);
    expect(first.ok && first.value.values[100]).toBeNull();
    elapsed = minutes(30);
    const cancelled = AbortSignal.abort();
    expect(await cache.fetch(query, cancelled)).toEqual(first);
    const unknown = await cache.fetch({ ...query, promql: 'no_such_series' }, stop);
    expect(unknown).toEqual({ ok: false, error: { kind: 'nothing-there' } });
    const wrong = await cache.fetch({ ...query, promql: 'sum(' }, stop);
    expect(wrong.ok ? null : wrong.error.kind).toBe('refused');
  });
});
