import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { freePort } from '../pi/real-prometheus.ts';
import { expect, test } from './app.ts';

/** None of these stands anywhere by chance. */
const MARK = 'Kq7zVx';
const PASSWORD = `${MARK}-pass word/ü`;
const TOKEN = `${MARK}.token`;
const PIN = '739182640517';
const WRONG_PIN = '640517739182';
const USER = 'reader';

/** How each would look in a file, in whichever way it came there. */
const WRITTEN = [MARK, PIN, WRONG_PIN, `${USER}:${PASSWORD}`].flatMap((text) => {
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1);
  const wide = Buffer.from(text, 'utf16le').toString('latin1');
  return [text, base64, wide, Buffer.from(text).toString('hex')];
});

const leaksIn = (text: string): readonly string[] => WRITTEN.filter((one) => text.includes(one));

/** A server that gives back to everybody, in its answer, what they sent. */
async function startEcho(status: number): Promise<{ url: string; sent: string[]; server: Server }> {
  const sent: string[] = [];
  const server = createServer(({ headers }, response) => {
    sent.push(headers.authorization ?? 'nothing');
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'error', error: `no: ${headers.authorization}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return { url: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`, sent, server };
}

/** By path: every file below the folder, Chromium's own among them. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const texts = await Promise.all(paths.map((path) => readFile(path, 'latin1').catch(() => '')));
  return new Map(paths.map((path, index) => [path, texts[index] ?? '']));
}

/** Keeps `secret` for the Prometheus at `url`, and asks it for everything that can be asked. */
async function ask(page: Page, url: string, access: 'basic' | 'bearer', secret: string) {
  await page.evaluate(
    async ({ url, access, secret, user, from }) => {
      await window.bridge.changeSettings({
        prometheus: { url },
        prometheusAccess: access,
        prometheusUser: user,
      });
      await window.bridge.setSecret(secret);
      const range = { from, to: from + 60_000 } as never;
      await window.bridge.checkPi();
      await window.bridge.historyContext({
        ...(range as object),
        promql: 'up',
        points: 10,
      } as never);
      const choice = { job: null, instance: null };
      const typed =
        access === 'basic'
          ? { kind: access, user, password: secret }
          : { kind: access, token: secret };
      for (const way of [typed, { kind: 'open' }]) {
        const address = { url, access: way } as never;
        await window.bridge.runHistoryTask({ kind: 'backfill', address, choice, range });
      }
    },
    { url, access, secret, user: USER, from: Date.UTC(2026, 9, 1) },
  );
}

test('passwords, tokens and PINs stand in no file, log, report, export, backup or answer', async ({
  launch,
  clock,
  folder,
}) => {
  const out = join(folder, 'out');
  await mkdir(out);
  const port = await freePort();
  const flags = [
    '--lang=en',
    '--meter=demo:',
    '--password-store=basic',
    `--metrics=127.0.0.1:${port}`,
  ];
  const { electron, page, userData } = await launch({ flags });
  let printed = '';
  for (const stream of [electron.process().stdout, electron.process().stderr])
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk;
    });
  await expect(page.locator('html[data-ready="true"]')).toBeAttached();
  await page.evaluate(() => window.bridge.changeSettings({ logLevel: 'debug', pollWatchedS: 1 }));
  const servers = [await startEcho(401), await startEcho(200), await startEcho(500)];

  await test.step('they go everywhere that they can go', async () => {
    for (const { url, sent } of servers) {
      await ask(page, url, 'basic', PASSWORD);
      await ask(page, url, 'bearer', TOKEN);
      expect(sent).toContain(`Bearer ${TOKEN}`);
      expect(sent.some((one) => one.startsWith('Basic '))).toBe(true);
    }
    await page.evaluate(
      async ({ pin, wrong, mark }) => {
        await window.bridge.setKioskPin(null, pin);
        await window.bridge.leaveKiosk(wrong);
        await window.bridge.setKioskPin(wrong, pin);
        const refused: Promise<unknown>[] = [
          window.bridge.changeSettings({ prometheus: { url: `http://u:${mark}@pi:9090` } }),
          window.bridge.changeSettings({ [mark]: mark } as never),
          window.bridge.setSecret(mark.repeat(2000)),
          window.bridge.setKioskPin(pin, mark),
        ];
        for (const one of refused) await one.catch(() => undefined);
      },
      { pin: PIN, wrong: WRONG_PIN, mark: MARK },
    );
  });

  await test.step('another address does not get what was kept for the first', async () => {
    const other = await startEcho(200);
    const known = await page.evaluate(async (url) => {
      await window.bridge.changeSettings({ prometheus: { url } });
      await window.bridge.checkPi();
      return window.bridge.secretState();
    }, other.url);
    expect(known.hasSecret).toBe(false);
    expect(other.sent.length).toBeGreaterThan(0);
    expect(leaksIn(other.sent.join('\n'))).toEqual([]);
    other.server.close();
    await ask(page, servers[0]?.url ?? '', 'bearer', TOKEN);
  });

  await test.step('whatever can be taken out of the app is taken out', async () => {
    const choose = (file: string) =>
      electron.evaluate(
        ({ dialog }, filePath) => {
          dialog.showSaveDialog = async () => ({ canceled: false, filePath });
        },
        join(out, file),
      );
    await choose('settings.json');
    expect(await page.evaluate(() => window.bridge.exportSettings())).toMatchObject({
      kind: 'written',
    });
    await choose('backup.sqlite');
    const backup = await page.evaluate(() => window.bridge.runHistoryTask({ kind: 'backup' }));
    expect(backup).toMatchObject({ state: 'done' });
    for (const format of ['csv', 'json', 'openmetrics'] as const) {
      await choose(`history.${format}`);
      const task = await page.evaluate(
        ({ format, now }) => {
          const query = {
            from: now - 600_000,
            to: now,
            resolution: 'raw',
            format,
            language: 'en',
            zone: 'UTC',
          };
          return window.bridge.runHistoryTask({ kind: 'export', query: query as never });
        },
        { format, now: clock.now() },
      );
      expect(task).toMatchObject({ state: 'done' });
    }
    await page.getByRole('link', { name: 'Diagnostics', exact: true }).click();
    await expect(page.getByText('GB free').first()).toBeVisible();
    await page.getByRole('button', { name: 'Copy report' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
    const report = await electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(report).toContain('prometheus: ');
    await writeFile(join(out, 'report.txt'), report);
    const answers = await page.evaluate(async () =>
      JSON.stringify([
        await window.bridge.logTail(),
        await window.bridge.machineReport(),
        await window.bridge.secretState(),
        await window.bridge.endpointReport(),
        (await window.bridge.snapshot()).value.settings,
      ]),
    );
    await writeFile(join(out, 'answers.json'), answers);
    for (const path of ['', 'metrics', '-/healthy']) {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
      await writeFile(join(out, `served-${path.replaceAll('/', '')}`), await answer.text());
    }
  });

  await electron.close();
  for (const { server } of servers) server.close();
  await writeFile(join(out, 'printed.txt'), printed);
  const files = new Map([...(await filesIn(userData)), ...(await filesIn(out))]);
  expect([...files.keys()].map((path) => path.slice(folder.length))).toEqual(
    expect.arrayContaining([
      '/out/backup.sqlite',
      '/out/history.csv',
      '/out/settings.json',
      '/user-data-0/settings.json',
      '/user-data-0/desktop.json',
      '/user-data-0/logs/wago-energy-monitor.log',
      '/user-data-0/demo/history.sqlite',
    ]),
  );
  expect(printed).toContain('W');
  for (const [path, text] of files) expect([path, leaksIn(text)]).toEqual([path, []]);
});
