import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { inHundredths } from '../../../app/report/money.ts';
import { roundedPart, roundedPercent } from '../../../app/share.ts';
import { shareText } from '../../../app/text/numbers.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { days, hours, minutes } from '../../../app/units.ts';
import { REPORT } from '../../../main/cli/commands/report.ts';
import { Recording, reading, tempFolder, values } from '../../history/fixtures.ts';

/** 1 November in Berlin, long gone whenever this runs. */
const START = Date.UTC(2024, 9, 31, 23);
const EVERY = minutes(5);
const PRICES = [{ from: '2020-01-01', perKwh: 0.2893, basePerMonth: 30, windows: [] }];

let folder: string;

/** The month's second and third weeks, and the last day of the second without its last six hours. */
beforeAll(() => {
  folder = tempFolder();
  const made = new Recording(EVERY, join(folder, 'history.sqlite'));
  const [from, to] = [START + days(7), START + days(21)];
  for (let at = from; at < to; at += EVERY) {
    const isOff = at >= START + days(13) + hours(18) && at < START + days(14);
    if (!isOff) made.record(reading(at, values(264, 500_000 + (at - from) / 13_636)));
  }
  made.store.sealAll();
  made.close();
  const settings = { tariff: { currency: 'EUR', prices: PRICES } };
  writeFileSync(
    join(folder, 'settings.json'),
    JSON.stringify({ version: 2, settings, gateways: {} }),
  );
});

async function report(...args: readonly string[]) {
  let out = '';
  const complaints: string[] = [];
  const code = await REPORT.run(['--data', folder, '--zone=Europe/Berlin', ...args], {
    language: 'en',
    t: createTexts('en').t,
    out: async (text) => {
      out += String(text);
    },
    locale: '',
    complain: (sentence) => complaints.push(sentence),
    env: {},
    stop: new AbortController().signal,
  });
  return { code, out, complaints };
}

const json = async (...args: readonly string[]) =>
  JSON.parse((await report(...args, '--format=json')).out);

/** The cells of the rows by their columns' names. */
async function cells(...args: readonly string[]): Promise<Record<string, string>[]> {
  const { out } = await report(...args, '--format=csv');
  const [head = [], ...rows] = out
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [head[i] ?? '', cell])));
}

const hundredths = (text: string | undefined): number => Math.round(Number(text) * 100);

describe('the sum of a report', () => {
  test('is what its days add up to, to the cent', async () => {
    const rows = await cells('--period=2024-11');
    const total = rows.pop();
    expect(rows).toHaveLength(14);
    const sum = rows.reduce((so, row) => so + hundredths(row['Cost (EUR)']), 0);
    expect(hundredths(total?.['Cost (EUR)'])).toBe(sum);
    const { figures, days: list } = await json('--period=2024-11');
    expect(Math.round(figures.cost.total * 100)).toBe(sum);
    expect(figures.cost.base).toBe(14);
    const ofDays = list.map(({ cost }: { cost: { total: number } }) => cost.total);
    expect(Math.round(ofDays.reduce((a: number, b: number) => a + b, 0) * 100)).toBe(sum);
  });

  test('is as complete as all of the time that passed', async () => {
    const rows = await cells('--period=2024-11');
    // 14 of 30 days, and six hours are missing.
    expect(rows.at(-1)?.['Complete (%)']).toBe('45.8');
    const { figures } = await json('--period=2024-11');
    expect(figures.complete).toBe(0.458);
  });

  test('has no noise of binary fractions in it', async () => {
    const { out } = await report('--period=2024-11', '--format=json');
    expect(out).not.toMatch(/\d\.\d{7,}/);
  });
});

test('a report of some hours tells of them only', async () => {
  const span = ['--from=2024-11-10T06:00', '--to=2024-11-10T12:00'];
  const { figures, days: list, from, to, total } = await json(...span);
  expect([from, to]).toEqual(['2024-11-10T05:00:00.000Z', '2024-11-10T11:00:00.000Z']);
  expect(list).toHaveLength(1);
  expect(list[0]).toMatchObject({ from, to, complete: 1 });
  expect(list[0].energy).toBeCloseTo(1.584, 2);
  expect(list[0].energy).toBe(total.energy);
  expect(list[0].cost.total).toBe(figures.cost.total);
  expect(list[0].end - list[0].start).toBeCloseTo(list[0].energy, 2);
  const [row, sum] = await cells(...span);
  expect(row?.['Cost (EUR)']).toBe(sum?.['Cost (EUR)']);
  // From the evening of one day until the next day’s morning.
  const night = await json('--from=2024-11-10T22:00', '--to=2024-11-11T06:00');
  expect(night.days.map((day: { from: string }) => day.from)).toEqual([
    '2024-11-10T21:00:00.000Z',
    '2024-11-10T23:00:00.000Z',
  ]);
});

test('a report of times between quarters of an hour is refused in a sentence', async () => {
  const { code, complaints } = await report('--from=2024-11-10T06:07', '--to=2024-11-10T12:00');
  expect([code, complaints.length]).toEqual([64, 1]);
  expect(complaints[0]).toContain('quarters of an hour');
});

describe('a share', () => {
  test('is all or nothing only where it is', () => {
    expect(shareText('en', 0.996)).toBe('99.6\u00a0%');
    expect(shareText('de', 0.9999)).toBe('99,9\u00a0%');
    expect(shareText('en', 0.004)).toBe('0.4\u00a0%');
    expect(shareText('en', 0.0001)).toBe('0.1\u00a0%');
    expect([shareText('en', 0), shareText('en', 1)]).toEqual(['0\u00a0%', '100\u00a0%']);
    expect([shareText('en', 0.333), shareText('en', 1.07)]).toEqual(['33\u00a0%', '107\u00a0%']);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        (part, decimals) => {
          const percent = roundedPercent(part, decimals);
          expect(percent === 0).toBe(part === 0);
          expect(percent === 100).toBe(part === 1);
          expect(Math.abs(percent - part * 100)).toBeLessThanOrEqual(10 ** -decimals);
          expect(String(roundedPart(part, 1)).length).toBeLessThanOrEqual(5);
        },
      ),
    );
  });
});

test('amounts in whole hundredths add up to their sum, each less than one off', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 500, noNaN: true }), { maxLength: 40 }),
      (amounts) => {
        const printed = inHundredths(amounts);
        const sum = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0);
        expect(sum(printed)).toBeCloseTo(Math.round(sum(amounts) * 100) / 100, 6);
        printed.forEach((one, i) => {
          expect(Math.abs(one - (amounts[i] ?? 0))).toBeLessThan(0.0101);
        });
      },
    ),
  );
});
