import type { ElectronApplication, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';
import { holdValues } from './steady-meter.ts';

interface Shown {
  readonly title: string;
  readonly body: string;
}
type Watching = typeof globalThis & { shown?: (Shown & { click(): void })[] };

/** Keeps what is shown on the desktop instead of showing it. */
const watchNotifications = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ Notification }) => {
    const shown: (Shown & { click(): void })[] = [];
    (globalThis as Watching).shown = shown;
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification): void {
      const { title, body } = this;
      shown.push({ title, body, click: () => void this.emit('click') });
    };
  });

const shownOn = (electron: ElectronApplication): Promise<readonly Shown[]> =>
  electron.evaluate(() =>
    ((globalThis as Watching).shown ?? []).map(({ title, body }) => ({ title, body })),
  );

const clickFirst = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(() => (globalThis as Watching).shown?.[0]?.click());

/** The total energy in kWh. */
const TOTAL_ENERGY = 0x6000;

const go = (page: Page, hash: string) => page.evaluate((to) => location.assign(to), hash);
const entries = (page: Page) => page.getByRole('list', { name: 'Alerts, newest first' });

test('tells once of a power above its limit and of a meter that is away and back', async ({
  launch,
  simulate,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [20, 13, 13] });
  const flags = ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`];
  const { electron, page, userData } = await launch({ flags });
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  await watchNotifications(electron);

  await go(page, '#/alerts');
  await expect(page.getByText('Nothing to report.')).toBeVisible();
  await expectAccessible(page);

  await go(page, '#/settings');
  const rule = page.getByRole('group', { name: 'Power above a limit' });
  await rule.getByRole('switch').check();
  await rule.getByRole('textbox', { name: 'Limit' }).fill('2000');
  await rule.getByRole('textbox', { name: 'For at least' }).fill('0');
  await expectAccessible(page);
  const settings = () => page.evaluate(async () => (await window.bridge.snapshot()).value.settings);
  await expect
    .poll(async () => (await settings()).alerts.power)
    .toMatchObject({ limit: 2000, forS: 0 });
  await page.evaluate(async () => {
    const { alerts } = (await window.bridge.snapshot()).value.settings;
    const offline = { ...alerts.offline, forS: 1, backS: 0 };
    await window.bridge.changeSettings({ alerts: { ...alerts, offline } });
  });

  holdValues(meter, { phases: [800, 800, 812] });
  const bell = page.getByRole('link', { name: /Alerts/ });
  await expect(bell).toContainText('1 new');
  holdValues(meter, { phases: [20, 13, 13] });
  await bell.click();
  await expect(entries(page)).toContainText('High power');
  await expect(entries(page)).toContainText(/2\.41\s*kW; the limit is 2\.00\s*kW/);
  await expect(entries(page)).toContainText('Over');
  await expect(bell).not.toContainText('new');
  await expectAccessible(page);

  // Within the hold-off the same is not told again.
  holdValues(meter, { phases: [800, 800, 812] });
  meter.unplug();
  await expect(entries(page)).toContainText('Meter offline');
  holdValues(meter, { phases: [20, 13, 13] });
  meter.plug();
  await expect(entries(page).getByRole('listitem').first()).toContainText('Over');
  const shown = await shownOn(electron);
  expect(shown.map(({ title }) => title)).toEqual(['High power', 'Meter offline', 'Meter is back']);
  expect(shown[0]?.body).toMatch(/2\.41\s*kW/);

  await clickFirst(electron);
  await expect(page).toHaveURL(/#\/history\?at=\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('History');
  await go(page, '#/alerts');
  await entries(page)
    .getByRole('link', { name: /High power/ })
    .click();
  await expect(page).toHaveURL(/#\/history\?at=\d+$/);

  await electron.close();
  const again = await launch({ flags, userData });
  await go(again.page, '#/alerts');
  await expect(entries(again.page).getByRole('listitem')).toHaveCount(2);
  await again.page.getByRole('button', { name: 'Clear what is over' }).click();
  await expect(again.page.getByText('Nothing to report.')).toBeVisible();
});

test('keeps quiet at night, lists what each rule found, and tells it in one afterwards', async ({
  launch,
  simulate,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  const still = { phases: [2, 2, 2], frequency: 50, powerFactor: 0.95 } as const;
  holdValues(meter, still);
  meter.set(TOTAL_ENERGY, 500);
  const flags = ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`];
  const { electron, page } = await launch({ flags });
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  await watchNotifications(electron);

  await go(page, '#/settings');
  const rule = (name: string) => page.getByRole('group', { name });
  const set = async (name: string, values: Readonly<Record<string, string>>) => {
    await rule(name).getByRole('switch').check();
    for (const [label, text] of Object.entries(values)) {
      await rule(name).getByRole('textbox', { name: label }).fill(text);
    }
  };
  await set('Quiet hours', { From: '00:00', Until: '00:00' });
  await set('Grid frequency out of band', { 'Distance from 50 Hz': '0.3', 'For at least': '0' });
  await set('Power factor too low while running', { Lowest: '0.7', 'For at least': '0' });
  await set('Energy of a day above a limit', { Limit: '0.1' });
  await set('Short cycling', { 'Short runs': '1', Hysteresis: '0', 'Shorter than': '60' });

  await go(page, '#/alerts');
  holdValues(meter, { ...still, frequency: 50.6 });
  await expect(entries(page)).toContainText('Grid frequency out of band');
  await expect(entries(page)).toContainText(/50\.60\s*Hz; more than 0\.30\s*Hz away/);
  // A run begins, with a power factor that it should not have, and soon ends.
  holdValues(meter, { ...still, phases: [300, 300, 300], powerFactor: 0.5 });
  await expect(entries(page)).toContainText('Low power factor');
  holdValues(meter, still);
  await expect(entries(page)).toContainText('Short cycling');
  await expect(entries(page)).toContainText('1 run was shorter than it should be.');
  // The counters are read every 30 s, and no faster than the connection can carry may they rise.
  meter.set(TOTAL_ENERGY, 500.15);
  await expect(entries(page)).toContainText('High energy use in a day', { timeout: 70_000 });
  await expect(entries(page)).toContainText(/0\.15\s*kWh in one day; the limit is 0\.10?\s*kWh/);
  expect(await shownOn(electron)).toEqual([]);

  await go(page, '#/settings');
  await rule('Quiet hours').getByRole('switch').uncheck();
  await expect.poll(() => shownOn(electron)).toHaveLength(1);
  expect((await shownOn(electron))[0]?.title).toBe('4 alerts during quiet hours');
});
