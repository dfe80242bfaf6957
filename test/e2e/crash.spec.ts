import type { ElectronApplication } from '@playwright/test';
import { processesOf } from '../kiosk/wall.ts';
import { expect, type LaunchedApp, test } from './app.ts';
import { holdValues } from './steady-meter.ts';

const pidsOf = (userData: string, part: string): readonly number[] =>
  processesOf(userData)
    .filter(({ line }) => line.includes(part))
    .map(({ pid }) => pid);

/** What stands in the page now, asked through main: Playwright's own page dies with the process. */
const textOf = (electron: ElectronApplication): Promise<string> =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    return contents.executeJavaScript('document.body.innerText') as Promise<string>;
  });

/** Whether the window's picture has more than one colour. */
const isDrawn = (electron: ElectronApplication): Promise<boolean> =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    const pixels = new Uint32Array(picture?.toBitmap().buffer.slice(0) ?? new ArrayBuffer(0));
    return new Set(pixels).size > 10;
  });

test('a plain window survives the death of each process but its own, while polling goes on', async ({
  launch,
  simulate,
}) => {
  const meter = await simulate({ framing: 'tcp' });
  holdValues(meter, { phases: [300, 290, 279] });
  const { electron, page, userData }: LaunchedApp = await launch({
    flags: ['--lang=en', `--meter=tcp://127.0.0.1:${meter.port}/2`],
  });
  await page.evaluate(() => window.bridge.changeSettings({ pollWatchedS: 1, pollIdleS: 1 }));
  await expect.poll(() => textOf(electron)).toMatch(/869\s*W/);

  for (const [name, part] of [
    ['the GPU process', '--type=gpu-process'],
    ['the network service', 'network.mojom.NetworkService'],
    ['the page', '--type=renderer'],
  ] as const) {
    await test.step(`${name} is killed`, async () => {
      await expect.poll(() => pidsOf(userData, part).length).toBeGreaterThan(0);
      const [victim = 0] = pidsOf(userData, part);
      const { requests } = meter.stats();
      process.kill(victim, 'SIGKILL');
      await expect.poll(() => pidsOf(userData, part)).not.toContain(victim);
      await expect.poll(() => meter.stats().requests).toBeGreaterThan(requests + 2);
      await expect.poll(() => textOf(electron)).toMatch(/869\s*W/);
      await expect.poll(() => isDrawn(electron)).toBe(true);
      // New values arrive, too.
      holdValues(meter, { phases: [400, 390, 379] });
      await expect.poll(() => textOf(electron)).toMatch(/1\.17\s*kW|1,?169\s*W/);
      holdValues(meter, { phases: [300, 290, 279] });
      await expect.poll(() => textOf(electron)).toMatch(/869\s*W/);
    });
  }

  for (const [name, part] of [
    ['the GPU process', '--type=gpu-process'],
    ['the network service', 'network.mojom.NetworkService'],
  ] as const) {
    await test.step(`${name} hangs for a while`, async () => {
      await expect.poll(() => pidsOf(userData, part).length).toBeGreaterThan(0);
      const [victim = 0] = pidsOf(userData, part);
      process.kill(victim, 'SIGSTOP');
      const { requests } = meter.stats();
      await expect.poll(() => meter.stats().requests).toBeGreaterThan(requests + 2);
      process.kill(victim, 'SIGCONT');
      await expect.poll(() => textOf(electron)).toMatch(/869\s*W/);
      await expect.poll(() => isDrawn(electron)).toBe(true);
    });
  }

  await test.step('the page hangs for good', async () => {
    const [victim = 0] = pidsOf(userData, '--type=renderer');
    const { requests } = meter.stats();
    process.kill(victim, 'SIGSTOP');
    // What Chromium tells after half a minute without an answer to a click.
    await electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.emit('unresponsive');
    });
    await expect.poll(() => pidsOf(userData, '--type=renderer')).not.toContain(victim);
    await expect.poll(() => textOf(electron)).toMatch(/869\s*W/);
    expect(meter.stats().requests).toBeGreaterThan(requests + 2);
  });
});
