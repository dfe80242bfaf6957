import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { DEFAULT_SETTINGS, type Settings } from '../../app/settings.ts';
import { canHaveKeyring, startKeyring } from '../desktop/keyring.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';

const FLAGS = ['--lang=en', '--meter=demo:'];
const PASSWORD = 'correct horse battery staple';

const ends: (() => void)[] = [];
test.afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const open = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.locator('html[data-ready="true"][data-view="settings"]')).toBeAttached();
};
const settingsOf = (page: Page): Promise<Settings> =>
  page.evaluate(async () => (await window.bridge.snapshot()).value.settings);
const stored = async (userData: string): Promise<Partial<Settings>> =>
  JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')).settings;
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).click();

/** Every file of the user's data, Chromium's own among them, as one text. */
async function everythingIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'));
  return (await Promise.all(texts.map((text) => text.catch(() => '')))).join('\n');
}

/** What a person does to each field, and what is set afterwards. */
const TYPED: readonly (readonly [label: string, text: string, wrong: string, Partial<Settings>])[] =
  [
    ['Time between polls while somebody is looking', '7', '0', { pollWatchedS: 7 }],
    ['Time between polls while nobody is looking', '45', '301', { pollIdleS: 45 }],
    ['The most that your connection carries', '11000', '499', { connectionLimitW: 11_000 }],
    ['Readings are kept for', '100', '29', { historyDays: 100 }],
    ['Most room on the disk', '500', '49', { historyCapMb: 500 }],
    [
      'Port of the endpoint',
      '9111',
      '65536',
      { metrics: { enabled: false, host: '127.0.0.1', port: 9111 } },
    ],
    [
      'Prometheus on the Pi',
      'http://127.0.0.1:9',
      'http://a:b@127.0.0.1:9',
      { prometheus: { url: 'http://127.0.0.1:9' } },
    ],
  ];
const CHOSEN: readonly (readonly [label: string, Partial<Settings>])[] = [
  ['Light', { theme: 'light' }],
  ['Brown, black, grey', { phaseColours: 'iec' }],
  ['12.5; 13.1', { csvFormat: 'semicolon-point' }],
  ['Every reading too', { logLevel: 'debug' }],
];
const SWITCHED: readonly (readonly [name: string, keyof Settings])[] = [
  ['Move the picture against burn-in', 'kioskPixelShift'],
  ['Go on in the tray when the window is closed', 'closeToTray'],
  ['Watts in the tray', 'tray'],
];

test('each setting is saved at once, holds at the next start, and is taken back', async ({
  launch,
  folder,
}) => {
  const userData = `${folder}/kept`;
  const { page, electron } = await launch({ flags: FLAGS, userData });
  await open(page);
  const wanted: Partial<Settings>[] = [];
  for (const [label, text, wrong, patch] of TYPED) {
    const input = page.getByLabel(label, { exact: true });
    await input.fill(wrong);
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    await input.fill(text);
    await expect.poll(() => settingsOf(page)).toMatchObject(patch);
    wanted.push(patch);
  }
  for (const [label, patch] of CHOSEN) {
    await page.getByLabel(label, { exact: true }).check();
    wanted.push(patch);
  }
  for (const [name, key] of SWITCHED) {
    await page.getByRole('switch', { name, exact: true }).uncheck();
    wanted.push({ [key]: false });
  }
  await page.getByRole('switch', { name: 'Darker at night' }).check();
  await page.getByLabel('Darker from').fill('21:30');
  const kioskDim = { ...DEFAULT_SETTINGS.kioskDim, enabled: true, from: '21:30' };
  await expect.poll(() => settingsOf(page)).toMatchObject({ kioskDim });
  wanted.push({ kioskDim });
  const all = Object.assign({}, ...wanted);
  await expect.poll(() => stored(userData)).toEqual(all);
  // electron-store has written by now; its own unguarded listener must be gone.
  const listeners = await electron.evaluate(({ ipcMain }) =>
    ipcMain.listenerCount('electron-store-get-data'),
  );
  expect(listeners).toBe(0);
  const steps = TYPED.length + CHOSEN.length + SWITCHED.length + 2;
  for (let step = 0; step < steps; step++) await undo(page);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  const { language: _, ...before } = DEFAULT_SETTINGS;
  await expect.poll(() => settingsOf(page)).toMatchObject(before);
  await page.evaluate((patch) => window.bridge.changeSettings(patch as never), all);
  await electron.close();

  const again = await launch({ flags: FLAGS, userData });
  expect(await settingsOf(again.page)).toMatchObject(all);
});

test('a broken file is set aside with a word, and the last good settings hold', async ({
  launch,
  folder,
}) => {
  const userData = `${folder}/kept`;
  const first = await launch({ flags: FLAGS, userData });
  await first.page.evaluate(() => window.bridge.changeSettings({ pollIdleS: 77 }));
  await first.electron.close();
  await writeFile(join(userData, 'settings.json'), '{"version": 2, "settings": {"poll');
  const { page } = await launch({ flags: FLAGS, userData });
  await expect(page.getByText('The settings file could not be read.')).toBeVisible();
  expect(await settingsOf(page)).toMatchObject({ pollIdleS: 77 });
  expect((await readdir(userData)).filter((name) => name.includes('.broken-'))).toHaveLength(1);
});

/** A Prometheus without series that wants a user and a password. */
async function guarded(user: string, password: string) {
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const isIn = request.headers.authorization === wanted;
    const data = { resultType: 'matrix', result: [] };
    response.writeHead(isIn ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isIn ? { status: 'success', data } : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  ends.push(() => server.close());
  return url;
}

const piState = (page: Page) => page.evaluate(async () => (await window.bridge.checkPi())?.state);

test('without a keyring a password is kept until the app ends, and never on the disk', async ({
  launch,
  folder,
}) => {
  const userData = `${folder}/kept`;
  const url = await guarded('pi', PASSWORD);
  const flags = [...FLAGS, '--password-store=basic'];
  const { page, electron } = await launch({ flags, userData });
  await open(page);
  await page.getByLabel('Prometheus on the Pi').fill(url);
  await page.getByLabel('User and password').check();
  await page.getByLabel('User at Prometheus').fill('pi');
  await expect.poll(() => settingsOf(page)).toMatchObject({ prometheusUser: 'pi' });
  expect(await piState(page)).toBe('unreachable');
  await expect(page.getByText('Your system has no keyring')).toBeVisible();
  await page.getByLabel('Password for Prometheus').fill(PASSWORD);
  await page.getByRole('button', { name: 'Keep until I quit' }).click();
  await expect(page.getByText('One is kept in memory until you quit')).toBeVisible();
  await expect(page.getByLabel('Password for Prometheus')).toHaveValue('');
  await expectAccessible(page);
  expect(await piState(page)).toBe('reachable');
  const known = await page.evaluate(async () => JSON.stringify(await window.bridge.snapshot()));
  expect(known).not.toContain('horse');
  await electron.close();
  expect(await everythingIn(userData)).not.toContain('correct horse');

  const again = await launch({ flags, userData });
  expect(await again.page.evaluate(() => window.bridge.secretState())).toEqual({
    hasSecret: false,
    keeping: 'session',
  });
});

test('with a keyring a password is there at the next start, and only sealed on the disk', async ({
  launch,
  folder,
}) => {
  test.skip(!canHaveKeyring(), 'This machine has no gnome-keyring.');
  const keyring = await startKeyring(join(folder, 'keyring'));
  ends.push(keyring.stop);
  const url = await guarded('pi', PASSWORD);
  const userData = `${folder}/kept`;
  const flags = [...FLAGS, '--password-store=gnome-libsecret'];
  const { page, electron } = await launch({ flags, userData, env: keyring.env });
  await page.evaluate(
    (wanted) =>
      window.bridge.changeSettings({
        prometheus: { url: wanted },
        prometheusAccess: 'basic',
        prometheusUser: 'pi',
      }),
    url,
  );
  await open(page);
  await page.getByLabel('Password for Prometheus').fill(PASSWORD);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByText('encrypted with the keyring of your system')).toBeVisible();
  expect(await piState(page)).toBe('reachable');
  await electron.close();
  expect(await readdir(userData)).toContain('secrets.json');
  expect(await everythingIn(userData)).not.toContain('correct horse');

  const again = await launch({ flags, userData, env: keyring.env });
  expect(await piState(again.page)).toBe('reachable');
  await open(again.page);
  await again.page.getByRole('button', { name: 'Forget it' }).click();
  await expect(again.page.getByRole('button', { name: 'Forget it' })).toHaveCount(0);
  expect(await piState(again.page)).toBe('unreachable');
  expect(await readdir(userData)).not.toContain('secrets.json');
  await again.electron.close();
});

test('start at login writes what the desktop starts, and takes it away', async ({
  launch,
  folder,
}) => {
  const config = join(folder, 'config');
  const { page } = await launch({ flags: FLAGS, env: { XDG_CONFIG_HOME: config } });
  await open(page);
  const entries = () => readdir(join(config, 'autostart')).catch(() => []);
  await page.getByRole('switch', { name: 'Start at login, hidden' }).check();
  await expect.poll(entries).toHaveLength(1);
  await undo(page);
  await expect.poll(entries).toHaveLength(0);
});

/** Stands in for the person before the desktop's own dialogs. */
const choose = (electron: ElectronApplication, file: string) =>
  electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, file);

test('settings go to a file and come from one, field by field, and are taken back at once', async ({
  launch,
  folder,
}) => {
  const { page, electron } = await launch({ flags: ['--lang=en'] });
  const file = join(folder, 'export.json');
  await choose(electron, file);
  await page.evaluate(() => window.bridge.changeSettings({ pollIdleS: 77 }));
  await open(page);
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText(`Written to ${file}.`)).toBeVisible();
  const exported = JSON.parse(await readFile(file, 'utf8'));
  expect(exported.settings).toMatchObject({ pollIdleS: 77 });
  expect(JSON.stringify(exported)).not.toMatch(/password|token|pin"/i);

  const settings = { pollIdleS: 88, connectionLimitW: 12_000, theme: 'pink', nightMode: true };
  await writeFile(file, JSON.stringify({ ...exported, settings }));
  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(page.getByText('2 settings were taken over.')).toBeVisible();
  await expect(page.getByText('2 were not: Theme, nightMode.')).toBeVisible();
  await expect
    .poll(() => settingsOf(page))
    .toMatchObject({ pollIdleS: 88, connectionLimitW: 12_000, theme: 'system' });
  await undo(page);
  await expect
    .poll(() => settingsOf(page))
    .toMatchObject({ pollIdleS: 77, connectionLimitW: DEFAULT_SETTINGS.connectionLimitW });

  await writeFile(file, '[]');
  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(page.getByText('This is no file of settings of this app')).toBeVisible();
});

test('a PIN is set, and goes only for whoever knows it', async ({ launch }) => {
  const { page } = await launch({ flags: FLAGS });
  await open(page);
  const pin = page.getByLabel('PIN to leave the wall view');
  await pin.fill('123');
  await expect(page.getByRole('button', { name: 'Set the PIN' })).toBeDisabled();
  await pin.fill('2468');
  await page.getByRole('button', { name: 'Set the PIN' }).click();
  await expect(page.getByText('One is set.')).toBeVisible();
  expect(await page.evaluate(() => window.bridge.hasKioskPin())).toBe(true);
  await pin.fill('1357');
  await page.getByRole('button', { name: 'Take the PIN away' }).click();
  await expect(page.getByText('This is not the PIN.')).toBeVisible();
  await pin.fill('2468');
  await page.getByRole('button', { name: 'Take the PIN away' }).click();
  await expect(page.getByText('None is set')).toBeVisible();
});
