import { FIELDS } from '../../../app/measurement.ts';
import { epochMs } from '../../../app/units.ts';
import { powerFlags } from '../sent-power.ts';
import {
  cellsOf,
  type DecimalSign,
  type Delimiter,
  delimiterOf,
  firstCells,
  isEmptyLine,
  numberIn,
  signsIn,
} from './csv-dialect.ts';
import type { RawSample } from './judge.ts';
import { linesOf } from './lines.ts';

/** What is wrong with a line: no export of this app has it, its date is none, or is written otherwise. */
type LineFault = 'not-csv' | 'no-such-date' | 'changed-time';

/** A line that cannot be taken in. */
export class NotOurCsv extends Error {
  override readonly name = 'NotOurCsv';

  constructor(
    readonly line: number,
    readonly reason: LineFault = 'not-csv',
  ) {
    super(`line ${line}`);
  }
}

/** How a spreadsheet saved the file. */
interface Form {
  readonly delimiter: Delimiter;
  readonly decimalSign: DecimalSign;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
/** Local time and UTC. */
const TIME_COLUMNS = 2;
const COLUMNS = TIME_COLUMNS + FIELDS.length;
/** W in the file, kW on the wire; the counters are kWh in both. */
const POWERS = 4;

/** 30 February would be taken for 2 March, and 24:00 for the next day. */
const isDate = (utc: string, at: number): boolean =>
  !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === utc.slice(0, 19);

function sampleOf(text: string, { delimiter, decimalSign }: Form, line: number): RawSample {
  const cells = firstCells(cellsOf(text, delimiter), COLUMNS);
  const [, utc = ''] = cells;
  const at = Date.parse(utc);
  if (cells.length !== COLUMNS || utc === '') throw new NotOurCsv(line);
  if (!TIME.test(utc)) throw new NotOurCsv(line, 'changed-time');
  if (!isDate(utc, at)) throw new NotOurCsv(line, 'no-such-date');
  const numbers = cells.slice(TIME_COLUMNS).map((cell) => {
    const number = numberIn(cell, decimalSign);
    if (number === null) throw new NotOurCsv(line);
    return number;
  });
  const wire = Float32Array.from(numbers, (number, index) =>
    index < POWERS ? number / 1000 : number,
  );
  return { at: epochMs(at), wire, flags: powerFlags(numbers, wire) };
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** The lines that hold something. */
async function* filledLines(file: string): AsyncGenerator<Line> {
  let number = 0;
  for await (const text of linesOf(file)) {
    number++;
    if (!isEmptyLine(text)) yield { number, text };
  }
}

/**
 * How the file parts its cells and fractions. No export groups digits, but spreadsheets do: the first
 * cell that is clear decides, and without any the sign that is there. @throws NotOurCsv
 */
async function formOf(file: string): Promise<Form> {
  let delimiter: Delimiter | null = null;
  const seen = new Set<DecimalSign>();
  for await (const { number, text } of filledLines(file)) {
    if (delimiter === null) {
      delimiter = delimiterOf(text);
      if (delimiter === null) throw new NotOurCsv(number);
      continue;
    }
    const signs = signsIn(cellsOf(text, delimiter).slice(TIME_COLUMNS));
    if ('sure' in signs) return { delimiter, decimalSign: signs.sure };
    for (const sign of signs.either) seen.add(sign);
    if (seen.size > 1) throw new NotOurCsv(number);
  }
  if (delimiter === null) throw new NotOurCsv(1);
  const [decimalSign = '.'] = seen;
  return { delimiter, decimalSign };
}

/** The readings of an exported CSV, one by one in the order of time. @throws NotOurCsv and file errors */
export async function* readCsv(file: string): AsyncGenerator<RawSample> {
  const form = await formOf(file);
  let isHead = true;
  let before = Number.NEGATIVE_INFINITY;
  for await (const { number, text } of filledLines(file)) {
    if (isHead) {
      isHead = false;
      continue;
    }
    const sample = sampleOf(text, form, number);
    if (sample.at < before) throw new NotOurCsv(number);
    before = sample.at;
    yield sample;
  }
}
