import type { CsvFormat } from '../../../app/csv-format.ts';
import { QUARTER } from '../../../app/energy/counter.ts';
import type { InsightsQuery } from '../../../app/insights/query.ts';
import { periodQuery } from '../../../app/report/period.ts';
import { REPORT_FORMATS } from '../../../app/report/report.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import { historyFaultText } from '../../../app/text/history-text.ts';
import { SYSTEM_CLOCK } from '../../clock.ts';
import { reportCsv, reportTable } from '../../history/transfer/report.ts';
import { reportJson } from '../../history/transfer/report-json.ts';
import { readReport } from '../../report/read-report.ts';
import { appFolder } from '../app-folder.ts';
import { type OptionValues, readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT, type ExitCode } from '../command.ts';
import { readCsvFormat } from '../csv-format.ts';
import { readChoice, readRange, readZone } from '../history-arguments.ts';
import { printByApp } from '../print-by-app.ts';

const USAGE =
  'report --period 2026-10|2026|2026-W41|2026-10-05 [--format table|csv|json|pdf] [--csv system|comma|semicolon|semicolon-point] [--out FILE.pdf] [--data DIR] [--zone ZONE], or --from D --to D instead of --period';
const OPTIONS = ['data', 'period', 'from', 'to', 'format', 'csv', 'zone', 'out'] as const;
const FORMS = { table: reportTable, csv: reportCsv, json: reportJson } as const;

interface Wanted {
  readonly folder: string;
  readonly query: InsightsQuery;
  /** null: a free range. */
  readonly period: string | null;
  readonly format: keyof typeof FORMS | 'pdf';
  readonly out: string | null;
  readonly csvFormat: CsvFormat;
}

type Values = OptionValues<(typeof OPTIONS)[number]>;

function readSpan(values: Values, zone: string, { t }: CommandIo): Result<InsightsQuery, string> {
  const { period } = values;
  if (period === undefined) {
    const range = readRange(values, zone, USAGE, t);
    if (!range.ok) return range;
    // Figures are kept by the quarter of an hour; another range would tell of more or less than asked.
    const isOnQuarters = [range.value.from, range.value.to].every((at) => at % QUARTER === 0);
    return isOnQuarters
      ? ok({ ...range.value, kind: 'free', zone })
      : err(t('history:cli.quarters'));
  }
  const query = periodQuery(period, zone);
  return query === null ? err(t('history:cli.period', { value: period })) : ok(query);
}

function parse(args: readonly string[], io: CommandIo): Result<Wanted, string> {
  const { t, env } = io;
  const options = readOptions(args, OPTIONS, USAGE, t);
  if (!options.ok) return options;
  const { data, period = null, format: form, out = null } = options.value;
  const zone = readZone(options.value.zone, t);
  if (!zone.ok) return zone;
  const query = readSpan(options.value, zone.value, io);
  if (!query.ok) return query;
  const format = readChoice('--format', form, ['table', ...REPORT_FORMATS], t);
  if (!format.ok) return format;
  const folder = data ?? appFolder(env, process.platform);
  const csv = readCsvFormat(options.value.csv, folder, io);
  if (!csv.ok) return csv;
  const wanted = { folder, query: query.value, period, format: format.value, out };
  return ok({ ...wanted, csvFormat: csv.value });
}

/** Prints what the heat pump did in a time, day by day, or has the app print it as a PDF. */
async function run(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const wanted = parse(args, io);
  if (!wanted.ok) {
    io.complain(wanted.error);
    return EXIT.usage;
  }
  const { folder, query, period, format, out, csvFormat } = wanted.value;
  const { t, language } = io;
  if (format === 'pdf') return printByApp({ folder, period, out }, io);
  const report = readReport(folder, query, SYSTEM_CLOCK.now());
  if (!report.ok) {
    io.complain(historyFaultText(t, report.error));
    return EXIT.failed;
  }
  if (report.value.days.length === 0) {
    io.complain(t('history:cli.noData'));
    return EXIT.failed;
  }
  await io.out(FORMS[format](report.value, { language, t, csvFormat }));
  return EXIT.ok;
}

export const REPORT: Command = { name: 'report', usage: USAGE, run };
