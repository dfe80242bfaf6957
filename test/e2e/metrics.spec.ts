import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { METER_METRICS } from '../../app/metrics/names.ts';
import type { Settings } from '../../app/settings.ts';
import { freePort, numberOf, RealPrometheus } from '../pi/real-prometheus.ts';
import { copyConfiguration } from '../pi/stack-files.ts';
import { expect, test } from './app.ts';
import { holdValues } from './steady-meter.ts';

const scrape = (port: number) => fetch(`http://127.0.0.1:${port}/metrics`).catch(() => null);

const change = (page: Page, metrics: Settings['metrics']) =>
  page.evaluate((wanted) => window.bridge.changeSettings({ metrics: wanted }), metrics);

test('a real Prometheus gets all ten series from the app', async ({ launch, simulate, folder }) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [300, 290, 279] });
  const port = await freePort();
  const flags = [`--meter=tcp://127.0.0.1:${meter.port}/2`, `--metrics=127.0.0.1:${port}`];
  await launch({ flags });
  const config = await copyConfiguration(join(folder, 'config'), port);
  const prometheus = await RealPrometheus.start(config, join(folder, 'data'));
  try {
    const ten = `{__name__=~"${METER_METRICS.map(({ name }) => name).join('|')}"}`;
    const found = await prometheus.until(ten, (all) => all.length === METER_METRICS.length);
    const power = found.find(({ metric }) => metric.__name__ === 'wago_power_total_kw');
    expect(numberOf(power)).toBe(0.869);
  } finally {
    await prometheus.close();
  }
});

test('the endpoint is off at first, and settings switch it without a restart', async ({
  launch,
}) => {
  const { page } = await launch();
  const [first, second] = [await freePort(), await freePort()];
  expect(await scrape(first)).toBeNull();
  await change(page, { enabled: true, host: '127.0.0.1', port: first });
  await expect.poll(async () => (await scrape(first))?.status).toBe(200);
  await change(page, { enabled: true, host: '127.0.0.1', port: second });
  await expect.poll(async () => (await scrape(second))?.status).toBe(200);
  expect(await scrape(first)).toBeNull();
  await change(page, { enabled: false, host: '127.0.0.1', port: second });
  await expect.poll(() => scrape(second)).toBeNull();
});
