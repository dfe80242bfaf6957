import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileLog, openFileLog } from '../../main/desktop/file-log.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { NOON } from '../support/readings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wago-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const text = (): Promise<string> => readFile(join(folder, 'wago-energy-monitor.log'), 'utf8');

function opened(maxSize?: number): { log: FileLog; echoed: string[] } {
  const echoed: string[] = [];
  const clock = new ManualClock(NOON);
  const size = maxSize === undefined ? {} : { maxSize };
  const log = openFileLog({ folder, clock, echo: (line) => echoed.push(line), ...size });
  return { log, echoed };
}

describe('the log in a folder', () => {
  it('has a line with time, severity and area for each message', async () => {
    const { log } = opened();
    log.setLevel('info');
    log.info('poller', 'The meter answers.');
    log.warn('tray', 'No tray.');
    expect(await text()).toBe(
      '2026-11-22T11:00:00.000Z info poller: The meter answers.\n' +
        '2026-11-22T11:00:00.000Z warn tray: No tray.\n',
    );
    expect((await stat(join(folder, 'wago-energy-monitor.log'))).mode & 0o077).toBe(0);
  });

  it('is as talkative as it is told to be, from one line to the next', async () => {
    const { log } = opened();
    const all = (mark: string): void => {
      log.debug('app', `${mark} debug`);
      log.info('app', `${mark} info`);
      log.warn('app', `${mark} warn`);
      log.error('app', `${mark} error`);
    };
    for (const level of ['error', 'warn', 'info', 'debug'] as const) {
      log.setLevel(level);
      all(level);
    }
    const lines = (await text()).trim().split('\n');
    const count = (mark: string): number =>
      lines.filter((line) => line.includes(`app: ${mark} `)).length;
    expect(['error', 'warn', 'info', 'debug'].map(count)).toEqual([1, 2, 3, 4]);
    expect(lines.at(-4)).toContain(' debug app: debug debug');
  });

  it('tells a terminal of warnings and errors, and keeps the rest from it', () => {
    const { log, echoed } = opened();
    log.setLevel('error');
    log.info('app', 'quiet');
    log.warn('app', 'careful');
    log.error('app', 'broken');
    expect(echoed.map((line) => line.split('app: ')[1])).toEqual(['careful', 'broken']);
  });

  it('puts full files aside, and keeps only so many', async () => {
    const { log } = opened(1000);
    log.setLevel('info');
    for (let line = 0; line < 200; line++) log.info('app', `line ${line} ${'x'.repeat(100)}`);
    const files = (await readdir(folder)).toSorted();
    const older = [1, 2, 3, 4].map((number) => `wago-energy-monitor.${number}.log`);
    expect(files).toEqual([...older, 'wago-energy-monitor.log'].toSorted());
    expect(await text()).toContain('line 199 ');
    const oldest = await readFile(join(folder, 'wago-energy-monitor.1.log'), 'utf8');
    expect(oldest).not.toContain('line 199 ');
  });
});
