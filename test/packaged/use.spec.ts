import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { days } from '../../app/units.ts';
import { CLOCK_AHEAD, SYSTEM_CLOCK } from '../../main/clock.ts';
import { holdValues } from '../e2e/steady-meter.ts';
import { expect, onLinux, test } from './app.ts';
import { lookedInto } from './package.ts';

test.skip(!onLinux, 'macOS and Windows run no archive but the one that was packed');

const VERSION: string = JSON.parse(readFileSync('package.json', 'utf8')).version;

const banner = (page: Page) => page.getByRole('banner');

const settingsIn = async (userData: string) =>
  JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'));

const versionOf = (page: Page) => page.evaluate(async () => (await window.bridge.about()).version);

/** When the oldest reading of the last hour came, in ms since epoch. */
const oldestReading = (page: Page) =>
  page.evaluate(async () => (await window.bridge.snapshot()).value.recent.at[0] ?? null);

test('from the first run to the wall, and over an update', async ({ open, folder, simulate }) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [300, 290, 279] });
  const userData = join(folder, 'user-data');
  let began: number | null = null;
  const before = await lookedInto(join(folder, 'before'), '0.0.9');

  await test.step('the version before shows the demo meter at its first run', async () => {
    const { page, app } = await open(before, userData);
    await expect(banner(page)).toContainText('simulated values, not your house');
    await expect(page.getByRole('button', { name: 'Connection: Live' })).toBeVisible();
    expect(await versionOf(page)).toBe('0.0.9');
    expect(page.url()).toMatch(/^app:/);

    await page.getByRole('button', { name: 'Connect your meter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect your meter' });
    await dialog.getByLabel('Gateway').fill('127.0.0.1');
    await dialog.getByLabel('Port').fill(String(meter.port));
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(banner(page)).toContainText(`127.0.0.1:${meter.port}, unit 2`);
    await expect(page.getByRole('region', { name: 'Power', exact: true })).toContainText(/869\s*W/);
    began = await oldestReading(page);
    expect(await app.quit()).toBe(0);
  });

  await test.step('its settings are of an older kind', async () => {
    const { settings, gateways } = await settingsIn(userData);
    // Version 1 wrote down what nobody had chosen as well.
    const old = { ...settings, pollWatchedS: 3, pollIdleS: 30, theme: 'system' };
    const file = { version: 1, settings: old, gateways };
    await writeFile(join(userData, 'settings.json'), JSON.stringify(file));
  });

  const now = await lookedInto(join(folder, 'now'));
  await test.step('this version goes on with its meter, history and settings', async () => {
    const { page, app } = await open(now, userData);
    expect(await versionOf(page)).toBe(VERSION);
    await expect(banner(page)).toContainText(`127.0.0.1:${meter.port}, unit 2`);
    await expect(page.getByRole('region', { name: 'Power', exact: true })).toContainText(/869\s*W/);
    expect(began).not.toBeNull();
    expect(await oldestReading(page)).toBe(began);
    await page.evaluate(() => window.bridge.changeSettings({ language: 'en' }));
    expect(await settingsIn(userData)).toMatchObject({
      version: 2,
      settings: { language: 'en', pollWatchedS: 3 },
    });
    expect((await settingsIn(userData)).settings).not.toHaveProperty('pollIdleS');
    expect(await app.quit()).toBe(0);
  });

  await test.step('on the wall it shows the same', async () => {
    const { page, app } = await open(now, userData, ['--kiosk']);
    await expect(page.locator('.wall')).toContainText(/869\s*W/);
    expect(await app.quit()).toBe(0);
  });
});

test('takes the time from the system, whatever the environment says', async ({
  open,
  folder,
  simulate,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  const app = await lookedInto(join(folder, 'app'));
  const flags = ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`];
  const before = SYSTEM_CLOCK.now();
  const env = { [CLOCK_AHEAD]: String(days(400)) };
  const { page } = await open(app, join(folder, 'user-data'), flags, env);
  await expect.poll(() => oldestReading(page)).toBeGreaterThanOrEqual(before);
  expect(await oldestReading(page)).toBeLessThanOrEqual(SYSTEM_CLOCK.now());
  expect(page.url()).not.toContain('ahead');
});
