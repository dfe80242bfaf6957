import type { ElectronApplication, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './app.ts';
import { holdValues } from './steady-meter.ts';

const SIZES = [
  [800, 480],
  [1280, 800],
  [1920, 1080],
  [3840, 2160],
] as const;

/** Parts of the picture that are not wholly on the screen, or whose text does not fit. */
const misfits = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const [width, height] = [innerWidth, innerHeight];
    return [...document.querySelectorAll('.wall__picture *')].flatMap((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const isOff = left < -1 || top < -1 || right > width + 1 || bottom > height + 1;
      const isCut = element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 1;
      const isInline = getComputedStyle(element).display === 'inline';
      return isOff || (isCut && !isInline) ? [`${element.className} ${element.textContent}`] : [];
    });
  });

const parts = (page: Page) =>
  page.evaluate(() => {
    const boxOf = (selector: string): DOMRect | undefined =>
      document.querySelector(selector)?.getBoundingClientRect();
    const [digits, energy] = [boxOf('.wall__digits .quantity'), boxOf('.wall__energy')];
    return { digitsEnd: digits?.right ?? 0, energyStart: energy?.left ?? 0 };
  });

async function expectFits(page: Page): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    const where = `${width}×${height}`;
    await expect.poll(async () => [where, await misfits(page)]).toEqual([where, []]);
    const { digitsEnd, energyStart } = await parts(page);
    expect([where, digitsEnd < energyStart]).toEqual([where, true]);
  }
}

const choose = (electron: ElectronApplication, label: string): Promise<void> =>
  electron.evaluate(({ Menu }, wanted) => {
    const all = (menu: Electron.Menu | null): Electron.MenuItem[] =>
      menu?.items.flatMap((item) => [item, ...all(item.submenu ?? null)]) ?? [];
    all(Menu.getApplicationMenu())
      .find((item) => item.label === wanted)
      ?.click();
  }, label);

const isOnWall = (electron: ElectronApplication): Promise<boolean> =>
  electron.evaluate(({ BrowserWindow, powerSaveBlocker }) => {
    const isKiosk = BrowserWindow.getAllWindows()[0]?.isKiosk() ?? false;
    const isAwake = [0, 1, 2, 3, 4, 5].some((id) => powerSaveBlocker.isStarted(id));
    if (isKiosk !== isAwake)
      throw new Error('The display is kept awake on the wall and only there');
    return isKiosk;
  });

const leave = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
};

test('shows the wall view on one screen, and lets out who may leave', async ({
  launch,
  simulate,
}, info) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [300, 290, 279] });
  const { electron, page } = await launch({
    flags: ['--lang=en', '--theme=dark', `--meter=tcp://127.0.0.1:${meter.port}/2`],
  });
  const wall = page.locator('.wall');

  await test.step('it is entered from the menu and left with Esc pressed twice', async () => {
    await page.evaluate(() => window.bridge.changeSettings({ pollWatchedS: 1 }));
    await choose(electron, 'Settings …');
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeAttached();
    await choose(electron, 'Wall display');
    await expect(wall).toBeVisible();
    await expect.poll(() => isOnWall(electron)).toBe(true);
    expect(await wall.evaluate((element) => getComputedStyle(element).cursor)).toBe('none');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(1100);
    await page.keyboard.press('Escape');
    await expect(wall).toBeVisible();
    await leave(page);
    await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeAttached();
    await expect.poll(() => isOnWall(electron)).toBe(false);
  });

  await test.step('everything fits at every size, with small and with large figures', async () => {
    await page.evaluate(() => window.bridge.enterKiosk());
    await expect(wall).toContainText(/869\s*W/);
    await expect(wall).toContainText('Running');
    await expectAccessible(page);
    await expectFits(page);
    holdValues(meter, { phases: [8000, 8000, 7990] });
    await expect(wall).toContainText(/23\.99\s*kW/);
    await expectFits(page);
    await page.evaluate(() => window.bridge.changeSettings({ language: 'de' }));
    await expect(wall).toContainText('Heute');
    await expectFits(page);
    await page.evaluate(() => window.bridge.changeSettings({ language: 'en' }));
  });

  await test.step('it is dark at night and moves by a few pixels', async () => {
    const night = wall.locator('.wall__night');
    await expect(night).toHaveCount(0);
    await page.evaluate(() =>
      window.bridge.changeSettings({
        kioskDim: { enabled: true, from: '00:00', until: '00:00', brightness: 40 },
      }),
    );
    await expect(night).toHaveCSS('opacity', '0.6');
    await page.evaluate(() =>
      window.bridge.changeSettings({
        kioskDim: { enabled: false, from: '00:00', until: '00:00', brightness: 40 },
      }),
    );
    await expect(night).toHaveCount(0);
    await expect(wall.locator('.wall__picture')).toHaveAttribute('style', /translate/);
  });

  await test.step('with a PIN, neither Esc nor closing the window leads out', async () => {
    await page.evaluate(() => window.bridge.setKioskPin(null, '4711'));
    await leave(page);
    const pad = page.getByRole('dialog', { name: 'This display is locked' });
    await expect(pad).toBeVisible();
    await page.screenshot({ path: info.outputPath('pin.png') });
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await page.keyboard.type('0000');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect(pad).toContainText('This PIN is not right.');
    await expect.poll(() => isOnWall(electron)).toBe(true);
    for (const digit of '4711') await pad.getByRole('button', { name: `Digit ${digit}` }).click();
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect.poll(() => isOnWall(electron)).toBe(false);
    await page.evaluate(() => window.bridge.setKioskPin('4711', null));
  });

  await test.step('a value that is old does not look new', async () => {
    await page.evaluate(() => window.bridge.enterKiosk());
    await expect(wall).toContainText(/23\.99\s*kW/);
    await meter.close();
    await expect(wall).toContainText('Offline');
    await expect(wall.locator('.wall__digits')).toHaveText('Offline');
    await expect(wall).toContainText(/23\.99\s*kW.*ago/);
    await expectFits(page);
    await page.setViewportSize({ width: 800, height: 480 });
    await page.screenshot({ path: info.outputPath('offline.png') });
  });

  await test.step('a page that hangs is replaced', async () => {
    const hung = electron.evaluate(
      ({ BrowserWindow }) =>
        new Promise<number>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          const began = performance.now();
          contents?.once('render-process-gone', () =>
            contents.once('did-finish-load', () => resolve(performance.now() - began)),
          );
        }),
    );
    page
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined);
    const description = `${Math.round(await hung)} ms`;
    info.annotations.push({ type: 'page back after a hang', description });
  });
});
