import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { noHeatDay } from '../../../app/heat/heat-minutes.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { days, epochMs, minutes, seconds } from '../../../app/units.ts';
import { appFolder } from '../../../main/cli/app-folder.ts';
import { REPORT } from '../../../main/cli/commands/report.ts';
import { Recording, reading, tempFolder, values } from '../../history/fixtures.ts';

/** Two days of October in Berlin: a run of an hour each day, 46 W otherwise. */
const START = Date.UTC(2026, 9, 4, 22);
const EVERY = 30_000;

function record(file: string): void {
  const store = new Recording(seconds(30), file);
  let energy = 500_000;
  for (let at = START; at < START + days(2); at += EVERY) {
    const runs =
      ((at - START) % days(1)) / minutes(60) >= 8 && ((at - START) % days(1)) / minutes(60) < 9;
    const power = runs ? 900 : 46;
    store.record(reading(at, values(power, Math.round(energy))));
    energy += power / 120;
  }
  store.seal();
  const day = noHeatDay();
  day.heat.fill(200);
  day.outdoor.fill(7);
  for (const number of [0, 1, 2]) {
    const utcDay = Math.floor(START / days(1)) + number;
    const askedUntil = epochMs((utcDay + 1) * days(1));
    store.store.tables.heat.keep({ ...day, day: utcDay, askedUntil, queries: 'x' });
  }
  store.close();
}

const TARIFF = {
  currency: 'CHF',
  prices: [{ from: '2026-01-01', perKwh: 0.5, basePerMonth: 31, windows: [] }],
};
let folder: string;

beforeAll(() => {
  folder = tempFolder();
  record(join(folder, 'history.sqlite'));
  writeFileSync(
    join(folder, 'settings.json'),
    JSON.stringify({ version: 2, settings: { tariff: TARIFF }, gateways: {} }),
  );
});

async function run(args: readonly string[], language: 'en' | 'de' = 'en', env = {}) {
  let out = '';
  const complaints: string[] = [];
  const code = await REPORT.run(args, {
    language,
    t: createTexts(language).t,
    out: async (text) => {
      out += String(text);
    },
    locale: '',
    complain: (sentence) => complaints.push(sentence),
    env,
    stop: new AbortController().signal,
  });
  return { code, out, complaints };
}

const period = (format: string) => [
  ...['--data', folder, '--period=2026-10', '--zone=Europe/Berlin', '--format', format],
];

describe('the report of a month', () => {
  test('is a table of its days with runs, cost by the tariff of the settings, and heat', async () => {
    const { out } = await run(period('csv'), 'de');
    const [head, first, second, total] = out
      .replace('\ufeff', '')
      .split('\r\n')
      .map((line) => line.split(';'));
    expect(head?.slice(7)).toEqual([
      'Starts',
      'Laufzeit (h)',
      'Standby (kWh)',
      'Kosten (CHF)',
      'Wärme (kWh)',
      'Arbeitszahl',
      'Schätzung',
      'Vollständig (%)',
    ]);
    // 0.9 + 23 × 0.046 kWh at 0.50, and 1.00 of base fee.
    expect(first?.[0]).toBe('2026-10-05');
    expect(first?.slice(7, 9)).toEqual(['1', '1']);
    expect(first?.[10]).toBe('1,98');
    expect(first?.slice(11, 13)).toEqual(['4,8', '2,45']);
    expect(second?.[0]).toBe('2026-10-06');
    expect(total?.[7]).toBe('2');
  });

  test('is everything as JSON', async () => {
    const { out } = await run(period('json'));
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      unit: 'kWh',
      zone: 'Europe/Berlin',
      currency: 'CHF',
      before: null,
      figures: { starts: 2, runHours: 2, shortCycles: 0 },
    });
    expect(report.figures.cost.energy).toBeCloseTo(2 * 1.958 * 0.5, 1);
    expect(report.figures.heat.cop).toBeCloseTo(9.6 / 3.916, 1);
    expect(report.season.from).toBe('2026-06-30T22:00:00.000Z');
    expect(report.runs).toHaveLength(2);
    expect(report.runs[0]).toMatchObject({ startSeen: true, endSeen: true, outdoorCelsius: 7 });
    expect(report.runs[0].cost).toBeCloseTo(0.45, 2);
    expect(report.demo).toBeUndefined();
  });

  test('says nothing of cost and heat where nothing is known of them', async () => {
    const plain = tempFolder();
    mkdirSync(join(plain, 'demo'));
    const store = new Recording(seconds(30), join(plain, 'demo', 'history.sqlite'));
    store.store.tables.meta.set('source', 'demo:');
    for (let i = 0; i < 300; i++) {
      store.record(reading(START + i * EVERY, values(46, 500_000 + i)));
    }
    store.close();
    const args = ['--data', plain, '--period', '2026-10', '--format'];
    const { out } = await run([...args, 'csv']);
    expect(out).not.toMatch(/Cost|Heat|COP/);
    expect(JSON.parse((await run([...args, 'json'])).out)).toMatchObject({
      demo: true,
      currency: null,
      season: null,
      figures: { cost: null, heat: null },
    });
  });

  test('says that it is about the demo, whose folder may be given as well', async () => {
    const plain = tempFolder();
    const store = new Recording(seconds(30), join(plain, 'history.sqlite'));
    store.store.tables.meta.set('source', 'demo:');
    store.record(reading(START, values(46, 500_000)));
    store.close();
    for (const format of ['table', 'csv']) {
      const { out } = await run(['--data', plain, '--period', '2026-10', '--format', format]);
      expect(out).toContain('Demo meter: simulated values');
    }
    expect((await run(period('table'))).out).not.toContain('Demo');
  });

  test('is refused in one sentence when it cannot be made', async () => {
    const wrong = await run(['--data', folder, '--period', 'October']);
    expect([wrong.code, wrong.complaints.length]).toEqual([64, 1]);
    const empty = await run(['--data', folder, '--period', '2020-01']);
    expect([empty.code, empty.complaints]).toEqual([1, ['There are no readings in that time.']]);
    const away = await run(['--data', join(folder, 'no'), '--period', '2026-10']);
    expect([away.code, away.complaints.length]).toEqual([1, 1]);
    const alone = await run(period('pdf'));
    expect(alone.complaints.join()).toContain('--report-pdf=FILE --period=2026-10');
    const free = ['--data', folder, '--from=2026-10-05', '--to=2026-10-06', '--format=pdf'];
    expect((await run(free)).code).toBe(64);
  });
});

test('the app’s own folder is where Electron puts it', () => {
  expect(appFolder({ XDG_CONFIG_HOME: '/c' }, 'linux')).toBe('/c/WAGO Energy Monitor');
  expect(appFolder({ APPDATA: '/r' }, 'win32')).toBe('/r/WAGO Energy Monitor');
  expect(appFolder({}, 'darwin')).toMatch(/Library.Application Support.WAGO Energy Monitor$/);
});
