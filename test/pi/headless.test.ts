import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METER_METRICS } from '../../app/metrics/names.ts';
import { BuiltExporter } from '../metrics/built-exporter.ts';
import { isOnPath } from '../metrics/on-path.ts';
import { numberOf, RealPrometheus } from './real-prometheus.ts';
import { copyConfiguration, INSTANCE, JOB } from './stack-files.ts';

const TEN = `{__name__=~"${METER_METRICS.map(({ name }) => name).join('|')}"}`;

describe.skipIf(!isOnPath('prometheus'))('a real Prometheus and the exporter as a process', () => {
  let folder = '';
  let built: BuiltExporter;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wago-headless-'));
    built = await BuiltExporter.build();
  });
  afterAll(async () => {
    await built.remove();
    await rm(folder, { recursive: true, force: true });
  });

  test('all ten series arrive, and end when the exporter does', async () => {
    const args = ['--meter', 'demo:', '--metrics', '127.0.0.1:0', '--poll', '1'];
    const exporter = built.start(args);
    const config = await copyConfiguration(join(folder, 'config'), await exporter.port());
    const prometheus = await RealPrometheus.start(config, join(folder, 'data'));
    const found = await prometheus.until(TEN, (all) => all.length === METER_METRICS.length);
    for (const { metric } of found) expect(metric).toMatchObject({ job: JOB, instance: INSTANCE });
    expect(numberOf((await prometheus.query('wago_up'))[0])).toBe(1);
    expect(await exporter.end('SIGTERM')).toBe(0);
    await prometheus.until(`up{job="${JOB}"}`, ([series]) => numberOf(series) === 0);
    expect(await prometheus.until(TEN, (all) => all.length === 0)).toEqual([]);
    await prometheus.close();
  });
});
