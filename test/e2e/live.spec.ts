import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';
import { holdValues } from './steady-meter.ts';

const RUNNING = { phases: [300, 290, 279] } as const;

const card = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const pill = (page: Page, state: string) =>
  page.getByRole('button', { name: `Connection: ${state}` });
const resize = (page: Page, width: number, height: number) =>
  page.setViewportSize({ width, height });

test('shows what the meter measures, in words and units that people use', async ({
  launch,
  simulate,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, RUNNING);
  const { page } = await launch({
    flags: ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`],
  });
  await expect(pill(page, 'Live')).toBeVisible();
  await expect(card(page, 'Power')).toContainText(/869\s*W/);
  await expect(card(page, 'Power')).toContainText('Running');
  await expect(card(page, 'Power')).toContainText('Normal');
  await expect(card(page, 'Grid frequency')).toContainText(/49\.99\s*Hz/);
  await expect(card(page, 'Grid frequency')).toContainText('Stable');
  await expect(card(page, 'Power factor')).toContainText('0.934');
  await expect(card(page, 'Power factor')).toContainText('Good');
  await expect(card(page, 'Energy today')).toContainText(/0\.00\s*kWh/);
  await expect(card(page, 'Phase balance')).toContainText(/L1\s*300\s*W\s*35\s*%/);
  await expect(page.getByRole('img', { name: /highest 869.W, newest 869.W/ })).toBeVisible();

  holdValues(meter, { phases: [800, 760, 740], frequency: 49.7, powerFactor: 0.62 });
  await expect(card(page, 'Power')).toContainText(/2\.30\s*kW/);
  await expect(card(page, 'Power')).toContainText('High load');
  await expect(card(page, 'Power')).toContainText('above 2 kW');
  await expect(card(page, 'Grid frequency')).toContainText('±0.5 Hz');
  await expect(card(page, 'Power factor')).toContainText('below 0.7');
});

test('speaks German with German numbers', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [420, 410, 410] });
  const { page } = await launch({
    flags: ['--lang=de', `--meter=tcp://127.0.0.1:${meter.port}/2`],
  });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(card(page, 'Leistung')).toContainText(/1,24\s*kW/);
  await expect(card(page, 'Leistung')).toContainText('In Betrieb');
  await expect(card(page, 'Netzfrequenz')).toContainText('Stabil');
});

test('does not call a single phase at idle a fault', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [46, 0, 0], powerFactor: 0.55 });
  const { page } = await launch({
    flags: ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`],
  });
  await expect(card(page, 'Power')).toContainText('Circulating');
  await expect(card(page, 'Phase balance')).toContainText('That is as it should be.');
  await expect(card(page, 'Power factor')).toContainText('at idle');
});

test('shows nothing old as new while the meter is away, and goes on when it is back', async ({
  launch,
  simulate,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, RUNNING);
  const { page } = await launch({
    flags: ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`],
  });
  await expect(card(page, 'Power')).toContainText(/869\s*W/);

  meter.unplug();
  await expect(pill(page, 'Stale')).toBeVisible();
  await expect(card(page, 'Power')).toContainText(/\d+ s ago/);
  await expectAccessible(page);
  await expect(pill(page, 'Offline')).toBeVisible();
  await expect(card(page, 'Power').locator('.kpi__digits')).toHaveText('–');
  await expect(card(page, 'Power')).toContainText(/869\s*W, \d+ s ago/);
  const trouble = page.getByRole('region', { name: 'Offline' });
  await expect(trouble).toContainText(/Offline since \d\d:\d\d/);
  await expect(trouble).toContainText(/Next try in \d+ s|Trying now/);
  await expect(page.getByRole('status').filter({ hasText: 'Connection: Offline' })).toHaveCount(1);
  await expectAccessible(page);

  meter.plug();
  await expect(pill(page, 'Live')).toBeVisible();
  await expect(trouble).toHaveCount(0);
  await expect(card(page, 'Power')).toContainText('Running');
});

test('keeps everything in its place when values change', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [6, 0, 0] });
  const { page } = await launch({
    flags: ['--lang=de', `--meter=tcp://127.0.0.1:${meter.port}/2`],
  });
  const boxes = () =>
    page
      .locator('.card, .header > *')
      .evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  await resize(page, 1280, 800);
  await expect(card(page, 'Leistung')).toContainText(/6\s*W/);
  const before = await boxes();
  holdValues(meter, { phases: [4150, 4150, 4040], frequency: 50.61, powerFactor: -0.999 });
  await expect(card(page, 'Leistung')).toContainText(/12,34\s*kW/);
  expect(await boxes()).toEqual(before);
});

for (const [width, height] of [
  [800, 480],
  [1280, 800],
  [1920, 1080],
] as const) {
  test(`shows numbers and chart without scrolling at ${width}×${height}`, async ({ launch }) => {
    const { page } = await launch({ flags: ['--lang=de', '--meter=demo:'] });
    await resize(page, width, height);
    await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
    for (const title of ['Leistung', 'Netzfrequenz', 'Leistungsfaktor', 'Energie heute']) {
      await expect(card(page, title)).toBeInViewport({ ratio: 1 });
    }
    await expect(card(page, 'Leistung, letzte Stunde')).toBeInViewport({ ratio: 1 });
    // Nothing is cut off at the side.
    const wide = await page
      .locator('.kpi > *, .header > *, .last-hour__head')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
    expect(wide).toBe(0);
  });
}
