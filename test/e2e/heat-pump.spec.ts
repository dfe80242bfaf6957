import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DateTime } from 'luxon';
import { days, epochMs, hours, minutes } from '../../app/units.ts';
import type { Clock } from '../../main/clock.ts';
import { recordPast } from '../support/past.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';

const SIZES = [
  [800, 480],
  [1280, 800],
  [1920, 1080],
] as const;

/** Sixteen days of the past, with half a day in which nothing was recorded. */
async function withPast(folder: string, clock: Clock): Promise<string> {
  const userData = join(folder, 'with-past');
  await mkdir(join(userData, 'demo'), { recursive: true });
  const end = epochMs(clock.now() - minutes(2));
  const outage = { from: epochMs(end - days(3)), to: epochMs(end - days(3) + hours(12)) };
  await recordPast(join(userData, 'demo', 'history.sqlite'), end, days(16), [outage]);
  return userData;
}

const flags = (language: 'en' | 'de') => [
  `--lang=${language}`,
  '--meter=demo:',
  '--view=heat-pump',
];
const ready = (page: Page) =>
  expect(page.locator('html[data-ready="true"][data-view="heat-pump"]')).toBeAttached();
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const title = (page: Page) => page.locator('.span-bar__title');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** So many local days up to today, as the address names them. */
function lastDays(count: number, clock: Clock): string {
  const today = DateTime.fromMillis(clock.now());
  return `free=${today.minus({ days: count - 1 }).toISODate()}~${today.toISODate()}`;
}

/** What reaches beyond the side of the view, or is cut off in it. */
const misfits = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const view = document.querySelector('main');
    if (view === null) return ['no view'];
    if (view.scrollWidth > view.clientWidth) return ['the view scrolls sideways'];
    if (document.documentElement.scrollHeight > innerHeight) return ['the window scrolls'];
    const right = view.getBoundingClientRect().right + 1;
    return [...view.querySelectorAll('.card > *, .figure-card > *, .figures__row > *, .span-bar *')]
      .filter((one) => one.closest('.runs__scroll, .unseen') === null)
      .filter(
        (one) =>
          one.getBoundingClientRect().right > right ||
          (one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1),
      )
      .map((one) => `${one.className}: ${one.textContent}`);
  });

test('tells what the heat pump did in a span, and how that compares', async ({
  launch,
  clock,
  folder,
}, info) => {
  const { page } = await launch({ flags: flags('en'), userData: await withPast(folder, clock) });
  await page.setViewportSize({ width: 1280, height: 800 });
  await ready(page);

  await test.step('with figures in words and units that people use', async () => {
    await press(page, 'Week');
    await press(page, 'Week before');
    await expect(title(page)).toHaveText(/^Week \d+, /);
    await expect(region(page, 'Starts')).toContainText(/^Starts\d+/);
    await expect(region(page, 'Run time')).toContainText(/ of the time/);
    await expect(region(page, 'Energy')).toContainText(/kWh.*a day/);
    await expect(region(page, 'Cost')).toContainText('–');
    await expect(region(page, 'Cost')).toContainText('no prices are set');
    await expect(region(page, 'Key figures')).toContainText(/Time with data\d+/);
    await expect(page.getByText('COP', { exact: true })).toHaveCount(0);
  });

  await test.step('against the day before, over the hours that both have', async () => {
    await press(page, 'Day');
    await press(page, 'Today');
    await press(page, 'Day before');
    const figures = region(page, 'Key figures');
    await expect(figures).toContainText(/Compared with the day before over the \d+ hours/);
    await expect(figures).toContainText('no hour has data in both');
    await expect(region(page, 'Energy')).toContainText(
      /% (more|less) than the day before|the same/,
    );
    await expect(page.getByRole('img', { name: /bars of energy, together/ })).toBeVisible();
  });

  await test.step('the span stays while another view is looked at', async () => {
    const shown = (await title(page).textContent()) ?? '';
    await page.getByRole('link', { name: 'Live' }).click();
    await page.getByRole('link', { name: 'Heat pump', exact: true }).click();
    await ready(page);
    await expect(title(page)).toHaveText(shown);
  });

  await test.step('the timeline zooms down to an hour and shows what is missing', async () => {
    await page.evaluate(
      (query) => {
        location.hash = `#/heat-pump?${query}`;
      },
      lastDays(14, clock),
    );
    const timeline = region(page, 'What the heat pump mostly did');
    await expect(timeline).toContainText('No data');
    const surface = timeline.getByRole('group');
    await surface.focus();
    for (let time = 0; time < 20; time++) await page.keyboard.press('+');
    const near = region(page, 'What the heat pump did');
    await expect(near).toContainText(/Standby|Running|Circulating/);
    await page.keyboard.press('0');
    await expect(timeline).toBeVisible();
    const box = await surface.boundingBox();
    if (box === null) throw new Error('No timeline.');
    await page.mouse.move(box.x + box.width / 2, box.y + 25);
    await page.mouse.wheel(0, -2000);
    await page.mouse.wheel(0, -2000);
    await expect(page.getByRole('button', { name: 'Whole span' })).toBeEnabled();
    await surface.dblclick({ position: { x: box.width / 2, y: 25 } });
    await expect(page.getByRole('button', { name: 'Whole span' })).toBeDisabled();
  });

  await test.step('a bar leads to its day', async () => {
    const bars = region(page, 'Starts and energy per day').getByRole('group');
    await bars.focus();
    for (let time = 0; time < 3; time++) await page.keyboard.press('ArrowRight');
    await expect(region(page, 'Starts and energy per day')).toContainText(
      /\d starts?, .* run time/,
    );
    await page.keyboard.press('Enter');
    await expect(region(page, 'Starts and energy per hour')).toBeVisible();
  });

  await test.step('runs are sorted by each column, and lead to the history', async () => {
    await page.evaluate(
      (query) => {
        location.hash = `#/heat-pump?${query}`;
      },
      lastDays(14, clock),
    );
    const table = page.getByRole('table', { name: 'Runs' });
    await expect(table.getByRole('columnheader', { name: 'Start' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    for (const name of ['End', 'Length', 'Energy', 'Mean power', 'Peak power']) {
      const head = table.getByRole('columnheader', { name, exact: true });
      await head.getByRole('button').click();
      await expect(head).toHaveAttribute('aria-sort', 'descending');
    }
    await expect(page.getByText(/^1 to 25 of \d+$/)).toBeVisible();
    await press(page, 'Further rows');
    await expect(page.getByText(/^26 to \d+ of \d+$/)).toBeVisible();
    await info.attach('fortnight', { body: await page.screenshot(), contentType: 'image/png' });
    await table.getByRole('link').first().click();
    await expect(page.locator('html[data-view="history"]')).toBeAttached();
    await expect(page).toHaveURL(/#\/history\?at=\d+$/);
  });
});

for (const language of ['en', 'de'] as const) {
  test(`fits every size, is led by keys and has no barriers (${language})`, async ({
    launch,
    clock,
    folder,
  }, info) => {
    const { page } = await launch({
      flags: flags(language),
      userData: await withPast(folder, clock),
    });
    await ready(page);
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      for (const theme of ['dark', 'light'] as const) {
        await page.evaluate((chosen) => window.bridge.changeSettings({ theme: chosen }), theme);
        await page.screenshot({ path: info.outputPath(`${language}-${theme}-${width}.png`) });
      }
      const where = `${width}×${height}`;
      await expect.poll(async () => [where, await misfits(page)]).toEqual([where, []]);
    }
    await page.setViewportSize({ width: 800, height: 480 });
    for (const theme of ['dark', 'light'] as const) {
      await page.evaluate((chosen) => window.bridge.changeSettings({ theme: chosen }), theme);
      await expectAccessible(page);
    }

    const shown = await title(page).textContent();
    await page.getByRole('main').focus();
    await page.keyboard.press('ArrowLeft');
    await expect(title(page)).not.toHaveText(shown ?? '');
    await page.keyboard.press('t');
    await expect(title(page)).toHaveText(shown ?? '');
    const cell = page.locator('[data-cell="0-0"]');
    await cell.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[data-cell="1-1"]')).toBeFocused();
    await expect(title(page)).toHaveText(shown ?? '');
  });
}

test('says what there is to see before anything was recorded, and keeps free days', async ({
  launch,
  simulate,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  const { page } = await launch({
    flags: ['--lang=de', '--view=heat-pump', `--meter=tcp://127.0.0.1:${meter.port}/2`],
  });
  await ready(page);
  await press(page, 'Jahr');
  await press(page, 'Jahr davor');
  await expect(page.getByText('In dieser Zeit wurde nichts aufgezeichnet.')).toBeVisible();
  await expectAccessible(page);
  await press(page, 'Frei');
  await page.getByLabel('Von').fill('2024-02-10');
  await page.getByLabel('bis', { exact: true }).fill('2024-02-12');
  await page.getByLabel('Von').fill('2024-02-10');
  await expect(page).toHaveURL(/free=2024-02-10~2024-02-12$/);
  await press(page, 'Tage davor');
  await expect(page).toHaveURL(/free=2024-02-07~2024-02-09$/);
});

test('tells the heat pump’s day on Live and on the wall as well', async ({
  launch,
  clock,
  folder,
}) => {
  const { page } = await launch({
    flags: ['--lang=en', '--meter=demo:', '--view=live'],
    userData: await withPast(folder, clock),
  });
  const day = region(page, 'Heat pump today');
  await expect(day).toContainText(/Starts\s*\d+/);
  await expect(day).toContainText(/Run time\s*[\d:]+.(s|min|h)/);
  await expect(
    page.getByRole('img', { name: /^What the heat pump did today\. .* \d/ }),
  ).toBeVisible();
  await page.evaluate(() => window.bridge.enterKiosk());
  await expect(page.locator('.wall__day')).toContainText(/Starts\s*\d+\s*Run time/);
  await expect(page.locator('.wall__day .state-strip__stretch').first()).toBeAttached();
});
