import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../app/settings.ts';
import {
  borrowFolder,
  type OpenedSettings,
  openFolder,
  type WriteFile,
} from '../../../main/settings/settings-folder.ts';
import { NOON } from '../../support/readings.ts';

const METER: Settings['source'] = {
  kind: 'meter',
  address: { framing: 'auto', host: '192.168.2.10', port: 8899, unit: 2, model: 'wago-879' },
};
const FILE = 'settings.json';
const LAST_GOOD = 'settings.last-good.json';
const SET_ASIDE = 'settings.broken-2026-11-22T11-00-00-000Z.json';

const folders: string[] = [];
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

const createFolder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'wago-settings-'));
  folders.push(dir);
  return dir;
};

const writeTo =
  (dir: string): WriteFile =>
  (file) =>
    writeFileSync(join(dir, FILE), JSON.stringify(file));

const open = (dir: string, write = writeTo(dir)): OpenedSettings => openFolder(dir, NOON, write);
const read = (dir: string, name: string): unknown =>
  JSON.parse(readFileSync(join(dir, name), 'utf8'));
const textsOf = ({ notices }: OpenedSettings): readonly string[] => notices.map(({ text }) => text);

/** A folder in which somebody has connected a meter and chosen the dark theme. */
function lived(): string {
  const dir = createFolder();
  const { settings, gateways } = open(dir);
  settings.change({ source: METER });
  gateways.remember('192.168.2.10', 8899, { framing: 'rtu-over-tcp', maxWords: 20 });
  settings.change({ theme: 'dark' });
  return dir;
}
const LIVED: Settings = { ...DEFAULT_SETTINGS, source: METER, theme: 'dark' };

describe('the settings folder', () => {
  test('that is new gives the defaults, and writes nothing before something is changed', () => {
    const dir = createFolder();
    const opened = open(dir);
    expect(opened.settings.current()).toEqual(DEFAULT_SETTINGS);
    expect(opened.notices).toEqual([]);
    expect(opened.gateways.recall('192.168.2.10', 8899)).toBeNull();
    expect(readdirSync(dir)).toEqual([]);
  });

  test('keeps what was changed, and what gateways turned out to be', () => {
    const opened = open(lived());
    expect(opened.settings.current()).toEqual(LIVED);
    expect(opened.gateways.recall('192.168.2.10', 8899)).toEqual({
      framing: 'rtu-over-tcp',
      maxWords: 20,
    });
    expect(opened.gateways.recall('192.168.2.10', 502)).toBeNull();
    expect(opened.notices).toEqual([]);
  });

  test('has a copy of the last good file beside it', () => {
    const dir = lived();
    expect(readdirSync(dir).sort()).toEqual([FILE, LAST_GOOD]);
    expect(read(dir, LAST_GOOD)).toEqual(read(dir, FILE));
    expect(read(dir, FILE)).toEqual({
      version: 2,
      settings: { source: METER, theme: 'dark' },
      gateways: { '192.168.2.10:8899': { framing: 'rtu-over-tcp', maxWords: 20 } },
    });
  });

  test('throws away what a change makes of it only where that is no setting', () => {
    const opened = open(lived());
    expect(() => opened.settings.change({ theme: 'pink' } as never)).toThrow();
    expect(opened.settings.current()).toEqual(LIVED);
  });
});

/** How power cuts, editors, disks and people leave a file behind. */
const BROKEN: readonly (readonly [name: string, content: string | Buffer])[] = [
  ['is empty', ''],
  ['is blank', ' \n\t'],
  ['is full of zeros', Buffer.alloc(512)],
  ['breaks off', '{"version": 1, "settings": {"theme": "da'],
  ['has a comma too many', '{"version": 1, "settings": {},}'],
  ['is a text', 'theme = dark'],
  ['is a list', '[]'],
  ['is a number', '42'],
  ['is null', 'null'],
  ['is somebody else’s', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
  ['is nested without end', '['.repeat(200_000)],
];

describe('a settings file that', () => {
  test.each(BROKEN)(
    '%s is kept under a dated name, and the last good settings hold',
    (_name, content) => {
      const dir = lived();
      writeFileSync(join(dir, FILE), content);
      const opened = open(dir);
      expect(opened.settings.current()).toEqual(LIVED);
      expect(opened.notices).toEqual([
        { id: 'settings-file', text: 'settingsSetAside', values: { file: SET_ASIDE } },
      ]);
      expect(readFileSync(join(dir, SET_ASIDE))).toEqual(Buffer.from(content));
    },
  );

  test.each(BROKEN)('%s is good again at the next start, without a word', (_name, content) => {
    const dir = lived();
    writeFileSync(join(dir, FILE), content);
    open(dir);
    const again = open(dir);
    expect(again.settings.current()).toEqual(LIVED);
    expect(again.notices).toEqual([]);
    expect(readdirSync(dir)).toHaveLength(3);
  });

  test('is a folder is kept as well', () => {
    const dir = lived();
    rmSync(join(dir, FILE));
    mkdirSync(join(dir, FILE));
    expect(open(dir).settings.current()).toEqual(LIVED);
    expect(open(dir).notices).toEqual([]);
  });

  test('is broken together with its last good copy leaves the defaults', () => {
    const dir = lived();
    for (const name of [FILE, LAST_GOOD]) writeFileSync(join(dir, name), '{');
    const opened = open(dir);
    expect(opened.settings.current()).toEqual(DEFAULT_SETTINGS);
    expect(textsOf(opened)).toEqual(['settingsSetAside']);
    expect(textsOf(open(dir))).toEqual([]);
  });

  test('somebody took away leaves the defaults: that is how one starts over', () => {
    const dir = lived();
    rmSync(join(dir, FILE));
    const opened = open(dir);
    expect([opened.settings.current(), opened.notices]).toEqual([DEFAULT_SETTINGS, []]);
  });

  test('has one setting wrong loses that one only, to its last good value', () => {
    const dir = lived();
    const file = { version: 2, settings: { ...LIVED, theme: 'pink', pollIdleS: 60 }, gateways: {} };
    writeFileSync(join(dir, FILE), JSON.stringify(file));
    const opened = open(dir);
    expect(opened.settings.current()).toEqual({ ...LIVED, pollIdleS: 60 });
    expect(opened.notices).toEqual([
      { id: 'settings-file', text: 'settingsMended', values: { names: 'theme' } },
    ]);
    expect(read(dir, SET_ASIDE)).toEqual(file);
    expect(open(dir).notices).toEqual([]);
  });

  test('comes from another version is read as far as it is known', () => {
    const dir = createFolder();
    const stored = { version: 9, settings: { theme: 'light', nightMode: true }, gateways: 'none' };
    writeFileSync(join(dir, FILE), JSON.stringify(stored));
    const opened = open(dir);
    expect(opened.settings.current()).toEqual({ ...DEFAULT_SETTINGS, theme: 'light' });
    expect(opened.notices).toEqual([]);
    opened.settings.change({ theme: 'dark' });
    expect(read(dir, 'settings.version-9.json')).toEqual(stored);
    expect(read(dir, FILE)).toMatchObject({ version: 2 });
  });

  test('was cleared of one line has that setting as if nobody had touched it', () => {
    const dir = lived();
    writeFileSync(join(dir, FILE), JSON.stringify({ version: 2, settings: { source: METER } }));
    const opened = open(dir);
    expect(opened.settings.current()).toEqual({ ...LIVED, theme: DEFAULT_SETTINGS.theme });
    expect(opened.notices).toEqual([]);
  });

  test('tells nonsense of gateways tells nothing of them', () => {
    const dir = createFolder();
    const good = { framing: 'tcp', maxWords: 120 };
    const gateways = {
      'a:1': good,
      'b:1': { ...good, framing: 'x' },
      'c:1': null,
      'd:1': { ...good, maxWords: 0.5 },
    };
    writeFileSync(join(dir, FILE), JSON.stringify({ version: 1, settings: {}, gateways }));
    const { gateways: memory } = open(dir);
    expect(['a', 'b', 'c', 'd'].map((host) => memory.recall(host, 1))).toEqual([
      good,
      null,
      null,
      null,
    ]);
  });
});

describe('a folder that cannot be written', () => {
  const refuse: WriteFile = () => {
    throw new Error('EROFS: read-only file system');
  };

  test('gives its settings, and each change holds for this run and says why it is not saved', () => {
    const dir = lived();
    const { settings, gateways, notices } = open(dir, refuse);
    expect(notices).toEqual([]);
    expect(settings.change({ theme: 'light' })).toBe('EROFS: read-only file system');
    expect(settings.current().theme).toBe('light');
    expect(() => gateways.remember('a', 1, { framing: 'tcp', maxWords: 8 })).not.toThrow();
    expect(gateways.recall('a', 1)).toEqual({ framing: 'tcp', maxWords: 8 });
    expect(open(dir).settings.current()).toEqual(LIVED);
  });

  test('says so at once when its file was broken as well', () => {
    const dir = lived();
    writeFileSync(join(dir, FILE), '');
    expect(textsOf(open(dir, refuse))).toEqual(['settingsSetAside', 'settingsNotSaved']);
  });

  test('lets the app start also when a broken file cannot even be moved', () => {
    const dir = lived();
    writeFileSync(join(dir, FILE), '{');
    mkdirSync(join(dir, SET_ASIDE));
    const opened = open(dir, refuse);
    expect(opened.settings.current()).toEqual(LIVED);
    expect(textsOf(opened)).toEqual(['settingsNotSaved']);
  });

  test('may as well not be there', () => {
    const dir = join(createFolder(), 'gone');
    const { settings, notices } = open(dir);
    expect([settings.current(), notices]).toEqual([DEFAULT_SETTINGS, []]);
    expect(settings.change({ theme: 'dark' })).toContain('ENOENT');
  });
});

describe('a borrowed folder', () => {
  test('is read, and left as it is, broken or not', () => {
    const dir = lived();
    const borrowed = borrowFolder(dir);
    expect(borrowed.settings.current()).toEqual(LIVED);
    expect(borrowed.gateways.recall('192.168.2.10', 8899)).not.toBeNull();
    const before = readFileSync(join(dir, FILE), 'utf8');
    borrowed.settings.change({ theme: 'light' });
    borrowed.gateways.remember('b', 1, { framing: 'tcp', maxWords: 8 });
    expect(borrowed.settings.current().theme).toBe('light');
    expect(borrowed.gateways.recall('b', 1)).not.toBeNull();
    expect(readFileSync(join(dir, FILE), 'utf8')).toBe(before);
    writeFileSync(join(dir, FILE), '{');
    expect(borrowFolder(dir).settings.current()).toEqual(LIVED);
    expect(readdirSync(dir).sort()).toEqual([FILE, LAST_GOOD]);
  });
});
