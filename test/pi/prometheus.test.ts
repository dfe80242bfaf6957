import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIELDS } from '../../app/measurement.ts';
import { METER_METRICS, metricValue } from '../../app/metrics/names.ts';
import { epochMs, hours, minutes } from '../../app/units.ts';
import { checkPi } from '../../main/metrics/pi-health.ts';
import { PrometheusClient } from '../../main/prometheus/client.ts';
import { isOnPath } from '../metrics/on-path.ts';
import { type ServedCore, startServedCore } from '../metrics/served-core.ts';
import { readPanels, substituted } from './expressions.ts';
import { writeOldBlocks } from './old-exporter.ts';
import { numberOf, prometheusClock, RealPrometheus } from './real-prometheus.ts';
import { copyConfiguration, INSTANCE, JOB } from './stack-files.ts';

const LIVE_NAMES = METER_METRICS.map(({ name }) => name);
/** The house of the simulated heat pump keeps winter time. */
const ZONE = 'UTC+1';
const PAST = hours(72);
/** Where the old exporter stopped; Prometheus does not take what is younger than its head. */
const HANDOVER = minutes(5);

/** The chain as on the Pi: meter, core, endpoint, Prometheus with the past of the old exporter. */
describe.skipIf(!isOnPath('prometheus'))('a real Prometheus', () => {
  let folder = '';
  let whole: ServedCore;
  let prometheus: RealPrometheus;
  const clock = prometheusClock();
  const began = clock.now();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wago-pi-'));
    whole = await startServedCore();
    const data = join(folder, 'data');
    const [from, to] = [epochMs(began - PAST), epochMs(began - HANDOVER)];
    await writeOldBlocks(data, folder, whole.simulator.pump, from, to);
    const config = await copyConfiguration(join(folder, 'config'), whole.port);
    prometheus = await RealPrometheus.start(config, data);
    await prometheus.until('instance:wago_poll_faults:ratio1h', (result) => result.length > 0);
  }, 300_000);

  afterAll(async () => {
    await prometheus?.close();
    await whole?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Start of the local day that lies `days` before today, in seconds. */
  const midnight = (days: number): number =>
    DateTime.fromMillis(began, { zone: ZONE }).startOf('day').minus({ days }).toSeconds();

  test('has all ten series, with no labels but job and instance', async () => {
    const found = await prometheus.query(`{__name__=~"wago_(power|energy|frequency)_.*"}`);
    expect(found.map(({ metric }) => metric.__name__).toSorted()).toEqual(LIVE_NAMES.toSorted());
    for (const { metric } of found) {
      expect(Object.keys(metric).toSorted()).toEqual(['__name__', 'instance', 'job']);
    }
  });

  test('has exactly the numbers that the meter sent', async () => {
    await prometheus.until('count_over_time(wago_power_total_kw[20s])', ([s]) => numberOf(s) > 4);
    for (const metric of METER_METRICS) {
      const [series] = await prometheus.query(`${metric.name}[20s]`);
      const sent = whole.readings.flatMap((reading) => {
        const value = reading.values[metric.field];
        return value === null ? [] : [metricValue(metric, value)];
      });
      expect(series?.values?.length).toBeGreaterThan(0);
      for (const [, text] of series?.values ?? []) expect(sent).toContain(Number(text));
    }
    expect(FIELDS).toHaveLength(METER_METRICS.length);
  });

  test('goes on with the series of the old exporter, without a seam', async () => {
    for (const name of LIVE_NAMES) {
      const [series, ...others] = await prometheus.query(`${name}[80h]`);
      expect(others).toEqual([]);
      expect(series?.metric).toEqual({ __name__: name, instance: INSTANCE, job: JOB });
      const times = (series?.values ?? []).map(([at]) => at * 1000);
      expect(times[0]).toBeLessThan(began - PAST + 60_000);
      expect(times.at(-1)).toBeGreaterThan(began);
    }
  });

  test('says what each metric is', async () => {
    const metadata =
      await prometheus.api<Record<string, { type: string; help: string }[]>>('metadata');
    for (const { name, help } of METER_METRICS) {
      expect(metadata[name]).toMatchObject([{ type: 'gauge', help }]);
    }
    expect(metadata.wago_polls_total ?? metadata.wago_polls).toMatchObject([{ type: 'counter' }]);
  });

  test('is known by name to the endpoint', () => {
    const { lastScrape, scrapes } = whole.served.report();
    expect(scrapes).toBeGreaterThan(0);
    expect(lastScrape).toMatchObject({ from: '127.0.0.1' });
    expect(lastScrape?.agent).toMatch(/^Prometheus\//);
  });

  test('tells the app how the Pi does and how far its data reaches', async () => {
    const client = new PrometheusClient({ url: prometheus.url, access: { kind: 'open' } }, clock);
    const health = await checkPi(client, clock, new AbortController().signal);
    expect(health).toMatchObject({
      state: 'reachable',
      targets: [{ job: JOB, instance: INSTANCE, isUp: true }],
    });
    const [target] = health.state === 'reachable' ? health.targets : [];
    expect(target?.lastScrapeAt).toBeGreaterThan(began);
    expect(target?.newestAt).toBeGreaterThan(began);
    // To the hour, where the old exporter's data begins.
    expect(target?.oldestAt).toBeGreaterThanOrEqual(began - PAST);
    expect(target?.oldestAt).toBeLessThanOrEqual(began - PAST + hours(1));
  });

  describe('answers with data', () => {
    test('every expression of the dashboard', async () => {
      const now = Math.floor(clock.now() / 1000);
      const asked = (await readPanels()).flatMap(({ title, targets }) =>
        targets.map((target) => ({ title, ...target })),
      );
      for (const { title, expr, instant, interval } of asked) {
        const expression = substituted(expr, '12h');
        const [start, step] = interval === '1d' ? [midnight(2), 86_400] : [now - 3600, 60];
        const result = await (instant
          ? prometheus.query(expression)
          : prometheus.queryRange(expression, start, now, step));
        expect(result.length, `${title}: ${expression}`).toBeGreaterThan(0);
      }
    });

    test('every expression of the rules, which all evaluate without an error', async () => {
      type Rule = { name: string; query: string; health: string; lastError?: string; type: string };
      const { groups } = await prometheus.api<{ groups: { rules: Rule[] }[] }>('rules');
      const rules = groups.flatMap(({ rules: own }) => own);
      expect(rules.filter(({ type }) => type === 'recording')).toHaveLength(6);
      expect(rules.filter(({ type }) => type === 'alerting')).toHaveLength(8);
      for (const { name, query, health, lastError, type } of rules) {
        expect(health, `${name}: ${lastError}`).toBe('ok');
        // An alert is VALUE OPERATOR NUMBER, and the value must be there while all is well.
        const value = type === 'alerting' ? query.replace(/ (==|[<>]=?) [\d.]+$/, '') : query;
        expect(type === 'recording' || value !== query, `${name}: ${query}`).toBe(true);
        expect((await prometheus.query(value)).length, `${name}: ${value}`).toBeGreaterThan(0);
      }
    });
  });

  describe('tells the truth about a day', () => {
    const panel = async (title: string) => {
      const found = (await readPanels()).find((one) => one.title === title);
      if (found === undefined) throw new Error(`no panel is called ${title}`);
      return found.targets;
    };
    const day = (days: number) =>
      [epochMs(midnight(days) * 1000), epochMs(midnight(days - 1) * 1000)] as const;

    test('starts are counted on the calendar day on which they happened', async () => {
      const [target] = await panel('Starts a Day');
      for (const days of [1, 2]) {
        const expression = substituted(target?.expr ?? '', '1d');
        const [found] = await prometheus.queryRange(expression, midnight(days), midnight(days), 1);
        const truth = whole.simulator.pump.runs(...day(days)).length;
        expect(truth).toBeGreaterThan(0);
        expect(Number(found?.values?.[0]?.[1])).toBe(truth);
      }
    });

    test('energy per phase is that of the calendar day', async () => {
      const targets = await panel('Daily Energy per Phase');
      const [start, end] = day(1).map((at) => whole.simulator.pump.instant(at).energy);
      for (const [phase, { expr }] of targets.entries()) {
        const [found] = await prometheus.query(substituted(expr, '1d'), midnight(1));
        const truth = ((end?.[phase] ?? 0) - (start?.[phase] ?? 0)) / 1000;
        expect(numberOf(found)).toBeGreaterThan(truth * 0.995 - 0.01);
        expect(numberOf(found)).toBeLessThan(truth * 1.005 + 0.01);
      }
    });

    test("today's energy begins at midnight", async () => {
      const [target] = await panel("Today's Energy");
      const now = Math.floor((began - HANDOVER) / 1000) - 60;
      const range = now - midnight(0);
      const [found] = await prometheus.query(substituted(target?.expr ?? '', `${range}s`), now);
      const { pump } = whole.simulator;
      const at = (seconds: number): number =>
        pump.instant(epochMs(seconds * 1000)).energy.reduce((sum, part) => sum + part, 0);
      const truth = (at(now) - at(midnight(0))) / 1000;
      expect(numberOf(found)).toBeGreaterThan(truth * 0.98 - 0.02);
      expect(numberOf(found)).toBeLessThan(truth * 1.02 + 0.02);
    });
  });

  describe('when the meter is unplugged', () => {
    test('the ten series end within one scrape, wago_up falls to 0, and both come back', async () => {
      whole.simulator.unplug();
      const fault = await whole.next((event) => event.kind === 'fault');
      await prometheus.until('wago_up', ([series]) => numberOf(series) === 0);
      // Without a stale marker Prometheus would repeat the last value for five minutes.
      const shown = await prometheus.until(
        `{__name__=~"${LIVE_NAMES.join('|')}"}`,
        (all) => all.length === 0,
      );
      expect(shown).toEqual([]);
      const [series] = await prometheus.query('wago_power_total_kw[1m]');
      const lastSample = (series?.values?.at(-1)?.[0] ?? 0) * 1000;
      const lastReading = whole.readings.at(-1)?.at ?? 0;
      // Polled every second: a second of its own and the 1.5 s that a poll may take.
      expect(lastSample).toBeLessThanOrEqual(lastReading + 2500);
      expect(fault.kind === 'fault' && fault.fault.kind).toBe('no-answer');
      whole.simulator.plug();
      await prometheus.until('wago_up == 1', (result) => result.length === 1);
      await prometheus.until(
        `count({__name__=~"${LIVE_NAMES.join('|')}"})`,
        ([all]) => numberOf(all) === 10,
      );
    });
  });
});
