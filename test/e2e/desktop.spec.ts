import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';

interface MenuEntry {
  readonly label: string;
  readonly accelerator: string | null;
}

const menuEntries = (electron: ElectronApplication): Promise<readonly MenuEntry[]> =>
  electron.evaluate(({ Menu }) => {
    const all = (menu: Electron.Menu | null): Electron.MenuItem[] =>
      menu?.items.flatMap((item) => [item, ...all(item.submenu ?? null)]) ?? [];
    return all(Menu.getApplicationMenu()).map(({ label, accelerator }) => ({
      label,
      accelerator: accelerator ?? null,
    }));
  });

const shortcut = async (electron: ElectronApplication, keys: string): Promise<string | null> =>
  (await menuEntries(electron)).find(({ accelerator }) => accelerator === keys)?.label ?? null;

const press = (electron: ElectronApplication, keys: string): Promise<void> =>
  electron.evaluate(({ Menu }, wanted) => {
    const all = (menu: Electron.Menu | null): Electron.MenuItem[] =>
      menu?.items.flatMap((item) => [item, ...all(item.submenu ?? null)]) ?? [];
    all(Menu.getApplicationMenu())
      .find(({ label, accelerator }) => accelerator === wanted || label === wanted)
      ?.click();
  }, keys);

const bounds = (electron: ElectronApplication) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

/** Starts the app once more as a person would, and waits for its end. */
function startAgain(userData: string, ...flags: readonly string[]): Promise<number | null> {
  const args = [...rootArguments(), '.', `--user-data-dir=${userData}`, ...flags];
  const app = spawn(electronExecutable(), args, { stdio: 'ignore' });
  return new Promise((resolve) => app.once('close', resolve));
}

test('has the shortcuts of a desktop, in both languages, and says what it is made of', async ({
  launch,
  folder,
}) => {
  const { electron, page, userData } = await launch({
    flags: ['--lang=en'],
    env: { XDG_CONFIG_HOME: join(folder, 'config') },
  });
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });

  await test.step('views, settings, full screen and the wall have theirs', async () => {
    await expect(heading('Live')).toBeAttached();
    await press(electron, 'CommandOrControl+,');
    await expect(heading('Settings')).toBeAttached();
    await press(electron, 'CommandOrControl+1');
    await expect(heading('Live')).toBeAttached();
    expect(await shortcut(electron, 'F11')).toBe('Full screen');
    expect(await shortcut(electron, 'Shift+F11')).toBe('Wall display');
    expect(await shortcut(electron, 'CommandOrControl+Q')).toBe('Quit WAGO Energy Monitor');
  });

  await test.step('the menu bar follows the language', async () => {
    await page.evaluate(() => window.bridge.changeSettings({ language: 'de' }));
    await expect.poll(() => shortcut(electron, 'F11')).toBe('Vollbild');
    await page.evaluate(() => window.bridge.changeSettings({ language: 'en' }));
    await expect.poll(() => shortcut(electron, 'F11')).toBe('Full screen');
  });

  await test.step('the window about the app names version and licences', async () => {
    const opened = electron.waitForEvent('window');
    await press(electron, 'About WAGO Energy Monitor');
    const about = await opened;
    await expect(about.getByText(/^Version \d+\.\d+\.\d+ · MIT licence$/)).toBeVisible();
    await expect(about.getByText(/Electron \d+\./)).toBeVisible();
    await about.getByText(/^react 19.* · MIT$/).click();
    await expect(about.locator('details[open]')).toContainText('Permission is hereby granted');
    await expectAccessible(about);
    await about.close();
  });

  await test.step('start at login is a file of the desktop, and goes with the setting', async () => {
    const file = join(folder, 'config', 'autostart', 'wago-energy-monitor.desktop');
    await page.evaluate(() => window.bridge.changeSettings({ startAtLogin: true }));
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toMatch(/^Exec=.*"--hidden"$/m);
    await page.evaluate(() => window.bridge.changeSettings({ startAtLogin: false }));
    await expect.poll(() => readFile(file, 'utf8').catch(() => 'gone')).toBe('gone');
  });

  await test.step('a second start shows the first, on the view that it asks for', async () => {
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    expect(await startAgain(userData, '--view=settings')).toBe(0);
    await expect(heading('Settings')).toBeAttached();
    await expect
      .poll(() =>
        electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map(
            (window) => window.isVisible() && !window.isMinimized(),
          ),
        ),
      )
      .toEqual([true]);
    expect(await startAgain(userData, '--kiosk')).toBe(0);
    await expect(page.locator('.wall')).toBeVisible();
  });

  await test.step('the log tells what changed, by area, and no poll', async () => {
    const log = join(userData, 'logs', 'wago-energy-monitor.log');
    const lines = (await readFile(log, 'utf8')).trim().split('\n');
    expect(lines[0]).toMatch(/^\S+Z info app: version \d+\.\d+\.\d+ begins on electron /);
    expect(lines.filter((line) => line.includes('poller: The meter answers'))).toHaveLength(1);
    expect(lines.some((line) => line.includes('window: the wall view begins'))).toBe(true);
    await page.evaluate(() => window.bridge.changeSettings({ logLevel: 'debug' }));
    await expect.poll(() => readFile(log, 'utf8')).toMatch(/ debug poller: .* W in \d+ ms/);
  });
});

test('comes back to where it was, unless that display is gone', async ({ launch, folder }) => {
  const userData = join(folder, 'placed');
  await mkdir(userData);
  const memory = join(userData, 'desktop.json');
  const remember = (x: number): Promise<void> =>
    writeFile(
      memory,
      JSON.stringify({ window: { x, y: 60, width: 900, height: 600, maximized: false } }),
    );

  await remember(5000);
  const first = await launch({ userData });
  await expect
    .poll(() => bounds(first.electron))
    .toEqual({ x: 510, y: 240, width: 900, height: 600 });
  await first.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 80, width: 1000, height: 650 }),
  );
  const place = { x: 120, y: 80, width: 1000, height: 650 };
  await expect
    .poll(async () => JSON.parse(await readFile(memory, 'utf8')).window)
    .toEqual({ ...place, maximized: false });
  await first.electron.close();
  const second = await launch({ userData });
  await expect.poll(() => bounds(second.electron)).toEqual(place);
});
