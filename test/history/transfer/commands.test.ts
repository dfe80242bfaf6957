import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decimalOf, shortest } from '../../../app/decimal.ts';
import type { Language } from '../../../app/text/texts.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { minutes, seconds } from '../../../app/units.ts';
import type { Command } from '../../../main/cli/command.ts';
import { BACKFILL } from '../../../main/cli/commands/backfill.ts';
import { BACKUP } from '../../../main/cli/commands/backup.ts';
import { EXPORT } from '../../../main/cli/commands/export.ts';
import { IMPORT } from '../../../main/cli/commands/import.ts';
import { REPORT } from '../../../main/cli/commands/report.ts';
import { RESTORE } from '../../../main/cli/commands/restore.ts';
import { Recording, reading, tempFolder, values } from '../fixtures.ts';

const START = Date.UTC(2026, 9, 24, 22);
const ZONE = '--zone=Europe/Berlin';
let folder: string;

/** Three hours at 30 s from local midnight of the day with 25 hours, then an hour of the next day after half of its first. */
function record(file: string): void {
  const store = new Recording(seconds(30), file);
  for (let i = 0; i < 360; i++) {
    store.record(reading(START + i * 30_000, values(i === 100 ? 1300 : 46, 500_000 + i)));
  }
  store.seal();
  for (let i = 0; i < 120; i++) {
    const at = START + minutes(25.5 * 60) + i * 30_000;
    store.record(reading(at, values(46, 501_000 + i)));
  }
  store.close();
}

beforeAll(() => {
  folder = tempFolder();
  record(join(folder, 'history.sqlite'));
});

async function run(
  command: Command,
  args: readonly string[],
  language: Language = 'en',
  locale = '',
) {
  let out = '';
  const complaints: string[] = [];
  const code = await command.run(args, {
    language,
    t: createTexts(language).t,
    out: async (text) => {
      out += text;
    },
    locale,
    complain: (sentence) => complaints.push(sentence),
    env: {},
    stop: new AbortController().signal,
  });
  return { code, out, complaints };
}

const DAY = [ZONE, '--from=2026-10-25', '--to=2026-10-26'];
const exportArgs = (args: readonly string[]) => ['--data', folder, ...DAY, ...args];
const exported = (args: readonly string[], language?: Language) =>
  run(EXPORT, exportArgs(args), language);

describe('the export command', () => {
  it('writes a CSV that a German spreadsheet opens: semicolons, commas and a byte order mark', async () => {
    const { code, out } = await exported(['--format=csv'], 'de');
    const lines = out.split('\r\n');
    expect(code).toBe(0);
    expect(lines[0]).toBe(
      '\ufeffOrtszeit;UTC;Leistung (W);Leistung L1 (W);Leistung L2 (W);Leistung L3 (W);Frequenz (Hz);Leistungsfaktor;Zähler (kWh);Zähler L1 (kWh);Zähler L2 (kWh);Zähler L3 (kWh)',
    );
    expect(lines[1]).toBe(
      '2026-10-25 00:00:00;2026-10-24T22:00:00.000Z;46;23;11,5;11,5;50;0,93;500;250;125;125',
    );
    expect(lines.length).toBe(482);
  });

  it('writes a CSV that an English spreadsheet opens', async () => {
    const { out } = await exported(['--format=csv', '--resolution=1h']);
    const [head, first] = out.split('\r\n');
    expect(head?.split(',').slice(0, 6)).toEqual([
      '\ufeffLocal time',
      'UTC',
      'Power (W)',
      'Power (W) min',
      'Power (W) max',
      'Power L1 (W)',
    ]);
    expect(first).toContain('2026-10-25 00:00:00,2026-10-24T22:00:00.000Z,56.45,46,1300,');
  });

  it('writes a CSV for the region of the system, whatever language it speaks', async () => {
    const { out } = await run(EXPORT, exportArgs(['--format=csv']), 'en', 'en_DE.UTF-8');
    const [head, first] = out.split('\r\n');
    expect(head).toContain('Local time;UTC;Power (W)');
    expect(first).toContain('Z;46;23;11,5;11,5;50;0,93;500;');
  });

  it('writes a CSV as the flag says, else as the settings do', async () => {
    const written = async (saved: unknown, ...flags: readonly string[]) => {
      const target = tempFolder();
      cpSync(join(folder, 'history.sqlite'), join(target, 'history.sqlite'));
      if (saved !== null) writeFileSync(join(target, 'settings.json'), JSON.stringify(saved));
      const args = ['--data', target, ...DAY, '--format=csv', ...flags];
      const inGermany = (command: Command) => run(command, args, 'de', 'de_DE.UTF-8');
      return `${(await inGermany(EXPORT)).out}${(await inGermany(REPORT)).out}`;
    };
    const saved = { version: 2, settings: { csvFormat: 'semicolon-point' }, gateways: {} };
    const older = { version: 2, settings: { language: 'en' }, gateways: {} };
    const german = /Z;46;23;11,5;[\s\S]*;0,986;/;
    expect(await written(null)).toMatch(german);
    expect(await written(older)).toMatch(german);
    expect(await written(saved)).toMatch(/Z;46;23;11\.5;[\s\S]*;0\.986;/);
    expect(await written(saved, '--csv=comma')).toMatch(/Z,46,23,11\.5,[\s\S]*,0\.986,/);
    expect(await written(saved, '--csv=system')).toMatch(german);
  });

  it('refuses separators that it does not know', async () => {
    const { code, complaints } = await exported(['--format=csv', '--csv=tab']);
    expect(code).toBe(64);
    expect(complaints[0]).toContain('system, comma, semicolon, semicolon-point');
  });

  it('writes JSON that is whole, also when nothing lies in the range', async () => {
    const { out } = await exported(['--format=json', '--resolution=1d']);
    const parsed = JSON.parse(out);
    expect(parsed.rows.map((row: { at: string }) => row.at)).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
    expect(parsed.rows[0].max.power).toBe(1300);
    // The newest reading of the day, not what is thought of the gap after it.
    expect(parsed.rows[0].energy).toBe(500_359);
    const empty = await run(EXPORT, [
      ...['--data', folder, '--from=2025-01-01', '--to=2025-01-02', '--format=json'],
    ]);
    expect(JSON.parse(empty.out).rows).toEqual([]);
  });

  it('writes OpenMetrics that promtool makes blocks of', async () => {
    const { out } = await exported(['--format=openmetrics', '--resolution=raw']);
    const target = tempFolder();
    const file = join(target, 'export.om');
    writeFileSync(file, out);
    const made = spawnSync(
      'promtool',
      ['tsdb', 'create-blocks-from', 'openmetrics', file, join(target, 'data')],
      { encoding: 'utf8' },
    );
    expect(made.stderr).toBe('');
    // Only a Prometheus that ran has one, and the dump wants it.
    mkdirSync(join(target, 'data', 'wal'));
    const dumped = spawnSync('promtool', ['tsdb', 'dump', join(target, 'data')], {
      encoding: 'utf8',
    });
    expect(dumped.stderr).toBe('');
    const lines = dumped.stdout.trim().split('\n');
    expect(lines.length).toBe(480 * 10);
    expect(lines).toContain(`{__name__="wago_power_total_kw"} 1.3 ${START + 100 * 30_000}`);
    expect(lines).toContain(`{__name__="wago_energy_L1_kwh"} 250 ${START}`);
  });

  it('refuses wrong arguments in one sentence of either language, and does nothing', async () => {
    const wrong = [
      [],
      ['--data', folder],
      ['--data', folder, '--from=yesterday', '--to=2026-10-26', '--format=csv'],
      ['--data', folder, '--from=2026-10-26', '--to=2026-10-25', '--format=csv'],
      ['--data', folder, '--from=2026-10-25', '--to=2026-10-26', '--format=xls'],
      ['--data', folder, '--from=2026-10-25', '--to=2026-10-26', '--format=csv', '--zone=Mars'],
    ];
    for (const language of ['en', 'de'] as const) {
      for (const args of wrong) {
        const { code, out, complaints } = await run(EXPORT, args, language);
        expect(code).toBe(64);
        expect(out).toBe('');
        expect(complaints).toHaveLength(1);
      }
    }
  });

  it('says in one sentence that there is no history, or none that it can read', async () => {
    const empty = tempFolder();
    const args = ['--from=2026-10-25', '--to=2026-10-26', '--format=csv'];
    const none = await run(EXPORT, ['--data', empty, ...args]);
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.complaints[0]).toContain('is not there');
    writeFileSync(join(empty, 'history.sqlite'), 'no database');
    const broken = await run(EXPORT, ['--data', empty, ...args]);
    expect(broken.code).toBe(1);
    expect(broken.complaints).toHaveLength(1);
    expect(readdirSync(empty)).toEqual(['history.sqlite']);
  });
});

describe('a number in an export', () => {
  it('is the shortest that gives back the very float32', () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e5, max: 1e5 }),
        (value) => {
          // Nobody wants to read "-0".
          expect(Math.fround(shortest(value)) + 0).toBe(value + 0);
          expect(Math.fround(decimalOf(value, 1000) / 1000) + 0).toBe(value + 0);
        },
      ),
    );
    expect(decimalOf(Math.fround(0.046), 1000)).toBe(46);
  });
});

describe('the report command', () => {
  const args = (format: string) => [
    ...['--data', folder, '--from=2026-10-25', '--to=2026-10-26', ZONE, '--format', format],
  ];

  it('prints a table with each day and their sum', async () => {
    const { out } = await run(REPORT, args('table'), 'de');
    const lines = out.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines[1]?.[0]).toBe('2026-10-25');
    expect(lines[2]?.[0]).toBe('2026-10-26');
    // The counter went from 500.000 to 501.119 kWh; the gap between lies over midnight.
    expect(lines[3]?.[1 + 2]).toBe('1,119');
    expect(lines[1]?.at(-2)).toBe('ja');
  });

  it('prints JSON with completeness', async () => {
    const { out } = await run(REPORT, args('json'));
    const { days, total } = JSON.parse(out);
    expect(days[0].complete).toBeCloseTo(3 / 25, 2);
    expect(days[0].start).toBeCloseTo(500, 2);
    expect(total.energy).toBeCloseTo(1.119, 3);
    expect(days[0].energy + days[1].energy).toBeCloseTo(1.119, 3);
  });
});

describe('backup and restore', () => {
  it('bring a history back exactly, and keep the one that was there', async () => {
    const target = tempFolder();
    const file = join(target, 'backup.sqlite');
    expect((await run(BACKUP, ['--data', folder, '--to', file])).code).toBe(0);
    expect(readdirSync(target)).toEqual(['backup.sqlite']);
    const other = tempFolder();
    record(join(other, 'history.sqlite'));
    const restored = await run(RESTORE, ['--data', other, '--from', file]);
    expect(restored.code).toBe(0);
    const kept = readdirSync(other).filter((name) => name.includes('.before-restore-'));
    expect(kept.length).toBeGreaterThan(0);
    const query = [ZONE, '--from=2026-10-25', '--to=2026-10-26', '--format=csv'];
    const one = await run(EXPORT, ['--data', folder, ...query]);
    expect((await run(EXPORT, ['--data', other, ...query])).out).toBe(one.out);
  });

  it('overwrite no file', async () => {
    const file = join(tempFolder(), 'backup.sqlite');
    writeFileSync(file, 'mine');
    const { code, complaints } = await run(BACKUP, ['--data', folder, '--to', file]);
    expect(code).toBe(1);
    expect(complaints[0]).toContain('already there');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('refuse what is no backup, and change nothing', async () => {
    const other = tempFolder();
    const history = join(other, 'history.sqlite');
    record(history);
    const before = statSync(history).mtimeMs;
    const wrong = join(tempFolder(), 'picture.png');
    writeFileSync(wrong, 'PNG'.repeat(5000));
    for (const from of [wrong, join(other, 'nowhere.sqlite'), other]) {
      const { code, complaints } = await run(RESTORE, ['--data', other, '--from', from]);
      expect(code).toBe(1);
      expect(complaints).toHaveLength(1);
    }
    expect(statSync(history).mtimeMs).toBe(before);
    expect(readdirSync(other).some((name) => name.includes('before-restore'))).toBe(false);
  });

  it('make the folder of a new installation', async () => {
    const file = join(tempFolder(), 'backup.sqlite');
    await run(BACKUP, ['--data', folder, '--to', file]);
    const fresh = join(tempFolder(), 'new', 'folder');
    expect((await run(RESTORE, ['--data', fresh, '--from', file])).code).toBe(0);
    expect(existsSync(join(fresh, 'history.sqlite'))).toBe(true);
  });
});

describe('the import command', () => {
  /** The powers above 1 kW of a new history that takes over the export; one is 1300 W. */
  async function highPowers(saved: unknown, ...flags: readonly string[]) {
    const { out } = await exported(['--format=csv', '--resolution=raw']);
    const target = tempFolder();
    const csv = join(target, 'export.csv');
    writeFileSync(csv, out);
    if (saved !== null) writeFileSync(join(target, 'settings.json'), JSON.stringify(saved));
    const done = await run(IMPORT, ['--data', target, '--from', csv, ...flags]);
    if (done.code !== 0) return done;
    const query = [ZONE, '--from=2026-10-25', '--to=2026-10-26', '--format=csv'];
    const taken = await run(EXPORT, ['--data', target, ...query]);
    return taken.out.split('\r\n').filter((line) => /;?,?1300,/.test(line)).length;
  }
  const saved = { version: 2, settings: { connectionLimitW: 1000 }, gateways: {} };

  it('believes what the connection carries that the app is set to', async () => {
    expect(await highPowers(null)).toBe(1);
    expect(await highPowers(saved)).toBe(0);
  });

  it('believes the flag before the settings', async () => {
    expect(await highPowers(saved, '--connection-limit=2000')).toBe(1);
    expect(await highPowers(null, '--connection-limit=1200')).toBe(0);
  });

  it.each(['0', '499', '1e7', 'much'])('refuses a limit of %s', async (limit) => {
    const done = await highPowers(null, `--connection-limit=${limit}`);
    expect(done).toMatchObject({ code: 64, out: '' });
  });
});

it('the backfill command refuses a wrong limit before it asks anybody', async () => {
  const args = ['--data', folder, '--prometheus=http://127.0.0.1:1', '--connection-limit=1'];
  const { code, complaints } = await run(BACKFILL, args);
  expect(code).toBe(64);
  expect(complaints[0]).toContain('--connection-limit takes a number from 500');
});
