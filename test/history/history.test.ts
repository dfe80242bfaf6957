import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryNotice } from '../../app/history/fault.ts';
import { OVERTAKEN } from '../../app/history/query.ts';
import { type EpochMs, epochMs, hours, millis, seconds } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { History } from '../../main/history/history.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { buildHistoryWorker } from './built-worker.ts';
import { asRead, fault, reading, tempFolder, values } from './fixtures.ts';

const START = Date.UTC(2026, 10, 22, 12);
let worker: URL;
beforeAll(async () => {
  worker = await buildHistoryWorker();
});

const opened: History[] = [];
afterEach(async () => {
  for (const history of opened.splice(0)) await history.close();
});

function open(file: string, now: number, notices: HistoryNotice[] = []) {
  let at: EpochMs = epochMs(now);
  const clock = { ...SYSTEM_CLOCK, now: () => at, elapsed: () => millis(at) };
  const bugs: string[] = [];
  const history = History.open({
    file,
    worker,
    source: 'demo:',
    pollEvery: seconds(30),
    retention: { markDays: 400, capBytes: 1e9 },
    clock,
    onNotice: (notice) => notices.push(notice),
    onBug: (stack) => bugs.push(stack),
  });
  return {
    bugs,
    setNow: (next: number): void => {
      at = epochMs(next);
    },
    history: history.then((result) => {
      if (result.ok) opened.push(result.value);
      return result;
    }),
  };
}

async function openSound(file: string, now: number, notices: HistoryNotice[] = []) {
  const { history, ...rest } = open(file, now, notices);
  const result = await history;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { history: result.value, ...rest };
}

describe('a history', () => {
  it('acknowledges what it records and shows it after a restart, with a gap between', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    const first = await openSound(file, START);
    for (let i = 0; i < 4; i++) {
      const event = reading(START + i * 30_000, values(46, 500_000 + i));
      expect(await first.history.record(event)).toEqual({ ok: true, value: undefined });
    }
    await first.history.close();
    opened.splice(0);
    const later = START + hours(0.5);
    const { history, bugs } = await openSound(file, later);
    await history.record(reading(later, values(900, 500_100)));
    const recent = await history.recent();
    expect(recent.ok && recent.value.power).toEqual(
      [46, 46, 46, 46, null, 900].map((power) => power && asRead(power)),
    );
    const today = await history.today('Europe/Berlin');
    expect(today.ok && today.value?.energy).toBeCloseTo(100, 1);
    expect(bugs).toEqual([]);
  });

  it('gives the poller the counters that it left', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    const { history } = await openSound(file, START);
    await history.record(reading(START, values(46, 500_000)));
    const counters = await history.counters();
    expect(counters.ok && counters.value.accepted.energy).toEqual({
      at: START,
      value: 500_000,
    });
  });

  it('answers of several queries of one asker only the first and the newest', async () => {
    const { history } = await openSound(join(tempFolder(), 'history.sqlite'), START);
    const query = { from: epochMs(START), to: epochMs(START + 1000), points: 10 };
    const answers = await Promise.all(
      [1, 2, 3].map(() => history.series('chart', { ...query, fields: ['power'] })),
    );
    expect(answers.map((answer) => answer === OVERTAKEN)).toEqual([true, true, false]);
  });

  it('lets one process write at a time', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    await openSound(file, START);
    const second = await open(file, START).history;
    expect(second).toEqual({ ok: false, error: { kind: 'in-use', file } });
  });

  it('says that nothing comes any more once its thread is gone', async () => {
    const { history } = await openSound(join(tempFolder(), 'history.sqlite'), START);
    await history.close();
    opened.splice(0);
    const result = await history.record(fault(START));
    expect(result.ok ? null : result.error.kind).toBe('gone');
  });
});

describe('a file that cannot be used', () => {
  it('is set aside with a date when it is broken, and a new one begun', async () => {
    const folder = tempFolder();
    const file = join(folder, 'history.sqlite');
    writeFileSync(file, 'not a database at all, but long enough to be taken for one'.repeat(99));
    const notices: HistoryNotice[] = [];
    const { history } = await openSound(file, START, notices);
    expect((await history.record(reading(START, values(46, 1000)))).ok).toBe(true);
    const aside = `${file}.broken-2026-11-22T12-00-00Z`;
    expect(existsSync(aside)).toBe(true);
    expect(notices).toEqual([{ kind: 'set-aside', file: aside, days: 0 }]);
  });

  it('is refused and left alone when a newer version wrote it', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    const { history } = await openSound(file, START);
    await history.close();
    opened.splice(0);
    const db = openDatabase(file, { readOnly: false });
    db.exec('PRAGMA user_version=99');
    db.close();
    const again = await open(file, START).history;
    expect(again).toEqual({ ok: false, error: { kind: 'newer', file } });
    const untouched = openDatabase(file, { readOnly: true });
    expect(untouched.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    untouched.close();
  });

  it('is refused and left alone when it is a database of another program', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    const db = openDatabase(file, { readOnly: false });
    db.exec('CREATE TABLE cats (name TEXT)');
    db.close();
    const result = await open(file, START).history;
    expect(result).toEqual({ ok: false, error: { kind: 'not-ours', file } });
  });

  it('gives up what can be read when a page in it is broken', async () => {
    const folder = tempFolder();
    const file = join(folder, 'history.sqlite');
    const { history } = await openSound(file, START);
    for (let i = 0; i < 2100; i++) {
      await history.record(reading(START + i * 30_000, values(46, 500_000 + i)));
    }
    await history.close();
    opened.splice(0);
    truncateSync(file, 40 * 1024);
    const notices: HistoryNotice[] = [];
    const again = await openSound(file, START + hours(24), notices);
    expect(notices[0]?.kind).toBe('set-aside');
    expect(readdirSync(folder).filter((name) => name.includes('.broken-')).length).toBeGreaterThan(
      0,
    );
    expect((await again.history.record(reading(START + hours(24), values(46, 1)))).ok).toBe(true);
    expect(again.bugs).toEqual([]);
  });
});
