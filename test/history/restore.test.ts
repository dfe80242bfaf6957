import {
  copyFileSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { epochMs } from '../../app/units.ts';
import { openForWriting } from '../../main/history/open-file.ts';
import { putBack, writeOut } from '../../main/history/own-file.ts';
import { gather } from '../../main/history/queries/gather.ts';
import { restore } from '../../main/history/restore.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';
import { lockForWriting } from '../../main/history/writer-lock.ts';
import { EVERY, readingOf, timeOf } from './doctored.ts';
import { Recording, tempFolder } from './fixtures.ts';

const NOW = epochMs(timeOf(5000));

/** A record of `rows` readings from `first` on, and what of it is not in its log any more. */
function record(first: number, rows: number, file = join(tempFolder(), 'history.sqlite')): string {
  const recording = new Recording(EVERY, file);
  for (let number = first; number < first + rows; number++) recording.record(readingOf(number));
  recording.close();
  return file;
}

/** A record as a process leaves it that dies: all of it is in the log. */
function crashed(first: number, rows: number): string {
  const recording = new Recording(EVERY);
  for (let number = first; number < first + rows; number++) recording.record(readingOf(number));
  const file = join(tempFolder(), 'crashed.sqlite');
  for (const companion of ['', '-wal']) copyFileSync(recording.file + companion, file + companion);
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  recording.close();
  return file;
}

/** The numbers of the readings in a file. */
function numbersIn(file: string): readonly number[] {
  const db = openDatabase(file, { readOnly: false });
  try {
    const { at } = gather(new Store(db), timeOf(-10), timeOf(5000), [0], 'polls');
    return at.map((time) => (time - timeOf(0)) / EVERY);
  } finally {
    db.close();
  }
}

const range = (first: number, rows: number): readonly number[] =>
  Array.from({ length: rows }, (_, index) => first + index);
const restored = (file: string, backup: string): string => {
  const done = restore(file, backup, NOW);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value.kept ?? '';
};
/** What lies beside the history but its lock. */
const namesBeside = (file: string): readonly string[] =>
  readdirSync(dirname(file)).filter((name) => !name.endsWith('.lock'));

describe('a restore', () => {
  it('brings what stands in the log of the backup', () => {
    const file = record(0, 5);
    const kept = restored(file, crashed(100, 9));
    expect(numbersIn(file)).toEqual(range(100, 9));
    expect(numbersIn(kept)).toEqual(range(0, 5));
  });

  it('keeps what stood in the log of the history that was there, and can bring that back', () => {
    const file = crashed(0, 9);
    const kept = restored(file, record(100, 5));
    expect(numbersIn(file)).toEqual(range(100, 5));
    const again = restored(file, kept);
    expect(numbersIn(file)).toEqual(range(0, 9));
    expect(numbersIn(again)).toEqual(range(100, 5));
  });

  it('keeps each history that was there, however soon one follows the other', () => {
    const file = record(0, 1);
    const kept = range(1, 4).map((number) => restored(file, record(number * 10, 1)));
    expect(new Set(kept).size).toBe(4);
    expect(kept.map((one) => numbersIn(one))).toEqual([[0], [10], [20], [30]]);
    expect(numbersIn(file)).toEqual([40]);
  });

  it('brings the history itself, and leaves nothing behind', () => {
    const file = record(0, 5);
    const kept = restored(file, file);
    expect(numbersIn(file)).toEqual(range(0, 5));
    expect(namesBeside(file).toSorted()).toEqual([basename(file), basename(kept)].toSorted());
  });

  it('keeps a history that is broken as it was found', () => {
    const file = record(0, 5);
    writeFileSync(file, 'broken');
    writeFileSync(`${file}-wal`, 'a log');
    const kept = restored(file, record(100, 5));
    expect(readFileSync(kept, 'utf8')).toBe('broken');
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('a log');
    expect(numbersIn(file)).toEqual(range(100, 5));
  });

  it('changes nothing where another program writes to the history', () => {
    const file = record(0, 5);
    const lock = lockForWriting(file);
    const before = readFileSync(file);
    expect(restore(file, record(100, 5), NOW)).toMatchObject({ error: { kind: 'in-use' } });
    expect(readFileSync(file)).toEqual(before);
    if (lock.ok) lock.value.release();
  });
});

interface CutOff {
  readonly file: string;
  readonly kept: string;
  readonly incoming: string;
  readonly journal: string;
}

/** A restore up to where the incoming file is whole. */
function begun(): CutOff {
  const file = record(0, 5);
  const [incoming, kept] = [`${file}.restoring`, `${file}.before-restore-x`];
  renameSync(record(100, 5), incoming);
  const db = openDatabase(incoming, { readOnly: false });
  db.exec('PRAGMA journal_mode=DELETE');
  db.close();
  return { file, kept, incoming, journal: `${file}.replacing` };
}
const writeJournal = ({ journal, kept }: CutOff): void =>
  writeFileSync(journal, JSON.stringify({ why: 'restore', kept: basename(kept) }));

/** @returns what the next start says */
function startAgain(file: string): readonly string[] {
  const opened = openForWriting(file, NOW);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  opened.value.db.close();
  return opened.value.notices.map(({ kind }) => kind);
}

describe('a restore that was cut off', () => {
  it.each<readonly [string, (cut: CutOff) => void]>([
    [
      'while it copied',
      ({ incoming }) => writeFileSync(incoming, readFileSync(incoming).subarray(0, 3000)),
    ],
    ['when it had copied', () => undefined],
    ['while it wrote that it had', ({ journal }) => writeFileSync(`${journal}.new`, '{"why":')],
  ])('%s is undone at the next start', (_, cutOff) => {
    const cut = begun();
    cutOff(cut);
    expect(startAgain(cut.file)).toEqual(['restore-undone']);
    expect(numbersIn(cut.file)).toEqual(range(0, 5));
    expect(namesBeside(cut.file)).toEqual([basename(cut.file)]);
    expect(startAgain(cut.file)).toEqual([]);
  });

  it.each<readonly [string, (cut: CutOff) => void]>([
    ['when all was ready', () => undefined],
    ['when the history before had its other name', ({ file, kept }) => linkSync(file, kept)],
    ['between two renames', ({ file, kept }) => renameSync(file, kept)],
    [
      'at its end',
      ({ file, kept, incoming }) => {
        linkSync(file, kept);
        renameSync(incoming, file);
      },
    ],
  ])('%s is finished at the next start', (_, cutOff) => {
    const cut = begun();
    writeJournal(cut);
    cutOff(cut);
    expect(startAgain(cut.file)).toEqual(['restore-finished']);
    expect(numbersIn(cut.file)).toEqual(range(100, 5));
    expect(numbersIn(cut.kept)).toEqual(range(0, 5));
    expect(namesBeside(cut.file)).toEqual([cut.file, cut.kept].map((one) => basename(one)));
    expect(startAgain(cut.file)).toEqual([]);
  });

  it('does not apply the log of the history before to the restored one', () => {
    const cut = begun();
    writeJournal(cut);
    const old = crashed(0, 9);
    for (const companion of ['', '-wal']) renameSync(old + companion, cut.file + companion);
    expect(startAgain(cut.file)).toEqual(['restore-finished']);
    expect(numbersIn(cut.file)).toEqual(range(100, 5));
    expect(numbersIn(cut.kept)).toEqual(range(0, 9));
  });

  it('with a journal that leads elsewhere moves nothing', () => {
    const cut = begun();
    writeFileSync(cut.journal, JSON.stringify({ why: 'restore', kept: '../elsewhere' }));
    expect(startAgain(cut.file)).toEqual(['restore-undone']);
    expect(numbersIn(cut.file)).toEqual(range(0, 5));
  });
});

describe('what was being put in the place of a broken or a lost file', () => {
  it('is put there at the next start, and said', () => {
    const file = record(0, 5);
    const db = openDatabase(file, { readOnly: false });
    writeOut(db, file);
    db.close();
    rmSync(file);
    writeFileSync(`${file}.replacing`, JSON.stringify({ why: 'rewrite', kept: null }));
    expect(startAgain(file)).toEqual(['brought-back']);
    expect(numbersIn(file)).toEqual(range(0, 5));
  });

  it('leaves the broken file in its place when it is cut off, and is done again', () => {
    const file = record(0, 5);
    writeFileSync(`${file}.rescued`, 'half of one');
    writeFileSync(file, readFileSync(file).fill(0xa5, 0, 50));
    expect(startAgain(file)).toEqual(['set-aside']);
    expect(existsSync(`${file}.rescued`)).toBe(false);
    expect(readdirSync(dirname(file)).some((name) => name.includes('.broken-'))).toBe(true);
  });

  it('keeps every file that it finds there', () => {
    const file = record(0, 5);
    for (const text of ['one', 'two']) {
      const db = openDatabase(file, { readOnly: false });
      writeOut(db, file);
      db.close();
      writeFileSync(file, text);
      putBack(file, NOW);
    }
    const found = namesBeside(file).filter((name) => name.includes('.found-'));
    const texts = found.map((name) => readFileSync(join(dirname(file), name), 'utf8'));
    expect(texts.toSorted()).toEqual(['one', 'two']);
    expect(numbersIn(file)).toEqual(range(0, 5));
  });
});
