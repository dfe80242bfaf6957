import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { epochMs, hours, seconds } from '../../app/units.ts';
import { openForReading, openForWriting } from '../../main/history/open-file.ts';
import { querySeries } from '../../main/history/queries/series.ts';
import { MIGRATIONS, migrate, readHeader } from '../../main/history/schema.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';
import { asRead, Recording, reading, tempFolder, values } from './fixtures.ts';

const START = Date.UTC(2026, 10, 22);

/** A history as version `version` left it, with readings sealed and open. */
function fileOfVersion(version: number): string {
  const file = join(tempFolder(), 'history.sqlite');
  const db = openDatabase(file, { readOnly: false });
  migrate(db, MIGRATIONS.slice(0, version));
  db.close();
  const store = new Recording(seconds(30), file);
  for (let i = 0; i < 100; i++) {
    store.record(reading(START + i * 30_000, values(46 + i, 1000 + i)));
    if (i === 60) store.seal();
  }
  store.close();
  return file;
}

describe('the schema', () => {
  it('comes up to date from every earlier version with every reading in place', () => {
    for (let version = 1; version <= MIGRATIONS.length; version++) {
      const file = fileOfVersion(version);
      const opened = openForWriting(file, epochMs(START));
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      const { db, notices } = opened.value;
      expect(notices).toEqual([]);
      expect(readHeader(db).version).toBe(MIGRATIONS.length);
      const query = { from: epochMs(START), to: epochMs(START + hours(1)), points: 1000 };
      const series = querySeries(new Store(db), { ...query, fields: ['power'] });
      const read = series.columns.power?.mean.filter((value) => value !== null);
      expect(read).toEqual(Array.from({ length: 100 }, (_, i) => asRead(46 + i)));
      db.close();
    }
  });

  it('runs each migration once, in one transaction that leaves nothing behind when it fails', () => {
    const file = join(tempFolder(), 'history.sqlite');
    const db = openDatabase(file, { readOnly: false });
    migrate(db);
    const broken = [...MIGRATIONS, 'CREATE TABLE extra (x) STRICT'];
    expect(() => migrate(db, broken)).toThrow();
    expect(readHeader(db).version).toBe(MIGRATIONS.length);
    migrate(db, [...MIGRATIONS, 'CREATE TABLE extra (x INTEGER) STRICT']);
    expect(readHeader(db).version).toBe(MIGRATIONS.length + 1);
    db.close();
  });

  it('begins anew in a file of no length', () => {
    const file = join(tempFolder(), 'history.sqlite');
    writeFileSync(file, '');
    const opened = openForWriting(file, epochMs(START));
    expect(opened.ok && opened.value.notices).toEqual([]);
    if (opened.ok) opened.value.db.close();
  });

  it('keeps a log whose file lost its content, for somebody to look at', () => {
    const file = join(tempFolder(), 'history.sqlite');
    writeFileSync(file, '');
    writeFileSync(`${file}-wal`, 'something');
    const opened = openForWriting(file, epochMs(START));
    const aside = `${file}.broken-2026-11-22T00-00-00Z`;
    expect(opened.ok && opened.value.notices).toEqual([
      { kind: 'set-aside', file: aside, days: 0 },
    ]);
    expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('something');
    if (opened.ok) opened.value.db.close();
  });

  it('can be read while another process writes', () => {
    const store = new Recording(seconds(30));
    store.record(reading(START, values(46, 1000)));
    const reader = openForReading(store.file);
    expect(reader.ok && new Store(reader.value).tail.length).toBe(1);
    if (reader.ok) reader.value.close();
    store.close();
  });
});
