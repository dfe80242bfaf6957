import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HeatNow, type HeatSide, NO_HEAT_SIDE } from '../../../app/heat/heat-side.ts';
import type { TimeRange } from '../../../app/history/query.ts';
import { rulesOf } from '../../../app/insights/rules.ts';
import { ok } from '../../../app/result.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { days, epochMs, hours, millis, minutes } from '../../../app/units.ts';
import { type Clock, SYSTEM_CLOCK } from '../../../main/clock.ts';
import { createHeatCommands } from '../../../main/heat/commands.ts';
import { HeatKeeper, type HeatRecord } from '../../../main/heat/heat-keeper.ts';
import { queryInsights, queryRuns } from '../../../main/history/insights/insights.ts';
import { PrometheusClient } from '../../../main/prometheus/client.ts';
import { createHeatPump } from '../../../main/simulator/heat-pump.ts';
import { heatInstant } from '../../../main/simulator/heat-side.ts';
import { Recording, reading, tempFolder, values } from '../../history/fixtures.ts';
import { prometheusClock, RealPrometheus } from '../../pi/real-prometheus.ts';
import { createLogBook } from '../../support/core.ts';
import { HEAT_METRICS, heatLines, startHeatExporter } from './heat-exporter.ts';

/** A winter's past of the simulated heat pump, in which it runs, heats water and defrosts. */
const FROM = Date.UTC(2026, 0, 10);
const TO = FROM + days(3);
/** For which Prometheus has nothing. */
const GAP = { from: FROM + hours(30), to: FROM + hours(33) };
const SCRAPE = 30_000;
const pump = createHeatPump({ seed: 879, fitted: epochMs(Date.UTC(2025, 11, 1)) });
const at = (time: number) => heatInstant(pump, epochMs(time));

const TYPES = ['heating_flow_litres_per_minute', 'heating_temperature_celsius', 'outdoor_celsius'];

function openMetrics(): string {
  const byName = new Map(TYPES.map((name) => [name, [`# TYPE ${name} gauge`]]));
  for (let time = FROM + 7_000; time < TO; time += SCRAPE) {
    if (time >= GAP.from && time < GAP.to) continue;
    for (const line of heatLines(at(time), ` ${time / 1000}`)
      .trim()
      .split('\n')) {
      byName.get(/^\w+/.exec(line)?.[0] ?? '')?.push(line);
    }
  }
  return `${[...byName.values()].flat().join('\n')}\n# EOF\n`;
}

let prometheus: RealPrometheus;
let exporter: Awaited<ReturnType<typeof startHeatExporter>>;
beforeAll(async () => {
  const folder = tempFolder();
  const [text, data, config] = [
    join(folder, 'a.om'),
    join(folder, 'data'),
    join(folder, 'prometheus.yml'),
  ];
  exporter = await startHeatExporter(() => at(FROM + hours(7)));
  writeFileSync(text, openMetrics());
  writeFileSync(
    config,
    `global: {scrape_interval: 1s, scrape_timeout: 1s}
scrape_configs: [{job_name: heat, static_configs: [{targets: ['${exporter.target}']}]}]
`,
  );
  mkdirSync(data);
  const made = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', text, data]);
  if (made.status !== 0) throw new Error(String(made.error ?? made.stderr));
  prometheus = await RealPrometheus.start(config, data);
}, 600_000);
afterAll(async () => {
  await prometheus.close();
  exporter.close();
});

const SIDE: HeatSide = HEAT_METRICS;
const open = { kind: 'open' } as const;

/** A record on disk that notes what is asked of it. */
function recordOf(store: Recording['store']): HeatRecord & { readonly kept: TimeRange[] } {
  const kept: TimeRange[] = [];
  return {
    kept,
    heatMissing: async (queries, { to }) =>
      ok(store.tables.heat.missing(queries, { from: epochMs(FROM), to })),
    keepHeat: async (day) => {
      kept.push({ from: epochMs(day.day * days(1)), to: day.askedUntil });
      return ok(store.tables.heat.keep(day));
    },
  };
}

/** Runs a keeper at a time of the past until it waits for the next minute. */
async function keepOnce(
  record: HeatRecord,
  now: number,
  side: HeatSide = SIDE,
  url = prometheus.url,
) {
  const told: (HeatNow | null)[] = [];
  const log = createLogBook();
  await new Promise<void>((resolve) => {
    const clock: Clock = {
      ...SYSTEM_CLOCK,
      now: () => epochMs(now),
      sleep: async (span, stop) => {
        if (span < minutes(1)) return;
        resolve();
        await SYSTEM_CLOCK.sleep(millis(span), stop);
      },
    };
    const keeper = new HeatKeeper({
      record: async () => record,
      side: () => side,
      // Its own waits are no end of a round.
      client: () => new PrometheusClient({ url, access: open }, SYSTEM_CLOCK),
      publish: (heat) => told.push(heat),
      clock,
      log,
    });
    keeper.start();
    closing.push(() => keeper.close());
  });
  return { told, lines: log.lines };
}

const energyAt = (time: number): number =>
  pump.instant(epochMs(time)).energy.reduce((sum, one) => sum + one, 0);

/** What the meter reads at a time. */
function read(time: number) {
  const { power } = pump.instant(epochMs(time));
  return reading(time, values(power[0] + power[1] + power[2], energyAt(time)));
}

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

/** The truth, second by second, for what is not in the gap. */
function truth(from: number, to: number): number {
  let wattSeconds = 0;
  for (let time = from; time < to; time += 1000) {
    if (time >= GAP.from && time < GAP.to + 7000) continue;
    wattSeconds += at(time).heat;
  }
  return wattSeconds / 3600;
}

describe('the heat side of a real Prometheus', () => {
  test('is kept to half a percent, with its gap, and filled backwards day by day', async () => {
    const recording = new Recording();
    const { store } = recording;
    const record = recordOf(store);
    const { told, lines } = await keepOnce(record, TO + 20_000);
    expect(record.kept.map(({ from }) => (from - FROM) / days(1))).toEqual([2, 1, 0]);
    expect(lines).toEqual([]);
    const heat = store.tables.heat.minutes();
    if (heat === null) throw new Error('Nothing was kept');
    const { heat: kept, known } = heat.sum(FROM, TO);
    const wanted = truth(FROM, TO);
    expect(Math.abs(kept / wanted - 1)).toBeLessThan(0.005);
    // A sample holds for up to five minutes.
    expect(days(3) - known).toBeGreaterThan(GAP.to - GAP.from - minutes(6));
    expect(days(3) - known).toBeLessThanOrEqual(GAP.to - GAP.from + minutes(1));
    const noon = FROM + hours(12);
    expect(heat.outdoor(noon, noon + minutes(10))).toBeCloseTo(
      at(noon + minutes(5)).outdoorTemperature,
      1,
    );
    expect(told.at(-1)?.at).toBe(TO);

    // The whole way: the meter's readings and this heat in one record, asked for a day.
    const day = { from: epochMs(FROM), to: epochMs(FROM + days(1)) };
    for (let time = FROM; time <= day.to; time += SCRAPE) recording.record(read(time));
    const rules = rulesOf(DEFAULT_SETTINGS, 'UTC');
    const query = { ...day, kind: 'day', zone: 'UTC' } as const;
    const { figures, season } = queryInsights(store, query, rules, epochMs(TO));
    const cop = figures.heat?.cop ?? 0;
    const used = energyAt(day.to) - energyAt(day.from);
    const wantedCop = truth(day.from, day.to) / used;
    expect(Math.abs(cop / wantedCop - 1)).toBeLessThan(0.01);
    expect(wantedCop).toBeGreaterThan(2);
    expect(figures.heat?.runningCop).toBeGreaterThan(cop);
    expect(season?.known).toBe(figures.heat?.known);
    for (const run of queryRuns(store, day, rules, epochMs(TO))) {
      if (run.end === null || !run.startSeen || !run.endSeen) continue;
      const truly = truth(run.start, run.end) / (energyAt(run.end) - energyAt(run.start));
      expect(Math.abs((run.cop ?? 0) / truly - 1)).toBeLessThan(0.06);
    }
    store.close();
  }, 300_000);

  test('goes on where it ended, and asks anew with other queries', async () => {
    const { store } = new Recording();
    const record = recordOf(store);
    await keepOnce(record, FROM + days(1) + hours(1));
    expect(record.kept).toHaveLength(2);
    await keepOnce(record, FROM + days(1) + hours(2));
    expect(record.kept).toHaveLength(3);
    await keepOnce(record, FROM + days(1) + hours(2), { ...SIDE, outdoorTemperature: '' });
    expect(record.kept).toHaveLength(5);
    store.close();
  }, 300_000);

  test('is nothing when it is not set, and a line in the log when it cannot be had', async () => {
    const { store } = new Recording();
    const record = recordOf(store);
    expect((await keepOnce(record, TO, NO_HEAT_SIDE)).told).toEqual([null]);
    const away = await keepOnce(record, TO, SIDE, 'http://127.0.0.1:9');
    expect(away.told).toEqual([null]);
    expect(away.lines.join()).toContain('unreachable');
    const both = { ...SIDE, flowTemperature: 'heating_temperature_celsius' };
    expect((await keepOnce(record, TO - hours(1), both)).lines.join()).toContain('several');
    expect(record.kept).toEqual([]);
    store.close();
  }, 300_000);

  test('can be tried: each query says what it gives, or why it gives nothing', async () => {
    await prometheus.until('outdoor_celsius', (found) => found.length === 1);
    const { tryHeatSide } = createHeatCommands(
      () => ({ url: prometheus.url, access: open }),
      prometheusClock(),
    );
    const truly = at(FROM + hours(7));
    const trial = await tryHeatSide(SIDE);
    expect(trial?.heat).toBeCloseTo(truly.heat, 0);
    expect(trial?.signals.flowRate).toEqual({ kind: 'value', value: truly.flowRate });
    const poor = await tryHeatSide({
      flowRate: 'no_such_metric',
      flowTemperature: 'heating_temperature_celsius',
      returnTemperature: 'sum(',
      outdoorTemperature: 'outdoor_celsius + 1000',
    });
    expect(poor?.heat).toBeNull();
    expect(poor?.signals).toMatchObject({
      flowRate: { kind: 'nothing' },
      flowTemperature: { kind: 'several', count: 2 },
      returnTemperature: { kind: 'fault', fault: { kind: 'refused' } },
      outdoorTemperature: { kind: 'junk' },
    });
    expect(await createHeatCommands(() => null, SYSTEM_CLOCK).tryHeatSide(SIDE)).toBeNull();
  }, 300_000);
});
