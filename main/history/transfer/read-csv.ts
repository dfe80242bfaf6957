import { csvHead } from '../../../app/history/csv-head.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { epochMs } from '../../../app/units.ts';
import type { RawSample } from './judge.ts';
import { linesOf } from './lines.ts';

/** What is wrong with a line: no export of this app has it, or its date is none. */
type LineFault = 'not-csv' | 'no-such-date';

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

interface Form {
  readonly delimiter: string;
  readonly decimalSign: string;
}

const FORMS: Readonly<Record<'en' | 'de', Form>> = {
  en: { delimiter: ',', decimalSign: '.' },
  de: { delimiter: ';', decimalSign: ',' },
};
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Local time and UTC. */
const TIME_COLUMNS = 2;
/** W in the file, kW on the wire; the counters are kWh in both. */
const POWERS = 4;

/** Which language's head this is; an export with means and extremes cannot be taken back. */
function formOf(head: string): Form | null {
  const plain = head.replace(/^\ufeff/, '');
  for (const language of ['en', 'de'] as const) {
    const form = FORMS[language];
    if (plain === csvHead(language, false).join(form.delimiter)) return form;
  }
  return null;
}

/** 30 February would be taken for 2 March, and 24:00 for the next day. */
const isDate = (utc: string, at: number): boolean =>
  !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === utc.slice(0, 19);

function sampleOf(text: string, { delimiter, decimalSign }: Form, line: number): RawSample {
  const cells = text.split(delimiter);
  const [, utc = ''] = cells;
  const at = Date.parse(utc);
  if (cells.length !== TIME_COLUMNS + FIELDS.length || !TIME.test(utc)) throw new NotOurCsv(line);
  if (!isDate(utc, at)) throw new NotOurCsv(line, 'no-such-date');
  const wire = Float32Array.from(cells.slice(TIME_COLUMNS), (cell, index) => {
    if (cell === '') return Number.NaN;
    const plain = cell.replace(decimalSign, '.');
    if (!NUMBER.test(plain)) throw new NotOurCsv(line);
    return Number(plain) / (index < POWERS ? 1000 : 1);
  });
  return { at: epochMs(at), wire };
}

/** The readings of an exported CSV, one by one in the order of time. @throws NotOurCsv and file errors */
export async function* readCsv(file: string): AsyncGenerator<RawSample> {
  let form: Form | null = null;
  let number = 0;
  let before = Number.NEGATIVE_INFINITY;
  for await (const line of linesOf(file)) {
    number++;
    if (form === null) {
      form = formOf(line);
      if (form === null) throw new NotOurCsv(number);
      continue;
    }
    const sample = sampleOf(line, form, number);
    if (sample.at < before) throw new NotOurCsv(number);
    before = sample.at;
    yield sample;
  }
  if (form === null) throw new NotOurCsv(1);
}
