import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { POLL_FAULT_KINDS } from '../../app/fault.ts';
import { type Live, nextLive, startLive } from '../../app/live.ts';
import { METER_METRICS } from '../../app/metrics/names.ts';
import type { PollEvent } from '../../app/poll.ts';
import { after, millis, seconds } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { createMetrics } from '../../main/metrics/metrics.ts';
import { NOON, polled } from '../support/readings.ts';
import { isOnPath } from './on-path.ts';

const FAULT: PollEvent = { kind: 'fault', at: NOON, fault: { kind: 'closed' }, nextTryAt: NOON };

/** Metrics half a second after the last of `events`. */
function metricsAfter(...events: PollEvent[]) {
  let live: Live = startLive({ kind: 'demo' }, seconds(2), NOON);
  const metrics = createMetrics({
    live: () => live,
    energyEvery: seconds(30),
    clock: { ...SYSTEM_CLOCK, now: () => after(NOON, 500) },
    build: { version: '1.2.3', runtime: 'node 20.0.0' },
  });
  for (const event of events) {
    live = nextLive(live, event);
    metrics.observe(event);
  }
  return metrics;
}

const linesOf = (body: string, start: string): readonly string[] =>
  body.split('\n').filter((line) => line.startsWith(start));

describe('before the first reading', () => {
  test('the ten are described and have no sample', async () => {
    const { body } = await metricsAfter().expose('text');
    for (const { name, help } of METER_METRICS) {
      expect(body).toContain(`# HELP ${name} ${help}\n# TYPE ${name} gauge\n`);
      expect(linesOf(body, name)).toEqual([]);
    }
    expect(linesOf(body, 'wago_up')).toEqual(['wago_up 0']);
    expect(linesOf(body, 'wago_last_reading')).toEqual([]);
  });

  test('every counter is there with 0, so that the first event counts', async () => {
    const { body } = await metricsAfter().expose('text');
    expect(linesOf(body, 'wago_poll_faults_total{')).toHaveLength(POLL_FAULT_KINDS.length);
    expect(linesOf(body, 'wago_rejected_values_total{')).toHaveLength(61);
    expect(body).toContain('wago_polls_total 0\n');
  });
});

test('a reading is published without labels, with every digit of the float32 of the wire', async () => {
  const { body } = await metricsAfter(polled({ power: 869, powerL1: 869 })).expose('text');
  expect(linesOf(body, 'wago_power_total_kw')).toEqual(['wago_power_total_kw 0.869']);
  expect(linesOf(body, 'wago_power_L2_kw')).toEqual(['wago_power_L2_kw 0']);
  expect(linesOf(body, 'wago_energy_total_kwh')).toEqual(['wago_energy_total_kwh 513.1']);
  expect(linesOf(body, 'wago_frequency_hz')).toEqual(['wago_frequency_hz 49.99']);
  expect(linesOf(body, 'wago_up')).toEqual(['wago_up 1']);
  expect(linesOf(body, 'wago_last_reading')).toEqual([
    `wago_last_reading_timestamp_seconds ${NOON / 1000}`,
  ]);
});

test('what was published before is gone when the meter is silent', async () => {
  const { body } = await metricsAfter(polled(), FAULT, FAULT, FAULT).expose('text');
  for (const { name } of METER_METRICS) expect(linesOf(body, name)).toEqual([]);
  expect(body).toContain('wago_up 0\n');
});

test('polls, faults, rejections and durations are counted', async () => {
  const rejections = [{ field: 'powerL2', reason: 'not-finite', value: Number.NaN }] as const;
  const slow = polled({ powerL2: null }, NOON, { rejections, took: millis(700) });
  const { body } = await metricsAfter(polled(), FAULT, slow).expose('text');
  expect(body).toContain('wago_polls_total 3\n');
  expect(body).toContain('wago_poll_faults_total{kind="closed"} 1\n');
  expect(body).toContain('wago_rejected_values_total{field="powerL2",reason="not-finite"} 1\n');
  expect(body).toContain('wago_poll_duration_seconds_count 2\n');
  expect(body).toContain('wago_poll_duration_seconds_bucket{le="0.5"} 1\n');
  expect(body).toContain('wago_build_info{version="1.2.3",runtime="node 20.0.0"} 1\n');
});

test('OpenMetrics ends with # EOF and does not change the counters of the text format', async () => {
  const metrics = metricsAfter(polled());
  const first = await metrics.expose('text');
  const open = await metrics.expose('openmetrics');
  const again = await metrics.expose('text');
  expect(open.contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  expect(open.body).toMatch(/\n# EOF\n$/);
  expect(open.body).not.toContain('\n\n');
  expect(open.body).toContain('# TYPE wago_polls counter\nwago_polls_total 1\n');
  expect(first.contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(linesOf(again.body, 'wago_')).toEqual(linesOf(first.body, 'wago_'));
});

describe.skipIf(!isOnPath('promtool'))('promtool check metrics', () => {
  test.each([
    ['before the first reading', []],
    ['with readings', [polled(), FAULT, polled()]],
  ])('says nothing at all %s', async (_when, events) => {
    const { body } = await metricsAfter(...events).expose('text');
    const checked = spawnSync('promtool', ['check', 'metrics'], { input: body, encoding: 'utf8' });
    expect(checked).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
