import { csvHead } from '../../../app/history/csv-head.ts';

/** Spreadsheets part cells by what the region or the person chose. */
const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export type DecimalSign = ',' | '.';

/** First line of some files, which tells spreadsheets the separator. */
const SEPARATOR_LINE = /^"?sep=.?"?[,;\t]*$/i;
const SPACES = /[\s\u00a0\u202f'’]/g;
const GROUPED = /^-?\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:(?!\1)([.,])\d+)?$/;
const PLAIN = /^-?\d+(?:([.,])\d+)?$/;

/** Lines that hold nothing: blank ones, empty rows of a spreadsheet, and `sep=;`. */
export const isEmptyLine = (line: string): boolean =>
  SEPARATOR_LINE.test(line) || /^[\s\ufeff,;"]*$/.test(line);

/** The cells of a line, without the quotes that spreadsheets put around them. */
export function cellsOf(line: string, delimiter: Delimiter): readonly string[] {
  const cells = [''];
  let isQuoted = false;
  for (const letter of line) {
    const last = cells.length - 1;
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === delimiter && !isQuoted) cells.push('');
    else cells[last] += letter;
  }
  return cells.map((cell) => cell.trim());
}

/** Without the cells that a spreadsheet left empty behind the last column. */
export const firstCells = (cells: readonly string[], count: number): readonly string[] =>
  cells.slice(count).every((cell) => cell === '') ? cells.slice(0, count) : cells;

/** How the file of this head parts its cells; an export with means and extremes cannot be taken back. */
export function delimiterOf(head: string): Delimiter | null {
  const plain = head.replace(/^\ufeff/, '');
  const found = DELIMITERS.find((delimiter) =>
    (['en', 'de'] as const).some((language) => {
      const wanted = csvHead(language, false);
      return firstCells(cellsOf(plain, delimiter), wanted.length).join('\n') === wanted.join('\n');
    }),
  );
  return found ?? null;
}

/** What a number's cell tells of the decimal sign: sure of it, a sign that may be either, or nothing. */
function signIn(cell: string): { readonly sign: DecimalSign; readonly sure: boolean } | null {
  const text = cell.replace(SPACES, '');
  const [, grouping, fraction] = GROUPED.exec(text) ?? [];
  const sign = fraction ?? grouping ?? PLAIN.exec(text)?.[1];
  if (sign === undefined) return null;
  const isRepeated = text.split(sign).length > 2;
  if (isRepeated) return { sign: sign === ',' ? '.' : ',', sure: true };
  // `1.234` may be a fraction or a thousand; `0.234`, `12.5` and `1.234,5` are clear.
  const isEither = grouping !== undefined && fraction === undefined && !/^-?0/.test(text);
  return { sign: sign as DecimalSign, sure: !isEither };
}

/** The decimal sign of a line's cells: the clear one, else those that it may be. */
export function signsIn(
  cells: readonly string[],
): { readonly sure: DecimalSign } | { readonly either: readonly DecimalSign[] } {
  const found = cells.flatMap((cell) => signIn(cell) ?? []);
  const clear = found.find(({ sure }) => sure);
  return clear === undefined ? { either: found.map(({ sign }) => sign) } : { sure: clear.sign };
}

/** The number in a cell; NaN: empty. null: none, or none with this sign. */
export function numberIn(cell: string, decimal: DecimalSign): number | null {
  if (cell === '') return Number.NaN;
  const grouping = decimal === ',' ? '.' : ',';
  const text = cell.replace(SPACES, '');
  const [, grouped] = GROUPED.exec(text) ?? [];
  const plain = grouped === grouping ? text.replaceAll(grouping, '') : text;
  const [match, sign] = PLAIN.exec(plain) ?? [];
  return match === undefined || sign === grouping ? null : Number(match.replace(',', '.'));
}
