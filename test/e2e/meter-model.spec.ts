import type { Page } from '@playwright/test';
import type { Simulator } from '../../main/simulator/server.ts';
import { expect, test } from './app.ts';
import { holdValues } from './steady-meter.ts';

const WAGO = 'WAGO 879-30xx';
const SDM630 = 'Eastron SDM630-Modbus V2';

async function openDialog(page: Page) {
  await page.getByRole('button', { name: /^(Connect your|Change) meter$/ }).click();
  return page.getByRole('dialog', { name: 'Connect your meter' });
}

const open = (page: Page, view: string) =>
  page.getByRole('link', { name: view, exact: true }).click();

async function connectTo(page: Page, meter: Simulator, model: string) {
  const dialog = await openDialog(page);
  await dialog.getByLabel('Meter', { exact: true }).selectOption({ label: model });
  await dialog.getByLabel('Gateway').fill('127.0.0.1');
  await dialog.getByLabel('Port').fill(String(meter.port));
  await page.keyboard.press('Enter');
  return dialog;
}

const power = (page: Page) => page.getByRole('region', { name: 'Power', exact: true });

test('an SDM630 is chosen beside its address, read, and still chosen after a restart', async ({
  launch,
  simulate,
  folder,
}) => {
  const meter = await simulate({ framing: 'rtu-over-tcp', model: 'sdm630' });
  holdValues(meter, { phases: [300, 290, 279], energy: 512_300 }, 'sdm630');
  const userData = `${folder}/kept`;
  const first = await launch({ userData });
  const dialog = await connectTo(first.page, meter, SDM630);
  await expect(dialog).toHaveCount(0);
  await expect(power(first.page)).toContainText(/869\s*W/);
  await expect(first.page.getByText(/^Counter 512\.3\s*kWh$/)).toBeVisible();
  await first.electron.close();

  const { page } = await launch({ userData, flags: ['--lang=en', '--view=diagnostics'] });
  const registers = page.getByRole('region', { name: /^Registers/ });
  await expect(registers).toContainText(SDM630);
  const row = registers.getByRole('row', { name: /^Active power, total/ });
  await expect(row).toHaveText(/04\s*0x0034\s*4459 4000\s*869\s*W/);
  await expect(registers.getByRole('row', { name: /^Serial number/ })).toContainText('03');
  await expect(await openDialog(page)).toBeVisible();
  await expect(page.getByLabel('Meter', { exact: true })).toHaveValue('sdm630');
  expect(meter.stats().functionCodes).toEqual([3, 4]);
});

for (const [there, chosen, right] of [
  ['sdm630', WAGO, SDM630],
  ['wago-879', SDM630, WAGO],
] as const) {
  test(`a ${there} that is taken for a ${chosen} is told for what it is, and never shown`, async ({
    launch,
    simulate,
  }) => {
    const meter = await simulate({ framing: 'tcp', model: there });
    const { page } = await launch();
    const dialog = await connectTo(page, meter, chosen);
    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText(`not the meter chosen (${chosen})`);
    await expect(alert).toContainText(`probably another one: ${right}`);
    await dialog.getByRole('button', { name: 'Use anyway' }).click();
    const offline = page.getByRole('region', { name: 'Offline' });
    await expect(offline).toContainText('Check that the right meter is chosen');
    await expect(page.getByText(/\d\s*W\b/)).toHaveCount(0);

    await open(page, 'Settings');
    await page.getByText(right, { exact: true }).click();
    await open(page, 'Live');
    await expect(power(page)).toContainText(/\d\s*W/);
  });
}

test('a flag names the meter, and the settings can take it back', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'tcp', model: 'sdm630' });
  holdValues(meter, { phases: [300, 290, 279] }, 'sdm630');
  const url = `tcp://127.0.0.1:${meter.port}/2?model=sdm630`;
  const { page } = await launch({ flags: ['--lang=en', `--meter=${url}`] });
  await expect(power(page)).toContainText(/869\s*W/);
  await open(page, 'Settings');
  const choice = page.getByRole('radiogroup', { name: 'Meter', exact: true });
  await expect(choice.getByRole('radio', { name: SDM630 })).toBeChecked();
  await expect(choice).toContainText('Set by a command-line flag');
  await choice.getByText(WAGO).click();
  await expect(choice).not.toContainText('Set by a command-line flag');
  await expect(page.getByRole('button', { name: 'Connection: Offline' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(choice.getByRole('radio', { name: SDM630 })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Connection: Live' })).toBeVisible();
});

test('the demo has no meter to choose in the settings', async ({ launch }) => {
  const { page } = await launch({ flags: ['--lang=en', '--view=settings'] });
  await expect(page.getByRole('heading', { name: 'Reading the meter' })).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'Meter', exact: true })).toHaveCount(0);
});
