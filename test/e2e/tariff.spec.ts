import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { Recording, reading, values } from '../history/fixtures.ts';
import { startHeatExporter } from '../main/heat/heat-exporter.ts';
import { expectAccessible } from './accessible.ts';
import { expect, silentMeter, test } from './app.ts';

test('prices are typed with the keyboard, checked in place, and taken back; cost shows on Live', async ({
  launch,
  folder,
}) => {
  const { page, electron } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  const energy = page.getByRole('region', { name: 'Energy today' });
  await expect(energy.getByText('since')).toBeVisible();
  await expect(energy.getByText('€')).toHaveCount(0);

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add prices' }).focus();
  await page.keyboard.press('Enter');
  const tariff = () =>
    page.evaluate(async () => (await window.bridge.snapshot()).value.settings.tariff);
  const prices = page.getByRole('group', { name: 'Prices 1' });
  await expect(prices.getByLabel('Valid from')).toHaveValue(/^\d{4}-01-01$/);
  const price = prices.getByLabel('Price of electricity');
  await price.fill('a lot');
  await expect(price).toHaveAttribute('aria-invalid', 'true');
  await expect(prices.getByText('A number from -10 to 1000, please.')).toBeVisible();
  await price.fill('0.30');
  const base = prices.getByLabel('Base fee');
  await base.fill('3000');
  await expect
    .poll(async () => (await tariff()).prices[0])
    .toMatchObject({ perKwh: 0.3, basePerMonth: 3000 });
  await prices.getByRole('button', { name: 'Add hours with another price' }).click();
  const hours = prices.getByRole('group', { name: 'Window 1' });
  await hours.getByLabel('From').fill('21:10');
  await expect(hours.getByText('A quarter of an hour such as 22:15, please.')).toBeVisible();
  await hours.getByLabel('From').fill('21:15');
  await hours.getByLabel('Sunday').uncheck();
  await expect
    .poll(async () => (await tariff()).prices[0])
    .toMatchObject({
      perKwh: 0.3,
      basePerMonth: 3000,
      windows: [{ from: '21:15', to: '06:00', days: [1, 2, 3, 4, 5, 6], perKwh: 0.3 }],
    });
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Live' }).click();
  await expect(energy.getByText('€')).toBeVisible();

  // A file of settings brings them along.
  const file = join(folder, 'settings.json');
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('Written to')).toBeVisible();
  expect(JSON.parse(await readFile(file, 'utf8')).settings.tariff).toEqual(await tariff());

  await page.getByRole('button', { name: 'Remove these prices' }).click();
  await expect.poll(async () => (await tariff()).prices).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await tariff()).prices).toHaveLength(1);
});

test('a price that is changed for the past changes past costs', async ({
  launch,
  simulate,
  clock,
  folder,
}) => {
  const userData = join(folder, 'kept');
  await mkdir(userData);
  const store = new Recording(30_000 as never, join(userData, 'history.sqlite'));
  const from = DateTime.fromMillis(clock.now()).startOf('day').minus({ days: 40 });
  for (let row = 0; row < 240; row++) {
    store.record(reading(from.toMillis() + row * 30_000, values(1200, 500_000 + row * 10)));
  }
  store.close();
  const flags = ['--lang=en', await silentMeter(simulate)];
  const { page } = await launch({ flags, userData });
  const costAt = async (perKwh: number): Promise<number | undefined> => {
    const tariff = {
      currency: 'EUR',
      prices: [{ from: '2020-01-01', perKwh, basePerMonth: 0, windows: [] }],
    };
    await page.evaluate((wanted) => window.bridge.changeSettings({ tariff: wanted }), tariff);
    const query = { from: from.toMillis(), to: from.plus({ days: 1 }).toMillis() };
    return page.evaluate(async ({ from: begin, to }) => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const asked = { from: begin, to, kind: 'day', zone } as never;
      const answer = await window.bridge.insights('test', asked);
      return typeof answer === 'object' && answer.ok ? answer.value.figures.cost?.total : undefined;
    }, query);
  };
  // 239 rises of 10 Wh.
  expect(await costAt(0.5)).toBeCloseTo(2.39 * 0.5, 3);
  expect(await costAt(0.25)).toBeCloseTo(2.39 * 0.25, 3);
});

test('the heat side can be tried, and says in words what is wrong', async ({ launch }) => {
  const heat = { flowRate: 17, flowTemperature: 35, returnTemperature: 30, outdoorTemperature: 4 };
  const exporter = await startHeatExporter(() => ({ ...heat, heat: 0 as never }));
  const { page } = await launch({ flags: ['--lang=de', '--meter=demo:'] });
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(page.getByRole('group', { name: 'Wärmeseite' })).toHaveCount(0);
  // An exporter is no Prometheus, and says so.
  await page.getByLabel('Prometheus auf dem Pi').fill(`http://${exporter.target}`);
  const side = page.getByRole('group', { name: 'Wärmeseite' });
  await expect(side.getByRole('button', { name: 'Ausprobieren' })).toBeDisabled();
  await side.getByLabel('Durchfluss in l/min').fill('heating_flow');
  await side.getByRole('button', { name: 'Ausprobieren' }).click();
  await expect(side.getByText('aber nicht wie ein Prometheus')).toBeVisible();
  await expect(side.getByText('Rücklauftemperatur in °C: nicht gesetzt')).toBeVisible();
  await expectAccessible(page);
  exporter.close();
});
