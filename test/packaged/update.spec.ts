import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onLinux, test } from './app.ts';
import { lookedInto } from './package.ts';

test.skip(!onLinux, 'the update of an AppImage is what can be tried without an installer');

const VERSION = '9.9.9';
const FILE = `wago-energy-monitor-${VERSION}.AppImage`;
const FEED = process.arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml';
/** As the app asked before it was told not to say who asks. */
const WHO = 'x-user-staging-id';

/** Publishes a version on loopback, and keeps what was asked. */
async function publish(content: string) {
  const announced = createHash('sha512').update(content).digest('base64');
  const state = { content };
  const asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
  const server = createServer(({ url = '', headers }, answer) => {
    const path = url.split('?')[0] ?? '';
    asked.push({ path, headers });
    const feed = [
      `version: ${VERSION}`,
      'files:',
      `  - { url: ${FILE}, sha512: ${announced}, size: ${content.length} }`,
      `path: ${FILE}`,
      `sha512: ${announced}`,
      `releaseDate: '2026-01-01T00:00:00.000Z'`,
    ];
    if (path === `/${FEED}`) answer.end(feed.join('\n'));
    else if (path === `/${FILE}`) answer.end(state.content);
    else answer.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { asked, state, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

test('asks for a newer version when told to, and restarts into it when told to', async ({
  open,
  folder,
}) => {
  const started = join(folder, 'started');
  const shop = await publish(`#!/bin/sh\necho new > '${started}'\n`);
  // As an AppImage unpacks itself where it cannot be mounted.
  const unpacked = join(folder, 'appimage_extracted_0123456789abcdef');
  const copy = await lookedInto(unpacked);
  const image = join(folder, 'WAGO.AppImage');
  writeFileSync(image, 'old');
  writeFileSync(
    join(unpacked, 'resources', 'app-update.yml'),
    `provider: generic\nurl: ${shop.url}\nupdaterCacheDirName: wago-test\n`,
  );
  const env = { APPIMAGE: image, APPDIR: unpacked, XDG_CACHE_HOME: join(folder, 'cache') };
  const flags = ['--lang=en', '--view=settings'];
  const { page, app } = await open(copy, join(folder, 'data'), flags, env);

  await test.step('nobody is asked unless somebody wants it', async () => {
    await expect(page.getByText('“Look now” asks GitHub once.')).toBeVisible();
    await expect(page.getByRole('switch', { name: 'New versions of the app' })).not.toBeChecked();
    expect(shop.asked).toEqual([]);
  });

  await test.step('switched on, it asks and tells, and says nothing about who asks', async () => {
    await page.getByText('Ask once a day').click();
    await expect(page.getByText(`Version ${VERSION} is there.`, { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText(VERSION);
    expect(shop.asked.map(({ path }) => path)).toEqual([`/${FEED}`]);
    expect(shop.asked[0]?.headers[WHO]).toMatch(/^[0-]+$/);
  });

  await test.step('what is not what was announced is thrown away', async () => {
    const { content } = shop.state;
    shop.state.content = content.replace('new', 'bad');
    await page.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByText(/^That did not work: sha512 checksum mismatch/)).toBeVisible();
    shop.state.content = content;
    await page.getByRole('button', { name: 'Look now' }).click();
    await page.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByRole('button', { name: 'Restart and update' })).toBeVisible();
  });

  await test.step('on the wall it stays as it is', async () => {
    await page.evaluate(() => window.bridge.enterKiosk());
    await expect(page.locator('.wall')).toBeVisible();
    await page.evaluate(() => window.bridge.installUpdate());
    await page.evaluate(() => window.bridge.leaveKiosk(null));
    await expect(page.locator('.wall')).toHaveCount(0);
    expect(readFileSync(image, 'utf8')).toBe('old');
  });

  await test.step('it ends in order, and the new version starts', async () => {
    await page.getByRole('button', { name: 'Restart and update' }).click();
    expect(await app.ended()).toBe(0);
    await expect.poll(() => existsSync(started)).toBe(true);
    expect(readFileSync(image, 'utf8')).toContain('echo new');
    expect(readFileSync(join(folder, 'data', 'logs', 'wago-energy-monitor.log'), 'utf8')).toContain(
      'app: ends',
    );
  });
  shop.close();
});
