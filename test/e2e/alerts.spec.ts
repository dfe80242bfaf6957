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

const go = (page: Page, hash: string) => page.evaluate((to) => location.assign(to), hash);
const entries = (page: Page) => page.getByRole('list', { name: 'Alerts, newest first' });

test('tells once of a power above its limit and of a meter that is away and back', async ({
  launch,
  simulate,
}) => {
  test.setTimeout(120_000);
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
  await expect(bell).toContainText('1 new', { timeout: 15_000 });
  holdValues(meter, { phases: [20, 13, 13] });
  await bell.click();
  await expect(entries(page)).toContainText('High power');
  await expect(entries(page)).toContainText(/2\.41\s*kW; the limit is 2\.00\s*kW/);
  await expect(entries(page)).toContainText('Over', { timeout: 15_000 });
  await expect(bell).not.toContainText('new');
  await expectAccessible(page);

  // Within the hold-off the same is not told again.
  holdValues(meter, { phases: [800, 800, 812] });
  meter.unplug();
  await expect(entries(page)).toContainText('Meter offline', { timeout: 40_000 });
  holdValues(meter, { phases: [20, 13, 13] });
  meter.plug();
  await expect(entries(page).getByRole('listitem').first()).toContainText('Over', {
    timeout: 40_000,
  });
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
