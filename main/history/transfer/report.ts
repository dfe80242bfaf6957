import { DateTime } from 'luxon';
import type { CsvFormat } from '../../../app/csv-format.ts';
import { ENERGY_FIELDS } from '../../../app/measurement.ts';
import type { Report, ReportDay } from '../../../app/report/report.ts';
import { roundedPercent } from '../../../app/share.ts';
import type { Language } from '../../../app/text/texts.ts';
import type { Translate } from '../../../app/text/translate.ts';
import { hours } from '../../../app/units.ts';
import { csvLines, csvNumber, csvStart } from './csv.ts';

const KWH_DECIMALS = 3;
export const toKwh = (value: number | null): number | null =>
  value === null ? null : Number((value / 1000).toFixed(KWH_DECIMALS));
export const rounded = (value: number | null, decimals: number): number | null =>
  value === null ? null : Number(value.toFixed(decimals));

export const dateOf = ({ from }: ReportDay, zone: string): string =>
  DateTime.fromMillis(from, { zone }).toFormat('yyyy-MM-dd');

type Row = Pick<ReportDay, 'figures'>;

interface Column {
  readonly head: (t: Translate, currency: string) => string;
  readonly decimals: number;
  readonly value: (row: Row) => number | null;
}

const MONEY_DECIMALS = 2;
const COST: Column = {
  head: (t, currency) => t('history:report.cost', { currency }),
  decimals: MONEY_DECIMALS,
  value: ({ figures }) => rounded(figures.cost?.total ?? null, MONEY_DECIMALS),
};
const HEAT: readonly Column[] = [
  {
    head: (t) => t('history:report.heat'),
    decimals: KWH_DECIMALS,
    value: ({ figures }) => toKwh(figures.heat?.heat ?? null),
  },
  {
    head: (t) => t('history:report.cop'),
    decimals: 2,
    value: ({ figures }) => rounded(figures.heat?.cop ?? null, 2),
  },
];
const DOING: readonly Column[] = [
  {
    head: (t) => t('history:report.starts'),
    decimals: 0,
    value: ({ figures }) => figures.starts,
  },
  {
    head: (t) => t('history:report.runTime'),
    decimals: 2,
    value: ({ figures }) => rounded(figures.runTime / hours(1), 2),
  },
  {
    head: (t) => t('history:report.standby'),
    decimals: KWH_DECIMALS,
    value: ({ figures }) => toKwh(figures.states.standby.energy),
  },
];

/** Of cost and heat nothing shows where nothing of it is known. */
function columnsOf({ days }: Report): readonly Column[] {
  const hasCost = days.some(({ figures }) => figures.cost !== null);
  const hasHeat = days.some(({ figures }) => figures.heat !== null);
  return [...DOING, ...(hasCost ? [COST] : []), ...(hasHeat ? HEAT : [])];
}

export interface ReportOptions {
  readonly language: Language;
  readonly t: Translate;
  readonly csvFormat: CsvFormat;
}

function head(report: Report, t: Translate): string[] {
  return [
    t('history:report.date'),
    t('history:report.start'),
    t('history:report.end'),
    t('history:report.energy'),
    t('history:report.energyL1'),
    t('history:report.energyL2'),
    t('history:report.energyL3'),
    ...columnsOf(report).map((column) => column.head(t, report.currency)),
    t('history:report.estimated'),
    t('history:report.complete'),
  ];
}

type Write = (value: number | null, decimals: number) => string;

function cells(report: Report, { t }: ReportOptions, write: Write): string[][] {
  const { days, insights, query } = report;
  const columns = columnsOf(report);
  const kwh = (value: number | null): string => write(toKwh(value), KWH_DECIMALS);
  const doing = (row: Row): string[] =>
    columns.map(({ value, decimals }) => write(value(row), decimals));
  const rows = days.map((day) => [
    dateOf(day, query.zone),
    kwh(day.startCounter),
    kwh(day.endCounter),
    ...ENERGY_FIELDS.map((field) => kwh(day.figures.energy[field])),
    ...doing(day),
    day.estimated ? t('history:report.yes') : '',
    write(roundedPercent(day.figures.complete, 1), 1),
  ]);
  const total = [
    report.isDemo
      ? `${t('history:report.total')} – ${t('report:demo')}`
      : t('history:report.total'),
    ...[null, null].map((value) => write(value, KWH_DECIMALS)),
    ...ENERGY_FIELDS.map((field) => kwh(insights.figures.energy[field])),
    ...doing(insights),
    '',
    write(roundedPercent(insights.figures.complete, 1), 1),
  ];
  return [...rows, total];
}

export function reportCsv(report: Report, options: ReportOptions): string {
  const { csvFormat, t } = options;
  const rows = cells(report, options, (value) => csvNumber(value, csvFormat));
  return csvStart(head(report, t), csvFormat) + csvLines(rows, csvFormat, 'numbers');
}

/** Columns of one width for a terminal, numbers to the right. */
export function reportTable(report: Report, options: ReportOptions): string {
  const { language, t } = options;
  const number: Write = (value, decimals) =>
    value === null
      ? '–'
      : new Intl.NumberFormat(language, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          useGrouping: false,
        }).format(value);
  const titles = head(report, t);
  const rows = [titles, ...cells(report, options, number)];
  const widths = titles.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
