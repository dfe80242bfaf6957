import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { Clock } from '../../main/clock.ts';
import { electronExecutable, rootArguments } from '../../resources/dev/electron.mjs';
import { Recording, reading, values } from '../history/fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { expect, silentMeter, test } from './app.ts';

const EVERY = 30_000;
const TARIFF = {
  currency: 'EUR',
  prices: [{ from: '2020-01-01', perKwh: 0.5, basePerMonth: 0, windows: [] }],
};

/** Half a day of the month before, with a run of an hour. */
async function recorded(folder: string, month: DateTime): Promise<string> {
  const userData = join(folder, 'kept');
  await mkdir(userData);
  const store = new Recording(EVERY as never, join(userData, 'history.sqlite'));
  const start = month.plus({ days: 3 }).toMillis();
  let energy = 500_000;
  for (let row = 0; row < 1440; row++) {
    const power = row >= 600 && row < 720 ? 900 : 46;
    store.record(reading(start + row * EVERY, values(power, Math.round(energy))));
    energy += power / 120;
  }
  store.close();
  return userData;
}

function monthsOf(clock: Clock): { readonly present: string; readonly past: DateTime } {
  const present = DateTime.fromMillis(clock.now()).startOf('month');
  return { present: present.toFormat('yyyy-MM'), past: present.minus({ months: 1 }) };
}

/** The pages of a PDF, and whether text can be found in it. */
const pagesOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test('a month is saved as PDF, CSV and JSON from the app', async ({
  launch,
  simulate,
  clock,
  folder,
}) => {
  const { present, past } = monthsOf(clock);
  const userData = await recorded(folder, past);
  const flags = ['--lang=en', await silentMeter(simulate)];
  const { page, electron } = await launch({ flags, userData });
  await page.evaluate((tariff) => window.bridge.changeSettings({ tariff }), TARIFF);
  await page.getByRole('link', { name: 'Heat pump', exact: true }).click();
  // A week may begin in the month before.
  await page.getByRole('button', { name: 'Month', exact: true }).click();
  await page.getByRole('button', { name: 'Report…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report' });
  await expect(dialog.getByLabel('Month')).toHaveValue(present);
  await dialog.getByLabel('Month').selectOption(past.toFormat('yyyy-MM'));
  await expectAccessible(page);
  for (const format of ['pdf', 'csv', 'json']) {
    const file = join(folder, `report.${format}`);
    await electron.evaluate(({ dialog: system }, filePath) => {
      system.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await dialog.getByLabel('As').selectOption(format);
    await dialog.getByRole('button', { name: 'Save…' }).click();
    await expect(dialog.getByText(`Written to ${file}.`)).toBeVisible();
  }
  const pdf = await readFile(join(folder, 'report.pdf'));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pagesOf(pdf)).toBe(2);
  expect(await readFile(join(folder, 'report.csv'), 'utf8')).toContain('Cost (EUR)');
  const json = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
  expect(json).toMatchObject({ currency: 'EUR', figures: { starts: 1, runHours: 1 } });
  // Of 0.9 kWh in the run and 11 h of 46 W, in whole cents.
  expect(json.figures.cost.total).toBe(0.7);

  await dialog.getByLabel('Month').selectOption({ index: 30 });
  await dialog.getByLabel('As').selectOption('pdf');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(dialog.getByText('There are no readings in that time.')).toBeVisible();
});

test('a PDF is printed from the command line beside a running app, in German', async ({
  launch,
  simulate,
  clock,
  folder,
}) => {
  const { past } = monthsOf(clock);
  const userData = await recorded(folder, past);
  const meter = await silentMeter(simulate);
  await launch({ flags: ['--lang=en', meter], userData });
  const file = join(folder, 'bericht.pdf');
  const args = [...rootArguments(), '.', `--user-data-dir=${userData}`, '--lang=de', meter];
  const print = async (period: string) => {
    const app = spawn(electronExecutable(), [
      ...args,
      `--report-pdf=${file}`,
      `--period=${period}`,
    ]);
    let said = '';
    app.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const [code] = await once(app, 'close');
    return { code, said };
  };
  expect((await print(past.toFormat('yyyy-MM'))).code).toBe(0);
  expect(pagesOf(await readFile(file))).toBe(2);
  const none = await print('2019-01');
  expect(none.code).toBe(1);
  expect(none.said).toContain('Aus dieser Zeit gibt es keine Messwerte.');
  expect((await print('Oktober')).code).toBe(64);
});
