import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';

const ready = (page: Page, view: string) =>
  expect(page.locator(`html[data-ready="true"][data-view="${view}"]`)).toBeAttached();

for (const scheme of ['dark', 'light'] as const) {
  test(`has no barriers that axe finds in the ${scheme} theme`, async ({ launch }) => {
    const { page } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 800, height: 480 });
    await ready(page, 'live');
    await expectAccessible(page);

    await page.getByRole('button', { name: /^Connection: / }).click();
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Settings' }).click();
    await ready(page, 'settings');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Connect your meter' }).click();
    await page.getByRole('dialog').getByLabel('Port').fill('0');
    await page.keyboard.press('Enter');
    await expectAccessible(page);
  });
}

test('labels the demo on every view', async ({ launch }) => {
  const { page } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  for (const name of ['Live', 'Diagnostics', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await expect(page.getByText('Demo', { exact: true })).toBeVisible();
    await expect(page.getByRole('banner')).toContainText('simulated values, not your house');
  }
});

test('leads the keyboard past the navigation to the values', async ({ launch }) => {
  const { page } = await launch({ flags: ['--lang=en', '--meter=demo:'] });
  await ready(page, 'live');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the values' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('applies settings at once and takes them back', async ({ launch }) => {
  const { page } = await launch({ flags: ['--meter=demo:'] });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Deutsch').check();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByLabel('Hell').check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(245, 246, 248)');
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'light');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('says in place what a number must be, and keeps the old one until it is', async ({
  launch,
  folder,
}) => {
  const userData = `${folder}/kept`;
  const first = await launch({ flags: ['--lang=en', '--meter=demo:'], userData });
  await first.page.getByRole('link', { name: 'Settings' }).click();
  const pace = first.page.getByLabel('Time between polls while somebody is looking');
  await pace.fill('0');
  await expect(first.page.getByText('A whole number from 1 to 300, please.')).toBeVisible();
  await expect(pace).toHaveAttribute('aria-invalid', 'true');
  await pace.fill('5');
  await expect(first.page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await first.electron.close();

  const second = await launch({ flags: ['--lang=en', '--meter=demo:'], userData });
  await second.page.getByRole('link', { name: 'Settings' }).click();
  await expect(second.page.getByLabel('Time between polls while somebody is looking')).toHaveValue(
    '5',
  );
});
