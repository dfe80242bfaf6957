import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { csvHead } from '../../app/history/csv-head.ts';
import type { HistoryNotice } from '../../app/history/fault.ts';
import { OVERTAKEN } from '../../app/history/query.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { type EpochMs, epochMs, hours, millis, seconds, watts } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { History } from '../../main/history/history.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { HistoryTasks } from '../../main/history/tasks.ts';
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
    rules: rulesOf(DEFAULT_SETTINGS, 'Europe/Berlin'),
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
    expect(today.ok && today.value?.today?.energy).toBeCloseTo(100, 1);
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

describe('long tasks', () => {
  const day = {
    from: epochMs(START),
    to: epochMs(START + hours(24)),
    resolution: 'raw',
    format: 'csv',
    language: 'de',
    csvFormat: 'semicolon',
    zone: 'Europe/Berlin',
  } as const;
  const limits = { connection: watts(24_000), energyMode: null };

  async function recorded(folder: string) {
    const made = await openSound(join(folder, 'history.sqlite'), START);
    for (let i = 0; i < 300; i++) {
      await made.history.record(reading(START + i * 30_000, values(46 + i, 500_000 + i)));
    }
    return made;
  }

  it('export what an import takes back exactly, and find nothing to do a second time', async () => {
    const folder = tempFolder();
    const { history, bugs } = await recorded(folder);
    const file = join(folder, 'export.csv');
    const seen: number[] = [];
    const done = await history.export(day, file, {
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    expect(done.ok).toBe(true);
    expect(seen.at(-1)).toBe(1);
    const other = await openSound(join(tempFolder(), 'history.sqlite'), START + hours(3));
    const taken = await other.history.importCsv(file, limits);
    expect(taken).toEqual({ ok: true, value: { readings: 300, rejected: 0 } });
    const again = join(folder, 'again.csv');
    await other.history.export(day, again);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(file, 'utf8'));
    const second = await other.history.importCsv(file, limits);
    expect(second).toEqual({ ok: true, value: { readings: 0, rejected: 0 } });
    expect([...bugs, ...other.bugs]).toEqual([]);
  });

  it('end when they are cancelled and leave no file', async () => {
    const folder = tempFolder();
    const { history } = await recorded(folder);
    const controller = new AbortController();
    const years = { ...day, from: epochMs(START - hours(24 * 3650)) };
    const midway = await history.export(years, join(folder, 'export.csv'), {
      stop: controller.signal,
      onProgress: () => controller.abort(),
    });
    const beforehand = await history.backup(join(folder, 'backup.sqlite'), {
      stop: controller.signal,
    });
    expect([midway, beforehand]).toEqual([
      { ok: false, error: { kind: 'cancelled' } },
      { ok: false, error: { kind: 'cancelled' } },
    ]);
    expect(readdirSync(folder).filter((name) => /export|backup/.test(name))).toEqual([]);
  });

  it('go on recording and answering while a backup is made', async () => {
    const folder = tempFolder();
    const { history } = await recorded(folder);
    const backup = history.backup(join(folder, 'backup.sqlite'));
    const recordedMeanwhile = await history.record(reading(START + hours(3), values(46, 600_000)));
    expect(recordedMeanwhile.ok).toBe(true);
    expect((await backup).ok).toBe(true);
  });

  it('refuse a CSV that is none of ours, and change nothing', async () => {
    const folder = tempFolder();
    const { history } = await openSound(join(folder, 'history.sqlite'), START);
    const file = join(folder, 'wrong.csv');
    const head = csvHead('en', false).join(',');
    const row = '2026-11-22 13:00:00,2026-11-22T12:00:00.000Z,46,46,0,0,50,0.9,500,170,165,165';
    for (const [text, line] of [
      ['', 1],
      ['a,b,c\n1,2,3', 1],
      [`${head}\n${row}\n${row.replace('46', 'forty')}`, 3],
      [`${head}\n${row}\n${row.replace('12:00', '11:00')}`, 3],
      [`${head}\n${row}\n${row.slice(0, 60)}`, 3],
    ] as const) {
      writeFileSync(file, text);
      const done = await history.importCsv(file, limits);
      expect(done).toEqual({ ok: false, error: { kind: 'not-csv', file, line } });
    }
    const size = await history.size();
    expect(size.ok && size.value.days).toBe(0);
    const missing = await history.importCsv(join(folder, 'nowhere.csv'), limits);
    expect(missing.ok ? null : missing.error.kind).toBe('history');
  });

  it('run one at a time in the app, and tell how they go and how they ended', async () => {
    const folder = tempFolder();
    const { history } = await recorded(folder);
    const file = join(folder, 'export.csv');
    let chosen: string | null = file;
    const tasks = new HistoryTasks({
      history: () => history,
      files: { toSave: async () => chosen, toOpen: async () => chosen },
      limits: () => limits,
      csvFormat: () => 'semicolon',
      restore: async () => ({ ok: true, value: { kept: null, left: '' } }),
    });
    const running = tasks.run({ kind: 'export', query: day });
    expect(tasks.task).toEqual({ kind: 'export', state: 'running', part: null });
    await tasks.run({ kind: 'backup' });
    await running;
    expect(tasks.task).toMatchObject({ kind: 'export', state: 'done', file });
    await tasks.run({ kind: 'import' });
    expect(tasks.task).toMatchObject({ kind: 'import', state: 'done', readings: 0 });
    // The dialog asked whether the file that is there may go.
    await tasks.run({ kind: 'backup' });
    expect(tasks.task).toMatchObject({ kind: 'backup', state: 'done', file });
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
    await tasks.run({ kind: 'export', query: day });
    expect(tasks.task).toMatchObject({ kind: 'export', state: 'done', file });
    expect(readFileSync(file, 'utf8')).not.toContain('SQLite');
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
    for (const own of ['history.sqlite', 'history.sqlite-wal']) {
      chosen = join(folder, own);
      const why = { from: 'history', fault: { kind: 'already-there', file: chosen } };
      await tasks.run({ kind: 'backup' });
      expect(tasks.task).toEqual({ kind: 'backup', state: 'failed', why });
      await tasks.run({ kind: 'export', query: day });
      expect(tasks.task).toEqual({ kind: 'export', state: 'failed', why });
    }
    chosen = null;
    await tasks.run({ kind: 'restore' });
    expect(tasks.task).toEqual({ kind: 'restore', state: 'cancelled' });
  });

  it('restore a backup, with what was there kept beside it', async () => {
    const folder = tempFolder();
    const { history } = await recorded(folder);
    const backup = join(folder, 'backup.sqlite');
    await history.backup(backup);
    await history.record(reading(START + hours(5), values(46, 600_000)));
    await history.close();
    opened.splice(0);
    const file = join(folder, 'history.sqlite');
    const kept = await History.restore(worker, file, backup, epochMs(START));
    const before = `${file}.before-restore-2026-11-22T12-00-00Z`;
    expect(kept).toEqual({ ok: true, value: { kept: before, left: '' } });
    const again = await openSound(file, START);
    const size = await again.history.size();
    expect(size.ok && size.value.to).toBe(START + 299 * 30_000);
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
