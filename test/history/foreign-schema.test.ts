import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { historyNotice } from '../../app/history/notice.ts';
import { createTexts } from '../../app/text/translate.ts';
import { epochMs } from '../../app/units.ts';
import { isSound, openForReading, openForWriting } from '../../main/history/open-file.ts';
import { gather } from '../../main/history/queries/gather.ts';
import { Recorder } from '../../main/history/recorder.ts';
import { restore } from '../../main/history/restore.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';
import { doctor, doctored, EVERY, ROWS, readingOf, remade, schemaRow, timeOf } from './doctored.ts';
import { asRead, tempFolder } from './fixtures.ts';

const NOW = epochMs(timeOf(1000));
const TABLES = [
  'meta',
  'open_poll',
  'raw_chunk',
  'mark_chunk',
  'rollup_chunk',
  'energy_chunk',
  'doing_chunk',
  'heat_chunk',
  'event',
  'rejection',
  'run',
];
const LOOP =
  '(WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n)';

interface Attack {
  readonly name: string;
  readonly sql: string;
  /** What a restore says; left-out: it is taken without it. */
  readonly restored: 'left-out' | 'altered' | 'corrupt';
  /** What is said when it is the app's own file. */
  readonly opened: 'foreign-removed' | 'set-aside';
  /** Whether it took the readings away itself, before the app was there. */
  readonly empties?: boolean;
}

const trigger = (table: string): Attack => ({
  name: `a trigger on ${table}`,
  sql: TABLES.map(
    (other) => `CREATE TRIGGER t_${other} AFTER INSERT ON ${table}
    BEGIN DELETE FROM ${other}; END;`,
  ).join('\n'),
  restored: 'left-out',
  opened: 'foreign-removed',
});
const beside = (name: string, sql: string): Attack => ({
  name,
  sql,
  restored: 'left-out',
  opened: 'foreign-removed',
});
const another = (name: string, sql: string, empties = false): Attack => ({
  name,
  sql,
  restored: 'altered',
  opened: 'set-aside',
  empties,
});

const ATTACKS: readonly Attack[] = [
  ...TABLES.map(trigger),
  beside(
    'a trigger that writes other values than were measured',
    `CREATE TRIGGER lie AFTER INSERT ON open_poll BEGIN
       UPDATE open_poll SET wire = zeroblob(40) WHERE seq = new.seq; END`,
  ),
  beside(
    'a trigger before deletes that keeps everything for ever',
    'CREATE TRIGGER stay BEFORE DELETE ON open_poll BEGIN SELECT raise(IGNORE); END',
  ),
  beside('a view that never ends', `CREATE VIEW v AS SELECT ${LOOP} AS x`),
  beside('a view with a name in quotes', 'CREATE VIEW "a ""b"" [c]" AS SELECT 1'),
  beside(
    'a trigger on a view',
    `CREATE VIEW v AS SELECT 1 AS x;
    CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN DELETE FROM raw_chunk; END`,
  ),
  beside('an index on an expression', 'CREATE INDEX i ON open_poll (abs(at)) WHERE hex(wire) > 1'),
  beside('an index that lets no second poll in', 'CREATE UNIQUE INDEX i ON open_poll (flags, seq)'),
  beside('statistics', 'ANALYZE; UPDATE sqlite_stat1 SET stat = 1'),
  another('a table beside ours', 'CREATE TABLE mine (note TEXT); INSERT INTO mine VALUES (1)'),
  another('a virtual table', 'CREATE VIRTUAL TABLE words USING fts5(word)'),
  another('an R-tree', 'CREATE VIRTUAL TABLE boxes USING rtree(id, low, high)'),
  another(
    'a view in the place of a table',
    `ALTER TABLE raw_chunk RENAME TO theirs;
     CREATE VIEW raw_chunk AS SELECT ${LOOP} AS first_seq, 0 AS from_at, 0 AS to_at, x'' AS body`,
    true,
  ),
  another(
    'a virtual table in the place of a table',
    'DROP TABLE mark_chunk; CREATE VIRTUAL TABLE mark_chunk USING fts5(id, body)',
    true,
  ),
  another('a missing index', 'DROP INDEX event_by_kind'),
  another('a missing table', 'DROP TABLE heat_chunk'),
  another('a further column', 'ALTER TABLE run ADD COLUMN note TEXT'),
  another(
    'a column that is computed',
    remade(
      'open_poll',
      `(seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, every INTEGER NOT NULL, cause INTEGER NOT NULL,
        flags INTEGER NOT NULL, wire BLOB NOT NULL, more BLOB AS (zeroblob(100000000)) VIRTUAL) STRICT`,
      'seq, at, every, cause, flags, wire',
    ),
  ),
  another(
    'a check that fails later',
    remade(
      'open_poll',
      `(seq INTEGER PRIMARY KEY CHECK (seq < 45), at INTEGER NOT NULL, every INTEGER NOT NULL,
        cause INTEGER NOT NULL, flags INTEGER NOT NULL, wire BLOB NOT NULL) STRICT`,
      'seq, at, every, cause, flags, wire',
    ),
  ),
  another(
    'a table without STRICT',
    remade('meta', '(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID', 'key, value'),
  ),
  another(
    'a table with rowids',
    remade('meta', '(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT', 'key, value'),
  ),
  another(
    'another collation',
    remade(
      'meta',
      '(key TEXT PRIMARY KEY COLLATE NOCASE, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
      'key, value',
    ),
  ),
  another(
    'a default',
    remade(
      'meta',
      "(key TEXT PRIMARY KEY, value TEXT NOT NULL DEFAULT 'x') STRICT, WITHOUT ROWID",
      'key, value',
    ),
  ),
  another(
    'a conflict clause that forgets',
    remade(
      'mark_chunk',
      '(id INTEGER PRIMARY KEY ON CONFLICT IGNORE, body BLOB NOT NULL) STRICT',
      'id, body',
    ),
  ),
  another(
    'a reference that deletes',
    `CREATE TABLE child (id INTEGER REFERENCES mark_chunk (id) ON DELETE RESTRICT);
     INSERT INTO child SELECT id FROM mark_chunk`,
  ),
  another(
    'a table in capitals',
    'ALTER TABLE mark_chunk RENAME TO x; ALTER TABLE x RENAME TO Mark_Chunk',
  ),
  another('the version of another schema', 'PRAGMA user_version=1'),
  another('a version below the first', 'PRAGMA user_version=-1'),
  another('no version', 'PRAGMA user_version=0'),
  {
    name: 'nonsense in the schema',
    sql: schemaRow('table', 'junk', 'junk', 'CREATE NONSENSE'),
    restored: 'corrupt',
    opened: 'set-aside',
  },
  {
    name: 'a trigger that cannot be parsed',
    sql: schemaRow('trigger', 'junk', 'open_poll', 'CREATE TRIGGER junk AFTER NONSENSE'),
    restored: 'corrupt',
    opened: 'set-aside',
  },
  {
    name: 'a number that JavaScript has not',
    sql: 'UPDATE open_poll SET every = 9223372036854775807 WHERE seq = (SELECT max(seq) FROM open_poll)',
    restored: 'corrupt',
    opened: 'set-aside',
  },
  {
    name: 'a poll of the year 292 million',
    sql: 'UPDATE open_poll SET at = 9007199254740991 WHERE seq = (SELECT max(seq) FROM open_poll)',
    restored: 'corrupt',
    opened: 'set-aside',
  },
  {
    name: 'a poll of three bytes',
    sql: "UPDATE open_poll SET wire = x'010203' WHERE seq = (SELECT max(seq) FROM open_poll)",
    restored: 'corrupt',
    opened: 'set-aside',
  },
  {
    name: 'a blob of 20 MB',
    sql: 'UPDATE open_poll SET wire = zeroblob(20000000) WHERE seq = (SELECT max(seq) FROM open_poll)',
    restored: 'corrupt',
    opened: 'set-aside',
  },
  {
    name: 'a fact of the year 292 million',
    sql: `UPDATE meta SET value = json_set(value, '$.last.at', 9007199254740991) WHERE key = 'sealed'`,
    restored: 'corrupt',
    opened: 'set-aside',
  },
];

/** The mean power of each reading that the record has, by its number. */
function powersIn(store: Store): ReadonlyMap<number, number> {
  const { at, fields } = gather(store, timeOf(0), timeOf(2000), [0], 'polls');
  return new Map(
    at.map((time, row) => [(time - timeOf(0)) / EVERY, (fields[0]?.[row] ?? 0) * 1000]),
  );
}

function expectOnlyTruth(file: string, atLeast: number): void {
  const db = openDatabase(file, { readOnly: false });
  try {
    expect(isSound(db)).toBe(true);
    const powers = powersIn(new Store(db));
    for (const [number, power] of powers) expect(power).toBe(asRead(46 + number));
    expect(powers.size).toBeGreaterThanOrEqual(atLeast);
  } finally {
    db.close();
  }
}

/** Goes on recording in a file that was opened, and seals it. */
function goOn(file: string, kinds: string): void {
  const opened = openForWriting(file, NOW);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const { db, notices } = opened.value;
  expect(notices.map(({ kind }) => kind)).toEqual(kinds === '' ? [] : [kinds]);
  const store = new Store(db);
  const recorder = new Recorder(store, EVERY);
  for (let number = ROWS; number < ROWS + 20; number++) {
    recorder.record({ event: readingOf(number), elapsed: EVERY });
  }
  store.sealTail();
  store.close();
}

describe.each(ATTACKS)('a file with $name', ({ sql, restored, opened, empties = false }) => {
  // The last reading is the one that values were changed of.
  const kept = empties ? 0 : ROWS - 1;

  it('is restored without it or refused', () => {
    const backup = doctored(sql);
    const file = join(tempFolder(), 'history.sqlite');
    const done = restore(file, backup, NOW);
    if (restored !== 'left-out') {
      expect(done).toMatchObject({
        ok: false,
        error: {
          kind: restored === 'altered' ? 'altered' : expect.stringMatching(/corrupt|not-ours/),
        },
      });
      expect(readdirSync(dirname(file)).filter((name) => !name.endsWith('.lock'))).toEqual([]);
      return;
    }
    expect(done).toMatchObject({
      ok: true,
      value: { kept: null, left: expect.stringMatching(/\w/) },
    });
    expectOnlyTruth(file, ROWS);
    goOn(file, '');
    expectOnlyTruth(file, ROWS + 20);
  });

  it('as the app’s own loses it and no reading', () => {
    const file = doctored(sql);
    goOn(file, opened);
    expectOnlyTruth(file, kept + 20);
    const aside = readdirSync(dirname(file)).filter((name) => name.includes('.broken-'));
    expect(aside.length).toBe(opened === 'set-aside' ? 1 : 0);
  });

  it('is read without running any of it', () => {
    const reader = openForReading(doctored(sql));
    if (!reader.ok) return;
    expect(() => powersIn(new Store(reader.value))).not.toThrow(/recursion/);
    reader.value.close();
  });
});

describe.each([
  ['a fact of another shape', `{"nextSeq":"x","marks":7}`],
  ['a fact that is no JSON', 'junk'],
])('a file with %s', (_, text) => {
  const sql = `UPDATE meta SET value = '${text}'`;

  it('is restored with all readings, of which it is made anew', () => {
    const file = join(tempFolder(), 'history.sqlite');
    expect(restore(file, doctored(sql), NOW)).toMatchObject({ ok: true, value: { left: '' } });
    goOn(file, '');
    expectOnlyTruth(file, ROWS + 20);
  });
});

describe('a trigger that is put in while the record is open', () => {
  it('runs never, and the next start takes it out', () => {
    const file = doctored('');
    const opened = openForWriting(file, NOW);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const store = new Store(opened.value.db);
    const recorder = new Recorder(store, EVERY);
    doctor(file, 'CREATE TRIGGER t AFTER INSERT ON open_poll BEGIN DELETE FROM open_poll; END');
    expect(() => recorder.record({ event: readingOf(ROWS), elapsed: EVERY })).toThrow();
    store.close();
    goOn(file, 'foreign-removed');
    expectOnlyTruth(file, ROWS + 20);
  });
});

describe('what is no file', () => {
  const places: readonly (readonly [string, (path: string) => void, string])[] = [
    ['a folder', (path) => mkdirSync(path), 'not-a-file'],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'not-a-file'],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'not-a-file'],
    ['a link to nowhere', (path) => symlinkSync('/nowhere/at/all', path), 'not-there'],
    ['an empty file', (path) => writeFileSync(path, ''), 'not-ours'],
    ['a text', (path) => writeFileSync(path, 'a text'.repeat(1000)), 'not-ours'],
  ];
  it.skipIf(process.platform === 'win32').each(places)('%s is refused', (_, make, kind) => {
    const [backup, file] = [join(tempFolder(), 'b.sqlite'), join(tempFolder(), 'history.sqlite')];
    make(backup);
    expect(restore(file, backup, NOW)).toMatchObject({ ok: false, error: { kind } });
    expect(existsSync(file)).toBe(false);
    if (kind !== 'not-a-file') return;
    expect(openForWriting(backup, NOW)).toMatchObject({ ok: false, error: { kind } });
    expect(restore(backup, doctored(''), NOW)).toMatchObject({ ok: false, error: { kind } });
  });

  it('a file that was cut off is refused', () => {
    const backup = doctored('PRAGMA journal_mode=DELETE');
    truncateSync(backup, 20_000);
    const done = restore(join(tempFolder(), 'history.sqlite'), backup, NOW);
    expect(done).toMatchObject({
      ok: false,
      error: { kind: expect.stringMatching(/corrupt|not-ours/) },
    });
  });

  it('a file of a newer version is refused, and as the app’s own left as it is', () => {
    const backup = doctored('PRAGMA user_version=99');
    const done = restore(join(tempFolder(), 'history.sqlite'), backup, NOW);
    expect(done).toMatchObject({ ok: false, error: { kind: 'newer' } });
    expect(openForWriting(backup, NOW)).toMatchObject({ ok: false, error: { kind: 'newer' } });
  });
});

it('what was found is said in words, in both languages', () => {
  const file = 'history.sqlite';
  for (const notice of [
    { kind: 'foreign-removed', file, names: 'trigger t' },
    { kind: 'left-out', file, names: 'trigger t' },
    { kind: 'restore-finished', file: null },
    { kind: 'restore-finished', file },
    { kind: 'restore-undone' },
  ] as const) {
    const { text, values } = historyNotice(notice);
    for (const language of ['en', 'de'] as const) {
      const { t } = createTexts(language);
      expect(t(`notices:${text}` as 'notices:netCounter', { ...values })).toMatch(/^[A-ZÄÖÜ].*\.$/);
    }
  }
});
