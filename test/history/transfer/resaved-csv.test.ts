import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CSV_FORMATS, CSV_SEPARATORS, type CsvFormat } from '../../../app/csv-format.ts';
import { csvHead } from '../../../app/history/csv-head.ts';
import type { ExportQuery } from '../../../app/history/export.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { LANGUAGES, type Language } from '../../../app/text/texts.ts';
import { epochMs } from '../../../app/units.ts';
import { exportHead, exportRows } from '../../../main/history/transfer/csv.ts';
import { NotOurCsv, readCsv } from '../../../main/history/transfer/read-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'wago-resaved-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'a.csv');

/** What somebody's spreadsheet makes of an export. */
interface Style {
  readonly language: 'en' | 'de';
  readonly delimiter: ',' | ';' | '\t';
  readonly decimal: ',' | '.';
  readonly quotes: boolean;
  readonly separatorLine: boolean;
  readonly trailing: boolean;
  readonly blank: boolean;
  readonly grouping: '' | '\u00a0' | '\u202f' | ' ' | '’' | 'other';
  readonly encoding: 'utf8' | 'mark' | 'utf16le' | 'utf16be';
  readonly end: '\n' | '\r\n';
}

const style: fc.Arbitrary<Style> = fc
  .record({
    language: fc.constantFrom('en', 'de'),
    delimiter: fc.constantFrom(',', ';', '\t'),
    decimal: fc.constantFrom(',', '.'),
    quotes: fc.boolean(),
    separatorLine: fc.boolean(),
    trailing: fc.boolean(),
    blank: fc.boolean(),
    grouping: fc.constantFrom('', '\u00a0', '\u202f', ' ', '’', 'other'),
    encoding: fc.constantFrom('utf8', 'mark', 'utf16le', 'utf16be'),
    end: fc.constantFrom('\n', '\r\n'),
  } as const)
  // A comma between the cells asks for quotes around those that hold one.
  .map((made) => ({ ...made, quotes: made.quotes || made.delimiter === ',' }));

function numberText(value: number | null, { decimal, grouping }: Style): string {
  if (value === null) return '';
  const [whole = '', fraction] = String(value).split('.');
  const between = grouping === 'other' ? (decimal === ',' ? '.' : ',') : grouping;
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, between);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}

type Row = readonly (number | null)[];
const START = Date.UTC(2026, 10, 18, 6);

function saved(rows: readonly Row[], made: Style): Buffer {
  const line = (cells: readonly string[]): string => {
    const quoted = made.quotes ? cells.map((cell) => `"${cell}"`) : cells;
    return quoted.join(made.delimiter) + (made.trailing ? made.delimiter.repeat(2) : '');
  };
  const lines = [
    ...(made.separatorLine ? [`sep=${made.delimiter}`] : []),
    line(csvHead(made.language, false)),
    ...rows.flatMap((row, index) => [
      ...(made.blank ? ['', made.delimiter.repeat(3)] : []),
      line([
        '18.11.26 7:00',
        new Date(START + index * 30_000).toISOString(),
        ...row.map((value) => numberText(value, made)),
      ]),
    ]),
    '',
  ];
  const text = (made.encoding === 'utf8' ? '' : '\ufeff') + lines.join(made.end);
  if (made.encoding === 'utf16le') return Buffer.from(text, 'utf16le');
  return made.encoding === 'utf16be' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text);
}

const value = fc.option(
  fc.tuple(fc.nat(2_000_000), fc.constantFrom(1, 10, 1000)).map(([n, by]) => n / by),
);
const rows: fc.Arbitrary<readonly Row[]> = fc.array(
  // Each meter has its frequency in every row, which makes the decimal sign clear.
  fc.tuple(...FIELDS.map((field) => (field === 'frequency' ? fc.constant(49.98) : value))),
  { minLength: 1, maxLength: 5 },
);

async function read(content: Buffer): Promise<readonly Row[]> {
  writeFileSync(file, content);
  const found: Row[] = [];
  for await (const { wire } of readCsv(file)) {
    found.push([...wire].map((number) => (Number.isNaN(number) ? null : number)));
  }
  return found;
}

const wireOf = (row: Row): Row =>
  row.map((number, index) =>
    number === null ? null : Math.fround(number / (index < 4 ? 1000 : 1)),
  );

describe('an export that a spreadsheet saved again', () => {
  it('has the same readings, however it was saved', async () => {
    await fc.assert(
      fc.asyncProperty(rows, style, async (wanted, made) => {
        expect(await read(saved(wanted, made))).toEqual(wanted.map(wireOf));
      }),
      { numRuns: 300 },
    );
  });

  const plain: Style = {
    language: 'de',
    delimiter: ';',
    decimal: ',',
    quotes: false,
    separatorLine: false,
    trailing: false,
    blank: false,
    grouping: '',
    encoding: 'utf8',
    end: '\n',
  };
  const row = (power: string): Buffer => {
    const nothing = FIELDS.slice(2).map(() => '');
    const cells = ['x', new Date(START).toISOString(), power, '0,5', ...nothing];
    return Buffer.from(`${csvHead('de', false).join(';')}\n${cells.join(';')}\n`);
  };

  it('takes a point for a thousand where commas are fractions', async () => {
    expect((await read(row('1.784')))[0]?.[0]).toBe(Math.fround(1.784));
    expect((await read(row('1.784,5')))[0]?.[0]).toBe(Math.fround(1.7845));
  });

  it.each(['1.5', '17.84', '1,7,8', '1.784.5', '1e3', '=1+1', '12 Watt'])(
    'is refused where a number may mean two things or none: %s',
    async (power) => {
      await expect(read(row(power))).rejects.toThrow(NotOurCsv);
    },
  );

  it('is refused where its times were changed', async () => {
    const content = saved([FIELDS.map(() => 50.01)], plain).toString();
    const changed = content.replace(/;\d{4}-[^;]*Z;/, ';18.11.2026 06:00;');
    await expect(read(Buffer.from(changed))).rejects.toThrow(NotOurCsv);
  });

  it.each([
    '20.11.2026 10:00',
    '20/11/2026 10:00:00',
    '11/20/26 9:00 AM',
    '2026-11-20 09:00:00',
    '46346,375',
    '########',
  ])('says so where a time was changed into %s, and in which line', async (time) => {
    const changed = saved([FIELDS.map(() => 50.01)], plain)
      .toString()
      .replace(/;\d{4}-[^;]*Z;/, `;${time};`);
    const fault = await read(Buffer.from(changed)).catch((error: unknown) => error);
    expect(fault).toMatchObject({ reason: 'changed-time', line: 2 });
  });
});

describe('an export in any format and language', () => {
  const exported = (wanted: readonly Row[], csvFormat: CsvFormat, language: Language): string => {
    const at = wanted.map((_, index) => epochMs(START + index * 30_000));
    const wires = wanted.map(wireOf);
    const query: ExportQuery = {
      from: epochMs(START),
      to: epochMs(START + wanted.length * 30_000),
      resolution: 'raw',
      format: 'csv',
      language,
      csvFormat,
      zone: 'Europe/Zurich',
    };
    const values = FIELDS.map((_, field) => wires.map((wire) => wire[field] ?? null));
    const batch = { at, values, extremes: null, until: query.to };
    return exportHead(query) + exportRows(batch, query);
  };
  const anyFormat = fc.constantFrom(...CSV_FORMATS);
  const anyLanguage = fc.constantFrom(...LANGUAGES);

  it('has the same readings when it is read as it is', async () => {
    await fc.assert(
      fc.asyncProperty(rows, anyFormat, anyLanguage, async (wanted, format, language) => {
        const text = exported(wanted, format, language);
        expect(await read(Buffer.from(text))).toEqual(wanted.map(wireOf));
      }),
    );
  });

  it('has the same readings when a spreadsheet opened it and saved it in its own way', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        anyFormat,
        anyLanguage,
        style,
        async (wanted, format, language, made) => {
          const { delimiter, decimalSign } = CSV_SEPARATORS[format];
          const lines = exported(wanted, format, language).replace('\ufeff', '').trim();
          const cells = lines.split('\r\n').map((line) => line.split(delimiter));
          const [head = [], ...body] = cells;
          const numbers = body.map((row) =>
            row
              .slice(2)
              .map((cell) => (cell === '' ? null : Number(cell.replace(decimalSign, '.')))),
          );
          expect(head).toEqual(csvHead(language, false));
          expect(await read(saved(numbers, { ...made, language }))).toEqual(wanted.map(wireOf));
        },
      ),
      { numRuns: 200 },
    );
  });
});
