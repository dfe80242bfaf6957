import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from '../../../main/desktop/file-log.ts';
import { logTail } from '../../../main/diagnostics/log-tail.ts';
import { createFastClock } from '../../support/fast-clock.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wago-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('what the app logs is read back', async () => {
  const log = openFileLog({ folder, clock: createFastClock(1), echo: () => undefined });
  log.setLevel('debug');
  log.info('poller', 'first');
  log.debug('poller', 'second');
  log.error('app', 'third');
  const found = (await logTail(log.file)).map(({ level, text }) => `${level} ${text}`);
  expect(found).toEqual(['info first', 'debug second', 'error third']);
});

test('of a long file only the newest entries are read, all of them whole', async () => {
  const file = join(folder, 'long.log');
  const entry = (number: number): string => `2026-10-04T12:00:00.000Z info app: entry ${number}\n`;
  await writeFile(file, Array.from({ length: 5000 }, (_, index) => entry(index)).join(''));
  const found = await logTail(file);
  expect(found.at(-1)?.text).toBe('entry 4999');
  expect(found.length).toBeLessThan(2000);
  expect(found.every(({ text }) => /^entry \d+$/.test(text))).toBe(true);
});

test('without a file there are no entries', async () => {
  expect(await logTail(join(folder, 'none.log'))).toEqual([]);
});
