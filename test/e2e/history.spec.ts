import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge } from '../../app/bridge/contract.ts';
import { METRIC_NAMES } from '../../app/history/metric-names.ts';
import { formatLabels } from '../../app/history/prometheus.ts';
import { FIELDS } from '../../app/measurement.ts';
import { days, type EpochMs, epochMs, hours, minutes } from '../../app/units.ts';
import type { Clock } from '../../main/clock.ts';
import { RealPrometheus } from '../pi/real-prometheus.ts';
import { recordPast, simulatedPast } from '../support/past.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';

const FLAGS = ['--lang=en', '--meter=demo:', '--view=history'];

const shortlyBefore = (clock: Clock): EpochMs => epochMs(clock.now() - minutes(2));

/** Two days of the past up to `end`, with an hour and a half without readings in them. */
async function withPast(folder: string, end: EpochMs): Promise<string> {
  const userData = join(folder, 'with-past');
  await mkdir(join(userData, 'demo'), { recursive: true });
  const file = join(userData, 'demo', 'history.sqlite');
  const outage = { from: epochMs(end - hours(9)), to: epochMs(end - hours(7.5)) };
  await recordPast(file, end, days(2), [outage]);
  return userData;
}

const ready = (page: Page) =>
  expect(page.locator('html[data-ready="true"][data-view="history"]')).toBeAttached();
const charts = (page: Page) => page.getByRole('region', { name: 'Charts of the range' });
const shownTime = (page: Page) => page.locator('.readout__time');
const preset = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const legend = (page: Page) => page.getByRole('region', { name: 'What the heat pump did' });

/** Whoever is asked for a file chooses this one. */
const chooseFile = (electron: ElectronApplication, file: string) =>
  electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);

async function middleOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.getByRole('img', { name: /^Power\./ }).boundingBox();
  if (box === null) throw new Error('No power chart.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('shows the past, zooms, pans, tells values at the pointer and exports what is shown', async ({
  launch,
  clock,
  folder,
}) => {
  const { page, electron } = await launch({
    flags: FLAGS,
    userData: await withPast(folder, shortlyBefore(clock)),
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  await ready(page);
  await expect(preset(page, '24 hours')).toHaveAttribute('aria-pressed', 'true');
  await expect(legend(page)).toContainText(/No data 1 h 3\d min/);
  await expect(page.getByText('hatched: estimate')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Power\. Lowest \d W, mean/ })).toBeVisible();

  for (const name of ['1 hour', '6 hours', '7 days', '30 days', '1 year', '24 hours']) {
    await preset(page, name).click();
    await expect(preset(page, name)).toHaveAttribute('aria-pressed', 'true');
  }
  await expect(page.getByRole('region', { name: 'Energy per hour' })).toBeVisible();

  const day = await shownTime(page).textContent();
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  await expect(page.locator('.history__crosshair')).toBeVisible();
  await expect(page.locator('.readout')).toContainText(/% recorded/);
  await page.mouse.wheel(0, -300);
  await expect(preset(page, '24 hours')).toHaveAttribute('aria-pressed', 'false');
  await page.mouse.move(10, 10);
  await expect(page.locator('.history__crosshair')).toHaveCount(0);
  await expect.poll(() => shownTime(page).textContent()).not.toBe(day);
  const zoomed = (await shownTime(page).textContent()) ?? '';

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 200, y, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(10, 10);
  await expect(shownTime(page)).not.toHaveText(zoomed);

  const file = join(folder, 'shown.csv');
  await chooseFile(electron, file);
  await page.getByRole('button', { name: 'Export …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('One row for').selectOption('5m');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('status').filter({ hasText: `Exported to ${file}` })).toBeVisible();
  const [head, ...rows] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  expect(head).toContain('Power (W)');
  // 24 h · 1.2⁻³ in rows of five minutes.
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.length).toBeLessThan(200);

  await charts(page).dblclick({ position: { x: 300, y: 100 } });
  await expect(preset(page, '24 hours')).toHaveAttribute('aria-pressed', 'true');
});

test('is led by the keyboard alone and has no barriers in either theme', async ({
  launch,
  clock,
  folder,
}) => {
  const { page } = await launch({
    flags: FLAGS,
    userData: await withPast(folder, shortlyBefore(clock)),
  });
  await page.setViewportSize({ width: 800, height: 480 });
  await ready(page);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await charts(page).focus();
  const now = page.getByRole('button', { name: 'Now', exact: true });
  await expect(now).toBeDisabled();
  await page.keyboard.press('ArrowLeft');
  await expect(now).toBeEnabled();
  await page.keyboard.press('End');
  await expect(now).toBeDisabled();
  await page.keyboard.press('+');
  await expect(preset(page, '24 hours')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('0');
  await expect(preset(page, '24 hours')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.locator('.history__crosshair')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.history__crosshair')).toHaveCount(0);
  await page.keyboard.press('+');
  await page.keyboard.press('Home');
  await expect(now).toBeEnabled();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Export …' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Fill gaps from Prometheus …' }).click();
  await page.getByRole('button', { name: 'Fill gaps', exact: true }).click();
  await expect(page.getByText('This is no web address.')).toBeVisible();
  await expectAccessible(page);
});

/** A real Prometheus that scraped the same meter, under each of these labels, and a thermometer, through the last twelve hours. */
async function prometheusOf(
  folder: string,
  end: EpochMs,
  meters: readonly Readonly<Record<string, string>>[] = [{ job: 'wago' }],
): Promise<RealPrometheus> {
  const [text, data, config] = ['pi.om', 'pi-data', 'pi.yml'].map((name) => join(folder, name));
  if (text === undefined || data === undefined || config === undefined) throw new Error('never');
  const scraped = simulatedPast(end, days(2)).samples(end - hours(12), end);
  const series = FIELDS.map((field, index) => {
    const name = METRIC_NAMES[field];
    const lines = meters
      .map(formatLabels)
      .flatMap((labels) =>
        scraped.map(({ at, wire }) => `${name}{${labels}} ${wire[index]} ${at / 1000}`),
      );
    return [`# TYPE ${name} gauge`, ...lines].join('\n');
  });
  const outdoor = scraped.map(({ at }) => `outdoor_celsius -3.5 ${at / 1000}`);
  await writeFile(
    text,
    [...series, '# TYPE outdoor_celsius gauge', ...outdoor, '# EOF\n'].join('\n'),
  );
  await writeFile(config, 'global: {}\n');
  await mkdir(data);
  const made = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', text, data]);
  if (made.status !== 0) throw new Error(String(made.error ?? made.stderr));
  return RealPrometheus.start(config, data);
}

test('fills its gap from a real Prometheus, and lays a series of it over a chart', async ({
  launch,
  clock,
  folder,
}) => {
  const end = shortlyBefore(clock);
  const userData = await withPast(folder, end);
  const prometheus = await prometheusOf(folder, end);
  try {
    const { page } = await launch({ flags: FLAGS, userData });
    await page.setViewportSize({ width: 1280, height: 1000 });
    await ready(page);
    await expect(legend(page)).toContainText(/No data 1 h 3\d min/);
    await page.getByRole('button', { name: 'Fill gaps from Prometheus …' }).click();
    await page.getByLabel('Address').fill(prometheus.url);
    await page.getByRole('button', { name: 'Fill gaps', exact: true }).click();
    await expect(
      page.getByRole('status').filter({ hasText: '180 readings were added' }),
    ).toBeVisible();
    await expect(legend(page)).not.toContainText('No data 1 h');
    await expect(page.getByText('hatched: estimate')).toHaveCount(0);

    await page.getByRole('button', { name: 'Overlay …' }).click();
    await page.getByLabel('PromQL').fill('outdoor_celsius');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByText('needs the address of a Prometheus')).toBeVisible();
    await page.evaluate(
      (url) =>
        (window as unknown as { bridge: Bridge }).bridge.changeSettings({ prometheus: { url } }),
      prometheus.url,
    );
    await preset(page, '6 hours').click();
    await expect(page.getByText('outdoor_celsius (dashed)')).toBeVisible();
    const { x, y } = await middleOf(page);
    await page.mouse.move(x, y);
    await expect(page.getByText('outdoor_celsius (dashed): -3.5')).toBeVisible();
  } finally {
    await prometheus.close();
  }
});

test('asks which of two meters is meant before it fills from one', async ({
  launch,
  clock,
  folder,
}) => {
  const end = shortlyBefore(clock);
  const userData = await withPast(folder, end);
  const twin = { job: 'wago', instance: 'pi:9100' };
  const prometheus = await prometheusOf(folder, end, [
    { ...twin, site: 'attic' },
    { ...twin, site: 'cellar' },
  ]);
  try {
    const { page } = await launch({ flags: FLAGS, userData });
    await page.setViewportSize({ width: 800, height: 480 });
    await ready(page);
    await expect(legend(page)).toContainText(/No data 1 h 3\d min/);
    await page.getByRole('button', { name: 'Fill gaps from Prometheus …' }).click();
    await page.getByLabel('Address').fill(prometheus.url);
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog', { name: 'Which meter is it?' });
    const series = dialog.getByRole('radiogroup', { name: 'Series' });
    await expect(series.getByRole('radio')).toHaveCount(2);
    const attic = series.getByRole('radio', { name: 'site: attic' });
    await expect(attic).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await expect(series.getByRole('radio', { name: 'site: cellar' })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(
      page.getByRole('status').filter({ hasText: '180 readings were added' }),
    ).toBeVisible();
    await expect(legend(page)).not.toContainText('No data 1 h');
  } finally {
    await prometheus.close();
  }
});

test('goes on after the app was closed, with a gap', async ({ launch, simulate, folder }) => {
  const meter = await simulate({ framing: 'tcp' });
  const flags = ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`, '--view=history'];
  const userData = join(folder, 'kept');
  const first = await launch({ flags, userData });
  await ready(first.page);
  await preset(first.page, '1 hour').click();
  await expect(legend(first.page)).toContainText(/(Standby|Circulating|Running) [1-9]\d+ s/);
  await first.electron.close();
  // Longer than two polls of 2 s, so that it is a gap and no missed poll.
  await new Promise((resolve) => setTimeout(resolve, 10_000));

  const second = await launch({ flags, userData });
  await ready(second.page);
  await preset(second.page, '1 hour').click();
  const canvas = second.page.getByRole('img', { name: /^Power\. Lowest/ });
  await expect(canvas).toBeVisible();
  await charts(second.page).focus();
  // To about five minutes, in which some seconds are wide enough to be seen.
  for (let press = 0; press < 6; press += 1) await second.page.keyboard.press('+');
  const strip = second.page.locator('.state-strip__stretch');
  // Nothing, the first run, the gap, the second run, and perhaps the time since the newest poll.
  await expect.poll(() => strip.count()).toBeGreaterThanOrEqual(4);
});
