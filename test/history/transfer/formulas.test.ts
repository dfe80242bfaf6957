import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CSV_FORMATS, CSV_SEPARATORS } from '../../../app/csv-format.ts';
import { csvHead } from '../../../app/history/csv-head.ts';
import { rulesOf } from '../../../app/insights/rules.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { epochMs, wattHours } from '../../../app/units.ts';
import { queryReport } from '../../../main/history/insights/report.ts';
import { csvLines, csvNumber, csvStart } from '../../../main/history/transfer/csv.ts';
import { reportCsv } from '../../../main/history/transfer/report.ts';
import { Recording } from '../fixtures.ts';

/** What makes a spreadsheet take a cell for a formula or a command. */
const STARTS = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
const LANGUAGES = ['en', 'de'] as const;

/** The cells of a line as a spreadsheet reads them. */
function cellsOf(line: string, delimiter: string): readonly string[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}]*))(?:${delimiter}|$)`, 'gs');
  return [...line.matchAll(cell)].slice(0, -1).map(([, quoted, plain]) => {
    return quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"');
  });
}

describe('in a CSV no spreadsheet finds a formula', () => {
  test.each(STARTS.map((start) => [JSON.stringify(start), start]))(
    'a text that begins with %s is defused',
    (_name, start) => {
      for (const format of CSV_FORMATS) {
        const text = `${start}HYPERLINK("http://evil/";"x")`;
        const line = csvLines([[text, 'plain']], format, 'texts').slice(0, -2);
        const [cell, plain] = cellsOf(line, CSV_SEPARATORS[format].delimiter);
        expect(cell).toBe(`'${text}`);
        expect(plain).toBe('plain');
      }
    },
  );

  test('whatever the text, its cell begins with no such character', () => {
    const text = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom(...STARTS), fc.string()).map(([start, rest]) => start + rest),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...CSV_FORMATS), (value, format) => {
        const line = csvLines([[value, 'end']], format, 'texts').slice(0, -2);
        const [cell = ''] = cellsOf(line, CSV_SEPARATORS[format].delimiter);
        expect(STARTS.some((start) => cell.startsWith(start))).toBe(false);
      }),
    );
  });

  test('numbers stay numbers, also below zero', () => {
    expect(csvNumber(-1.5, 'semicolon')).toBe('-1,5');
    expect(csvLines([[csvNumber(-1.5, 'comma')]], 'comma', 'numbers')).toBe('-1.5\r\n');
  });

  test('heads and words of exports and reports begin with none', () => {
    for (const language of LANGUAGES) {
      const { t } = createTexts(language);
      const day = {
        from: epochMs(Date.UTC(2026, 0, 1)),
        to: epochMs(Date.UTC(2026, 0, 2)),
        startCounter: wattHours(-1000),
        endCounter: wattHours(0),
        energy: { energy: wattHours(1), energyL1: null, energyL2: null, energyL3: null },
        estimated: true,
        complete: 1,
      };
      const { store } = new Recording();
      const query = { from: day.from, to: day.to, kind: 'day', zone: 'UTC' } as const;
      const rules = rulesOf(DEFAULT_SETTINGS, 'UTC');
      const body = queryReport(store, query, rules, day.to);
      const { figures } = body.insights;
      const rest = { currency: '=EUR', isDemo: false, at: day.to };
      const csvFormat = language === 'de' ? 'semicolon' : 'comma';
      const report = { ...body, ...rest, days: [{ ...day, figures }] };
      const table = reportCsv(report, { language, t, csvFormat });
      store.close();
      const { delimiter } = CSV_SEPARATORS[csvFormat];
      const lines = table.replace('\ufeff', '').trim().split('\r\n');
      const cells = lines.flatMap((line) => cellsOf(line, delimiter));
      expect(cells.length).toBeGreaterThan(20);
      const numbers = /^-?\d+([.,]\d+)?$/;
      for (const cell of [...cells, ...csvHead(language, true)].filter((one) => !numbers.test(one)))
        expect(STARTS.some((start) => cell.startsWith(start))).toBe(false);
      expect(csvStart(['=1+1'], csvFormat)).toContain("'=1+1");
    }
  });
});
