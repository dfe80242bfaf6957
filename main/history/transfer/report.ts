import { DateTime } from 'luxon';
import type { ReportDay } from '../../../app/history/report.ts';
import { ENERGY_FIELDS } from '../../../app/measurement.ts';
import type { Language } from '../../../app/text/texts.ts';
import type { Translate } from '../../../app/text/translate.ts';
import { type EpochMs, wattHours } from '../../../app/units.ts';
import { counterColumns } from '../queries/counters.ts';
import { queryEnergy } from '../queries/energy.ts';
import type { Store } from '../store.ts';
import { csvLines, csvNumber, csvStart } from './csv.ts';

/** Every local day of the range that has any reading. */
export function reportDays(
  store: Store,
  range: { readonly from: EpochMs; readonly to: EpochMs },
  zone: string,
  now: EpochMs,
): ReportDay[] {
  const days = queryEnergy(store, { ...range, per: 'day', zone }, now);
  const edges = [...days.map(({ from }) => from), days.at(-1)?.to ?? range.to];
  const { energy } = counterColumns(store, ['energy'], edges);
  return days
    .map((day, index) => {
      const stand = (value: number | null | undefined) => (value == null ? null : wattHours(value));
      return {
        ...day,
        startCounter: stand(energy?.min[index]),
        endCounter: stand(energy?.max[index]),
      };
    })
    .filter((day) => day.energy.energy !== null || day.complete > 0);
}

const KWH_DECIMALS = 3;
const toKwh = (value: number | null): number | null =>
  value === null ? null : Number((value / 1000).toFixed(KWH_DECIMALS));
const percent = (part: number): number => Number((part * 100).toFixed(1));

const dateOf = ({ from }: ReportDay, zone: string): string =>
  DateTime.fromMillis(from, { zone }).toFormat('yyyy-MM-dd');

/** The last row of a table: what the days come to together. */
function totals(days: readonly ReportDay[]): (number | null)[] {
  return ENERGY_FIELDS.map((field) => {
    const known = days.flatMap((day) => day.energy[field] ?? []);
    return known.length === 0 ? null : toKwh(known.reduce((sum, value) => sum + value, 0));
  });
}

const meanComplete = (days: readonly ReportDay[]): number =>
  days.reduce((sum, day) => sum + day.complete, 0) / Math.max(1, days.length);

const numbersOf = (day: ReportDay): (number | null)[] => [
  toKwh(day.startCounter),
  toKwh(day.endCounter),
  ...ENERGY_FIELDS.map((field) => toKwh(day.energy[field])),
];

function head(t: Translate): string[] {
  return [
    t('history:report.date'),
    t('history:report.start'),
    t('history:report.end'),
    t('history:report.energy'),
    t('history:report.energyL1'),
    t('history:report.energyL2'),
    t('history:report.energyL3'),
    t('history:report.estimated'),
    t('history:report.complete'),
  ];
}

interface ReportOptions {
  readonly zone: string;
  readonly language: Language;
  readonly t: Translate;
}

function cells(
  days: readonly ReportDay[],
  { zone, t }: ReportOptions,
  number: (value: number | null, decimals: number) => string,
): string[][] {
  const rows = days.map((day) => [
    dateOf(day, zone),
    ...numbersOf(day).map((value) => number(value, KWH_DECIMALS)),
    day.estimated ? t('history:report.yes') : '',
    number(percent(day.complete), 1),
  ]);
  const sums = [null, null, ...totals(days)].map((value) => number(value, KWH_DECIMALS));
  const complete = number(percent(meanComplete(days)), 1);
  return [...rows, [t('history:report.total'), ...sums, '', complete]];
}

export function reportCsv(days: readonly ReportDay[], options: ReportOptions): string {
  const { language, t } = options;
  const rows = cells(days, options, (value) => csvNumber(value, language));
  return csvStart(head(t), language) + csvLines(rows, language, 'numbers');
}

/** Columns of one width for a terminal, numbers to the right. */
export function reportTable(days: readonly ReportDay[], options: ReportOptions): string {
  const { language, t } = options;
  const number = (value: number | null, decimals: number): string =>
    value === null
      ? '–'
      : new Intl.NumberFormat(language, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          useGrouping: false,
        }).format(value);
  const rows = [head(t), ...cells(days, options, number)];
  const widths = head(t).map((_, column) =>
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

/** kWh, like the table; completeness from 0 to 1. */
export function reportJson(days: readonly ReportDay[], { zone }: ReportOptions): string {
  const rows = days.map((day) => {
    const [start, end, energy, energyL1, energyL2, energyL3] = numbersOf(day);
    return {
      date: dateOf(day, zone),
      from: new Date(day.from).toISOString(),
      to: new Date(day.to).toISOString(),
      start,
      end,
      energy,
      energyL1,
      energyL2,
      energyL3,
      estimated: day.estimated,
      complete: percent(day.complete) / 100,
    };
  });
  const [energy, energyL1, energyL2, energyL3] = totals(days);
  const total = { energy, energyL1, energyL2, energyL3 };
  return `${JSON.stringify({ unit: 'kWh', zone, days: rows, total }, null, 2)}\n`;
}
