import { stringify } from 'csv-stringify/sync';
import { DateTime } from 'luxon';
import { decimalOf, plainDecimal } from '../../../app/decimal.ts';
import { csvHead } from '../../../app/history/csv-head.ts';
import type { ExportQuery } from '../../../app/history/export.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { ROLLED_COUNT } from '../wire.ts';
import type { Batch } from './batches.ts';

/** Excel takes a file without it for the system's old code page. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet of that language takes for columns and numbers. */
const FORMS = {
  en: { delimiter: ',', decimalSign: '.' },
  de: { delimiter: ';', decimalSign: ',' },
} as const;

type CsvLanguage = keyof typeof FORMS;

/** A number in a cell; empty for null. */
export function csvNumber(value: number | null, language: CsvLanguage): string {
  return value === null ? '' : plainDecimal(value).replace('.', FORMS[language].decimalSign);
}

/** Lines of cells. Texts that a spreadsheet would run as formulas are defused, numbers are not touched. */
export function csvLines(
  rows: readonly (readonly string[])[],
  language: CsvLanguage,
  kind: 'texts' | 'numbers',
): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      delimiter: FORMS[language].delimiter,
      record_delimiter: 'windows',
      escape_formulas: kind === 'texts',
    },
  );
}

/** The first lines of a file. */
export const csvStart = (head: readonly string[], language: CsvLanguage): string =>
  BYTE_ORDER_MARK + csvLines([head], language, 'texts');

const isStepped = ({ resolution }: ExportQuery): boolean =>
  resolution !== 'raw' && resolution !== '30s';

export const exportHead = (query: ExportQuery): string =>
  csvStart(csvHead(query.language, isStepped(query)), query.language);

/** Power in W and energy in kWh, as people say them. */
const scaleOf = (index: number): number => (index < 4 ? 1000 : 1);

export function exportRows(batch: Batch, { language, zone }: ExportQuery): string {
  const cell = (columns: Batch['values'], index: number, row: number): string => {
    const value = columns[index]?.[row] ?? null;
    return csvNumber(value === null ? null : decimalOf(value, scaleOf(index)), language);
  };
  const rows = batch.at.map((at, row) => {
    const time = DateTime.fromMillis(at, { zone });
    const cells = [time.toFormat('yyyy-MM-dd HH:mm:ss'), new Date(at).toISOString()];
    FIELDS.forEach((_, index) => {
      cells.push(cell(batch.values, index, row));
      if (batch.extremes === null || index >= ROLLED_COUNT) return;
      cells.push(cell(batch.extremes.min, index, row), cell(batch.extremes.max, index, row));
    });
    return cells;
  });
  return csvLines(rows, language, 'numbers');
}
