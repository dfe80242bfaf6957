import type { CommandHandlers } from '../../app/bridge/contract.ts';
import type { CsvFormat } from '../../app/csv-format.ts';
import type { HistoryFault } from '../../app/history/fault.ts';
import type { InsightsQuery } from '../../app/insights/query.ts';
import { periodQuery } from '../../app/report/period.ts';
import type { Report, ReportFormat } from '../../app/report/report.ts';
import { ok, type Result } from '../../app/result.ts';
import type { ExportAnswer } from '../../app/settings-transfer.ts';
import { historyFaultText } from '../../app/text/history-text.ts';
import type { Language } from '../../app/text/texts.ts';
import { createTexts } from '../../app/text/translate.ts';
import type { EpochMs } from '../../app/units.ts';
import type { Core } from '../compose.ts';
import { writeWhole } from '../durable.ts';
import { reportCsv } from '../history/transfer/report.ts';
import { reportJson } from '../history/transfer/report-json.ts';
import { type PrintFault, printFaultText } from './print-fault.ts';

export type ReportCommands = Pick<CommandHandlers, 'report' | 'saveReport'>;

/** null: nothing is recorded. */
export type AskReport = (query: InsightsQuery) => Promise<Result<Report, HistoryFault> | null>;

export interface ReportCommandOptions {
  readonly ask: AskReport;
  readonly files: { toSave(suggestedName: string): Promise<string | null> };
  /** null: it is done. */
  readonly print: (period: string, file: string) => Promise<PrintFault | null>;
  readonly language: () => Language;
  readonly csvFormat: (language: Language) => CsvFormat;
  /** IANA name of the zone whose days count. */
  readonly zone: string;
}

/** Asks the record that the core has open. */
export async function reportOfCore(
  core: Core,
  query: InsightsQuery,
  now: EpochMs,
): Promise<Result<Report, HistoryFault> | null> {
  const history = await core.historyWhenOpen();
  if (history === null) return null;
  const body = await history.report(query);
  if (!body.ok) return body;
  const { tariff, source } = core.settings;
  const isDemo = source.kind === 'demo';
  return ok({ ...body.value, currency: tariff.currency, isDemo, at: now });
}

export function createReportCommands(options: ReportCommandOptions): ReportCommands {
  const { ask, files, print, zone } = options;
  const reportOf = async (period: string) => {
    const query = periodQuery(period, zone);
    return query === null ? null : ask(query);
  };
  const textOf = async (period: string, format: Exclude<ReportFormat, 'pdf'>) => {
    const language = options.language();
    const { t } = createTexts(language);
    const report = await reportOf(period);
    if (report === null) throw new Error(t('history:cli.noData'));
    if (!report.ok) throw new Error(historyFaultText(t, report.error));
    if (format === 'json') return reportJson(report.value);
    return reportCsv(report.value, { language, t, csvFormat: options.csvFormat(language) });
  };
  const save = async (period: string, format: ReportFormat): Promise<ExportAnswer> => {
    const file = await files.toSave(`heat-pump-${period}.${format}`);
    if (file === null) return { kind: 'cancelled' };
    try {
      if (format !== 'pdf') writeWhole(file, await textOf(period, format));
      const fault = format === 'pdf' ? await print(period, file) : null;
      if (fault === null) return { kind: 'written', file };
      const { t } = createTexts(options.language());
      return { kind: 'not-written', reason: printFaultText(t, fault, file) };
    } catch (error) {
      return {
        kind: 'not-written',
        reason: error instanceof Error ? error.message : String(error),
      };
    }
  };
  return { report: reportOf, saveReport: save };
}
