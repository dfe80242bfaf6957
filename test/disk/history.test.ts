import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ExportQuery } from '../../app/history/export.ts';
import { historyNotice } from '../../app/history/notice.ts';
import { importFaultText } from '../../app/text/import-text.ts';
import { createTexts } from '../../app/text/translate.ts';
import { days, watts } from '../../app/units.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { writeNumbers } from '../crash/csv.ts';
import { timeOf } from '../crash/numbered.ts';
import { buildHistoryWorker } from '../history/built-worker.ts';
import { tempFolder } from '../history/fixtures.ts';
import { FLAWLESS, Kept, keep } from './kept.ts';
import { mountSmallDisk, reasonAgainstMounting, type SmallDisk } from './small-disk.ts';

let worker: URL;
beforeAll(async () => {
  worker = await buildHistoryWorker();
});

const disks: SmallDisk[] = [];
const records: Kept[] = [];
afterEach(async () => {
  for (const { history } of records.splice(0)) await history.close();
  for (const disk of disks.splice(0)) disk.remove();
});

async function record(folder: string): Promise<Kept> {
  const kept = await keep(folder, worker);
  records.push(kept);
  return kept;
}

/** Closes it, as at the end of the app. */
async function end(kept: Kept): Promise<void> {
  records.splice(records.indexOf(kept), 1);
  await kept.history.close();
}

const dayOf = (number: number): number => Math.floor(timeOf(number) / days(1));

const reason = reasonAgainstMounting();
const QUERY: ExportQuery = {
  from: timeOf(0),
  to: timeOf(5000),
  resolution: 'raw',
  format: 'csv',
  language: 'en',
  csvFormat: 'comma',
  zone: 'UTC',
};

describe.skipIf(reason !== null)(`a small disk${reason === null ? '' : ` (${reason})`}`, () => {
  function disk(mb: number): SmallDisk {
    const made = mountSmallDisk(mb);
    disks.push(made);
    return made;
  }

  it('that fills up while polling holds readings in memory and writes them all later', async () => {
    const { folder, fill, free } = disk(8);
    const kept = await record(folder);
    expect(await kept.feed(100)).toEqual([]);
    fill();
    const faults = await kept.feed(400);
    expect(faults.length).toBeGreaterThan(100);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['no-space']));
    expect(kept.notices.map(({ kind }) => kind)).toEqual(['not-writing']);
    free();
    expect(await kept.feed(1)).toEqual([]);
    expect(kept.notices.at(-1)).toEqual({ kind: 'writing-again' });
    await end(kept);
    expect(kept.look(kept.given)).toEqual(FLAWLESS);
    expect(kept.bugs).toEqual([]);
  });

  it('that fills up when polls are due to be sealed keeps them, and seals them later', async () => {
    const { folder, fill, free } = disk(12);
    const kept = await record(folder);
    await kept.feed(2030);
    fill();
    await kept.feed(60);
    free();
    expect(await kept.feed(30)).toEqual([]);
    await end(kept);
    expect(kept.look(kept.given)).toEqual(FLAWLESS);
    expect(kept.bugs).toEqual([]);
  });

  it('that takes no backup and no export says so, leaves nothing half-made, and goes on', async () => {
    const { folder, fill } = disk(4);
    const kept = await record(tempFolder());
    await kept.feed(2100);
    fill();
    const [backup, csv] = [join(folder, 'backup.sqlite'), join(folder, 'export.csv')];
    const done = [await kept.history.backup(backup), await kept.history.export(QUERY, csv)];
    expect(done).toEqual([
      { ok: false, error: { kind: 'no-space', file: backup } },
      { ok: false, error: { kind: 'no-space', file: csv } },
    ]);
    expect(readdirSync(folder)).toEqual(['filler']);
    expect(await kept.feed(10)).toEqual([]);
    expect(kept.bugs).toEqual([]);
  });

  it('that fills up during an import says how much was added and which file is full', async () => {
    const { folder, fillBut } = disk(4);
    const kept = await record(folder);
    fillBut(400_000);
    const csv = join(tempFolder(), 'many.csv');
    const numbers = Array.from({ length: 60 * 960 }, (_, index) => index - 60 * 960);
    writeNumbers(csv, numbers);
    const done = await kept.history.importCsv(csv, { connection: watts(24_000), energyMode: null });
    if (done.ok) throw new Error('It fitted');
    const { error } = done;
    expect(error).toMatchObject({
      kind: 'stopped',
      why: { kind: 'history', fault: { kind: 'no-space', file: kept.file } },
    });
    const added = error.kind === 'stopped' ? error.readings : 0;
    expect(added).toBeGreaterThan(0);
    const size = await kept.history.size();
    expect(size.ok && size.value.days).toBe(new Set(numbers.slice(0, added).map(dayOf)).size);
    for (const language of ['en', 'de'] as const) {
      const said = importFaultText(createTexts(language).t, error);
      expect(said).toContain(kept.file);
      expect(said).toContain(String(added));
      expect(said).not.toMatch(/nothing|nichts/i);
    }
    expect(kept.bugs).toEqual([]);
  });

  it('that may only be read refuses a record, a backup and an export in words', async () => {
    const { folder, forbidWriting } = disk(8);
    const first = await record(folder);
    await first.feed(50);
    await end(first);
    forbidWriting();
    const opened = await Kept.open(folder, worker);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'read-only' } });
    const kept = await record(tempFolder());
    await kept.feed(10);
    const [backup, csv] = [join(folder, 'backup.sqlite'), join(folder, 'export.csv')];
    const done = [await kept.history.backup(backup), await kept.history.export(QUERY, csv)];
    expect(done).toMatchObject([
      { error: { kind: 'read-only' } },
      { error: { kind: 'read-only' } },
    ]);
    expect(await kept.feed(10)).toEqual([]);
  });
});

/** Overwrites bytes of a file that somebody has open. */
function scribble(file: string, at: number, length: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 0xa5), 0, length, at);
  closeSync(handle);
}

describe('a file that goes away while it is open', () => {
  it('is written anew with all that was in it when somebody deletes it', async () => {
    const folder = tempFolder();
    const kept = await record(folder);
    await kept.feed(2100);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    expect(await kept.feed(20)).toEqual([]);
    expect(kept.notices).toEqual([{ kind: 'brought-back', file: kept.file }]);
    await end(kept);
    expect(kept.look()).toEqual(FLAWLESS);
    expect(kept.kept.length).toBe(2120);
    expect(kept.bugs).toEqual([]);
  });

  it('comes back with its folder, and keeps what somebody put in its place', async () => {
    const folder = join(tempFolder(), 'data');
    const kept = await record(folder);
    await kept.feed(20);
    rmSync(folder, { recursive: true });
    expect(await kept.feed(20)).toEqual([]);
    rmSync(kept.file);
    writeFileSync(kept.file, 'something of theirs');
    expect(await kept.feed(20)).toEqual([]);
    await end(kept);
    expect(kept.look()).toEqual(FLAWLESS);
    const found = readdirSync(folder).find((name) => name.includes('.found-')) ?? '';
    expect(readFileSync(join(folder, found), 'utf8')).toBe('something of theirs');
  });

  it('is waited for where it cannot be written', async () => {
    const parent = tempFolder();
    const folder = join(parent, 'data');
    const kept = await record(folder);
    await kept.feed(20);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder any more');
    expect((await kept.feed(5)).length).toBe(5);
    expect(kept.notices.map(({ kind }) => kind)).toEqual(['not-writing']);
    rmSync(folder);
    expect(await kept.feed(5)).toEqual([]);
    await end(kept);
    expect(kept.look(kept.given)).toEqual(FLAWLESS);
    expect(kept.bugs).toEqual([]);
  });
});

describe('a file that is damaged', () => {
  it('in its header is set aside at the next start, which goes on', async () => {
    const folder = tempFolder();
    const first = await record(folder);
    await first.feed(100);
    await end(first);
    scribble(first.file, 0, 100);
    const kept = await record(folder);
    expect(kept.notices.map(({ kind }) => kind)).toEqual(['set-aside']);
    expect(await kept.feed(10)).toEqual([]);
  });

  it('while it is open is set aside, and recording goes on with what could be rescued', async () => {
    const folder = tempFolder();
    const kept = await record(folder);
    await kept.feed(2100);
    // What SQLite has read it does not read again until somebody else writes.
    const other = openDatabase(kept.file, { readOnly: false });
    other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const { size } = statSync(kept.file);
    for (let page = 12; page < size / 2048; page++) scribble(kept.file, page * 2048, 2048);
    other.exec("UPDATE meta SET value = value || ''");
    other.close();
    // Enough to be sealed, for which what is sealed is read.
    await kept.feed(2100);
    expect(await kept.feed(10)).toEqual([]);
    expect(kept.notices.map(({ kind }) => kind)).toContain('set-aside');
    expect(await kept.history.check()).toEqual({ ok: true, value: true });
    const rescued = kept.given.slice(-2000);
    await end(kept);
    expect(kept.look(rescued)).toMatchObject({ integrity: 'ok', lost: 0 });
    expect(kept.bugs).toEqual([]);
  });

  it('in its log loses no more than what came after the damage', async () => {
    const folder = tempFolder();
    const first = await record(folder);
    await first.feed(200);
    const crashed = tempFolder();
    for (const companion of ['', '-wal']) {
      copyFileSync(first.file + companion, join(crashed, `history.sqlite${companion}`));
    }
    const wal = join(crashed, 'history.sqlite-wal');
    scribble(wal, Math.floor(statSync(wal).size / 2), 16);
    const kept = await record(crashed);
    expect(kept.notices).toEqual([]);
    const size = await kept.history.size();
    const last = ((size.ok ? (size.value.to ?? 0) : 0) - timeOf(0)) / 30_000;
    expect(last).toBeGreaterThan(10);
    expect(last).toBeLessThan(200);
    await end(kept);
    const before = Array.from({ length: Math.floor(last) }, (_, index) => index + 1);
    expect(kept.look(before)).toEqual(FLAWLESS);
  });
});

it('whatever happens to the disk is said in words, in both languages', () => {
  const fault = { kind: 'no-space', file: 'history.sqlite' } as const;
  for (const notice of [
    { kind: 'not-writing', fault },
    { kind: 'not-writing', fault: { kind: 'read-only', file: 'history.sqlite' } },
    { kind: 'brought-back', file: 'history.sqlite' },
    { kind: 'set-aside', file: 'history.sqlite', days: 3 },
    { kind: 'writing-again' },
  ] as const) {
    const { text, values } = historyNotice(notice);
    for (const language of ['en', 'de'] as const) {
      const { t } = createTexts(language);
      const said = t(`notices:${text}` as 'notices:netCounter', { ...values });
      expect(said).toMatch(/^[A-ZÄÖÜ].*\.$/);
    }
  }
});
