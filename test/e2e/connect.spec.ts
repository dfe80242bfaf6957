import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { holdValues } from './steady-meter.ts';

async function openDialog(page: Page) {
  await page.getByRole('button', { name: /^(Connect your|Change) meter$/ }).click();
  return page.getByRole('dialog', { name: 'Connect your meter' });
}

async function connectTo(page: Page, port: number, framing = 'auto', unit = 2) {
  const dialog = await openDialog(page);
  await dialog.getByLabel('Gateway').fill('127.0.0.1');
  await dialog.getByLabel('Port').fill(String(port));
  await dialog.getByLabel('Framing').selectOption(framing);
  await dialog.getByLabel('Unit id').fill(String(unit));
  await page.keyboard.press('Enter');
  return dialog;
}

const step = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

test('the first run shows the demo meter and offers the usual address', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('button', { name: 'Connection: Live' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('simulated values, not your house');
  const dialog = await openDialog(page);
  await expect(dialog.getByLabel('Gateway')).toHaveValue('192.168.2.10');
  await expect(dialog.getByLabel('Port')).toHaveValue('8899');
  await expect(dialog.getByLabel('Unit id')).toHaveValue('2');
  await expect(dialog.getByLabel('Framing')).toHaveValue('auto');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Connect your meter' })).toBeFocused();
});

for (const framing of ['tcp', 'rtu-over-tcp'] as const) {
  test(`connects to a ${framing} gateway by itself and remembers it`, async ({
    launch,
    simulate,
    folder,
  }) => {
    const meter = await simulate({ framing });
    holdValues(meter, { phases: [300, 290, 279] });
    const userData = `${folder}/kept`;
    const first = await launch({ userData });
    const dialog = await connectTo(first.page, meter.port);
    await expect(dialog).toHaveCount(0);
    const address = `127.0.0.1:${meter.port}, unit 2`;
    await expect(first.page.getByRole('banner')).toContainText(address);
    await expect(first.page.getByText('Demo', { exact: true })).toHaveCount(0);
    const power = first.page.getByRole('region', { name: 'Power', exact: true });
    await expect(power).toContainText(/869\s*W/);
    await first.electron.close();

    const second = await launch({ userData });
    await expect(second.page.getByRole('banner')).toContainText(address);
    await (await openDialog(second.page))
      .getByRole('button', { name: 'Use the demo meter' })
      .click();
    await expect(second.page.getByRole('banner')).toContainText('simulated values, not your house');
  });
}

test('says that nobody listens on a port, and can be told to use it anyway', async ({
  launch,
  simulate,
}) => {
  const gone = await simulate({ framing: 'tcp' });
  await gone.close();
  const { page } = await launch();
  const dialog = await connectTo(page, gone.port);
  await expect(dialog.getByRole('alert')).toContainText(`nothing listens on port ${gone.port}`);
  await expect(step(page, 'The name is known')).toContainText('passed');
  await expect(step(page, 'The port answers')).toContainText('failed');
  await expect(step(page, 'The meter answers')).toContainText('not reached');
  await dialog.getByRole('button', { name: 'Use anyway' }).click();
  await expect(page.getByRole('button', { name: 'Connection: Offline' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Offline' })).toContainText('nothing listens');
});

test('says that the unit id is another one', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'tcp', unit: 1 });
  const { page } = await launch();
  const dialog = await connectTo(page, meter.port);
  await expect(dialog.getByRole('alert')).toContainText('a device answers at unit 1');
  await expect(step(page, 'The meter answers')).toContainText('failed');
});

test('says that the gateway speaks the other framing', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'rtu-over-tcp' });
  const { page } = await launch();
  const dialog = await connectTo(page, meter.port, 'tcp');
  await expect(dialog.getByRole('alert')).toContainText('speaks RTU over TCP, not Modbus TCP');
  await dialog.getByLabel('Framing').selectOption('auto');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(dialog).toHaveCount(0);
});

test('says that a name is not known', async ({ launch }) => {
  const { page } = await launch();
  const dialog = await openDialog(page);
  await dialog.getByLabel('Gateway').fill('gateway.invalid');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('No device is called “gateway.invalid”');
  await expect(step(page, 'The name is known')).toContainText('failed');
});

test('a test can be stopped', async ({ launch, simulate }) => {
  const meter = await simulate({ framing: 'tcp' });
  meter.unplug();
  const { page } = await launch();
  const dialog = await connectTo(page, meter.port);
  await expect(dialog.getByText(/^Testing … \d+ s$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByText(/^Testing/)).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Connect' })).toBeVisible();
});

test('says in place what is wrong with what was typed, and tests nothing', async ({ launch }) => {
  const { page } = await launch();
  const dialog = await openDialog(page);
  await dialog.getByLabel('Port').fill('99999');
  await dialog.getByLabel('Unit id').fill('248');
  await expect(dialog.getByText('The port is a whole number from 1 to 65535.')).toBeVisible();
  await dialog.getByLabel('Gateway').fill('');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Type the IP address or the name')).toBeVisible();
  await expect(dialog.getByText('The unit id is a whole number from 1 to 247.')).toBeVisible();
  await expect(dialog.getByLabel('Gateway')).toBeFocused();
  await dialog.getByLabel('Gateway').fill('10.0.0.5:4196');
  await dialog.getByLabel('Unit id').focus();
  await expect(dialog.getByLabel('Gateway')).toHaveValue('10.0.0.5');
  await expect(dialog.getByLabel('Port')).toHaveValue('4196');
});
