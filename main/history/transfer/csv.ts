import { stringify } from 'csv-stringify/sync';
import { DateTime } from 'luxon';
import { CSV_SEPARATORS, type CsvFormat } from '../../../app/csv-format.ts';
import { decimalOf, plainDecimal } from '../../../app/decimal.ts';
import { csvHead } from '../../../app/history/csv-head.ts';
import type { ExportQuery } from '../../../app/history/export.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { ROLLED_COUNT } from '../wire.ts';
import type { Batch } from './batches.ts';

/** Excel takes a file without it for the system's old code page. */
const BYTE_ORDER_MARK = '\ufeff';

/** A number in a cell; empty for null. */
export function csvNumber(value: number | null, format: CsvFormat): string {
  return value === null ? '' : plainDecimal(value).replace('.', CSV_SEPARATORS[format].decimalSign);
}

/** Lines of cells. Texts that a spreadsheet would run as formulas are defused, numbers are not touched. */
export function csvLines(
  rows: readonly (readonly string[])[],
  format: CsvFormat,
  kind: 'texts' | 'numbers',
): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      delimiter: CSV_SEPARATORS[format].delimiter,
      record_delimiter: 'windows',
      escape_formulas: kind === 'texts',
    },
  );
}

/** The first lines of a file. */
export const csvStart = (head: readonly string[], format: CsvFormat): string =>
  BYTE_ORDER_MARK + csvLines([head], format, 'texts');

const isStepped = ({ resolution }: ExportQuery): boolean =>
  resolution !== 'raw' && resolution !== '30s';

export const exportHead = (query: ExportQuery): string =>
  csvStart(csvHead(query.language, isStepped(query)), query.csvFormat);

/** Power in W and energy in kWh, as people say them. */
const scaleOf = (index: number): number => (index < 4 ? 1000 : 1);

export function exportRows(batch: Batch, { csvFormat, zone }: ExportQuery): string {
  const cell = (columns: Batch['values'], index: number, row: number): string => {
    const value = columns[index]?.[row] ?? null;
    return csvNumber(value === null ? null : decimalOf(value, scaleOf(index)), csvFormat);
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
  return csvLines(rows, csvFormat, 'numbers');
}
