import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { epochMs, seconds } from '../../app/units.ts';
import { openForWriting } from '../../main/history/open-file.ts';
import { restore } from '../../main/history/restore.ts';
import { Recording, reading, tempFolder, values } from './fixtures.ts';

const NOW = epochMs(Date.UTC(2026, 10, 22, 11));

/** A history in which one text stands in the place of another, as long, that SQLite does not check. */
function damaged(before: string, after: string): string {
  const file = join(tempFolder(), 'history.sqlite');
  const recording = new Recording(seconds(30), file);
  recording.record(reading(NOW, values(46, 500_000)));
  recording.store.db.exec('PRAGMA journal_mode=DELETE');
  recording.close();
  const text = readFileSync(file, 'latin1');
  expect(text).toContain(before);
  writeFileSync(
    file,
    text.replace(before, () => after),
    'latin1',
  );
  return file;
}

const column = (): string => damaged('peak REAL NOT NULL', 'beak REAL NOT NULL');

test('a backup with another column than ours is refused, and nothing has changed', () => {
  const target = join(tempFolder(), 'history.sqlite');
  const backup = column();
  const done = restore(target, backup, NOW);
  expect(done).toEqual({ ok: false, error: { kind: 'altered', file: backup } });
  expect(existsSync(target)).toBe(false);
});

test('a history with another column than ours is set aside like any that is broken', () => {
  const file = column();
  const opened = openForWriting(file, NOW);
  expect(opened).toMatchObject({
    ok: true,
    value: { notices: [{ kind: 'set-aside', file: `${file}.broken-2026-11-22T11-00-00Z` }] },
  });
  if (opened.ok) opened.value.db.close();
});
