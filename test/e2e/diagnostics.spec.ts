import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { freePort, RealPrometheus } from '../pi/real-prometheus.ts';
import { copyConfiguration } from '../pi/stack-files.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';
import { holdValues } from './steady-meter.ts';

const card = (page: Page, title: string | RegExp) => page.getByRole('region', { name: title });
const open = async (page: Page, view = 'Diagnostics') => {
  await page.getByRole('link', { name: view, exact: true }).click();
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();
};
const copied = (electron: ElectronApplication) =>
  electron.evaluate(({ clipboard }) => clipboard.readText());
const light = (page: Page, name: string) => page.locator('.lit').filter({ hasText: name });
const meterFlags = (port: number, ...more: string[]) => [
  '--lang=en',
  `--meter=tcp://127.0.0.1:${port}/2`,
  ...more,
];

for (const scheme of ['dark', 'light'] as const) {
  test(`has no barriers that axe finds in the ${scheme} theme`, async ({ launch }) => {
    const flags = ['--lang=de', '--meter=demo:', `--metrics=0.0.0.0:${await freePort()}`];
    const { page } = await launch({ flags });
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 800, height: 480 });
    await open(page, 'Diagnose');
    await expect(page.getByRole('img', { name: /^QR-Code für http/ })).toBeVisible();
    await expectAccessible(page);
    await open(page, 'Einstellungen');
    await expectAccessible(page);
  });
}

test('follows the way to the meter by itself and step by step', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [300, 290, 279] });
  const { page } = await launch({ flags: meterFlags(meter.port) });
  await open(page);
  const way = card(page, 'From the gateway to a reading');
  await expect(way.locator('.lit')).toContainText(Array(5).fill('In order'));
  await expect(light(page, 'The meter answers')).toContainText('Unit 2, Modbus TCP');

  await way.getByRole('button', { name: 'Test the connection' }).click();
  const result = page.getByRole('region', { name: 'Result of the test' });
  await expect(result.getByRole('listitem')).toContainText(Array(5).fill('passed'));

  await meter.close();
  await expect(light(page, 'The port answers')).toContainText('Failed');
  await expect(way).toContainText('nothing listens on port');
  await expect(card(page, 'Errors')).toContainText('Port closed');
  await expect(card(page, /^Registers/)).toContainText('not from now');
});

test('shows the registers as they came over the wire', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [300, 290, 279] });
  const { page } = await launch({ flags: meterFlags(meter.port) });
  await open(page);
  const row = (name: string) => card(page, /^Registers/).getByRole('row', { name });
  await expect(row('Active power, total')).toContainText(/0x5012\s*3F5E 76C9\s*0\.869\s*kW/);
  await expect(row('Frequency')).toContainText('0x5008');
  await expect(row('Data format')).toContainText(/0x4026\s*0001\s*1/);
  await expect(row('What the energy counts')).toContainText('Counts import');
});

test('copies a report that names neither the gateway nor this computer', async ({
  launch,
  simulate,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  const { page, electron, userData } = await launch({ flags: meterFlags(meter.port) });
  await open(page);
  await expect(light(page, 'Disk')).toContainText('GB free');
  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
  const report = await copied(electron);
  expect(report).toContain(`meter: wago-879, this computer, port ${meter.port}, unit 2`);
  expect(report).toContain('link: online');
  expect(report).toContain('app: ');
  expect(report).not.toContain('127.0.0.1');
  expect(report).not.toContain(userData);
});

test('shows the log, newest first, and filters it', async ({ launch }) => {
  const { page } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  await open(page);
  const log = page.getByRole('region', { name: 'Log', exact: true });
  await expect(log.getByRole('listitem').last()).toContainText(/Note\s*app\s*version .* begins/);
  await log.getByLabel('Filter').fill('BEGINS');
  await expect(log.getByRole('listitem')).toHaveCount(1);
  await log.getByLabel('Filter').fill('no such word');
  await expect(log).toContainText('No entries.');
  await log.getByLabel('Filter').fill('');
  await log.getByLabel('Only warnings and errors').check();
  await expect(log.getByRole('listitem').filter({ hasText: 'Note' })).toHaveCount(0);
});

test('the log tells of each reading only once that is asked for', async ({ launch }) => {
  const { page } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  await open(page);
  const entries = page.getByRole('region', { name: 'Log', exact: true }).getByRole('listitem');
  const readings = entries.filter({ hasText: /\d W in \d+ ms/ });
  await expect(entries.last()).toContainText('begins');
  await expect(readings).toHaveCount(0);
  const setLevel = (logLevel: 'debug' | 'info') =>
    page.evaluate((level) => window.bridge.changeSettings({ logLevel: level }), logLevel);
  await setLevel('debug');
  await expect.poll(() => readings.count()).toBeGreaterThan(1);
  await setLevel('info');
  const told = await readings.count();
  const polls = () => page.evaluate(async () => (await window.bridge.snapshot()).number);
  const before = await polls();
  await expect.poll(polls).toBeGreaterThan(before + 2);
  // One more may have been under way.
  expect(await readings.count()).toBeLessThanOrEqual(told + 1);
});

test('says who reads the endpoint, and where it is', async ({ launch }) => {
  const port = await freePort();
  const flags = ['--lang=en', '--meter=demo:', `--metrics=127.0.0.1:${port}`];
  const { page, electron } = await launch({ flags });
  await open(page);
  const endpoint = card(page, 'Metrics for Prometheus');
  await expect(endpoint).toContainText('Nobody has read it since the app was started.');
  await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { 'user-agent': 'curl/8' } });
  await expect(endpoint).toContainText('Last read by curl/8 at 127.0.0.1.');
  await expect(endpoint).toContainText(/\d+ s ago, 1 scrape since/);
  // A telephone cannot open what only this computer can.
  await expect(endpoint.getByRole('img')).toHaveCount(0);
  const url = `http://127.0.0.1:${port}/metrics`;
  await endpoint.getByRole('button', { name: `Copy ${url}` }).click();
  await expect.poll(() => copied(electron)).toBe(url);
});

test('a taken port is said everywhere until it is free or another one is set', async ({
  launch,
}) => {
  const taken = createServer();
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const { page } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  await open(page, 'Settings');
  const own = page.getByRole('textbox', { name: 'Port of the endpoint' });
  await own.fill(String(port));
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.getByRole('switch', { name: 'Endpoint for Prometheus' }).check();
  const notice = page.getByRole('region', { name: 'Notices' });
  await expect(notice).toContainText(`Port ${port} is taken by another program`);
  await open(page);
  await expect(light(page, '/metrics')).toContainText('Failed');
  await expect(card(page, 'Metrics for Prometheus')).toContainText(`Port ${port} is taken`);
  taken.close();
  await expect(light(page, '/metrics')).toContainText('In order');
  // A desktop without a tray has a notice of its own.
  await expect(notice.filter({ hasText: `Port ${port}` })).toHaveCount(0);
});

test('warns plainly before the whole network can read', async ({ launch }) => {
  const { page } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  await open(page, 'Settings');
  await expect(page.getByLabel('This computer only')).toBeChecked();
  await expect(page.getByText('every device in your network')).toHaveCount(0);
  await page.getByLabel('The whole network').check();
  await expect(page.getByText('every device in your network')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('This computer only')).toBeChecked();
});

test.describe('beside a real Prometheus', () => {
  test.use({ startsAt: 'system' });

  test('tells how the Pi does, from its Prometheus', async ({ launch, simulate, folder }) => {
    const meter = await simulate({ framing: 'tcp' });
    const port = await freePort();
    const { page } = await launch({
      flags: meterFlags(meter.port, `--metrics=127.0.0.1:${port}`),
    });
    await open(page);
    const pi = card(page, 'Prometheus on the Pi');
    await expect(pi).toContainText('No Prometheus is set.');
    const config = await copyConfiguration(join(folder, 'config'), port);
    const prometheus = await RealPrometheus.start(config, join(folder, 'data'));
    try {
      await prometheus.until('wago_power_total_kw', (found) => found.length === 1);
      await open(page, 'Settings');
      const address = page.getByRole('textbox', { name: 'Prometheus on the Pi' });
      await address.fill('http://me:secret@pi:9090');
      await expect(page.getByText('Leave out user and password')).toBeVisible();
      await address.fill(prometheus.url);
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      await open(page);
      await expect(pi).toContainText('Prometheus answers.');
      await expect(pi).toContainText(/The target .* is up/);
      await expect(pi).toContainText(/Last scrape: \d+ s ago/);
      await expect(pi).toContainText(/Readings from .* to /);
      await expect(card(page, 'Metrics for Prometheus')).toContainText('Last read by Prometheus/');
      await expectAccessible(page);
    } finally {
      await prometheus.close();
    }
    await pi.getByRole('button', { name: 'Check now' }).click();
    await expect(pi).toContainText('Failed');
  });
});
