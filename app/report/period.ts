import { DateTime } from 'luxon';
import type { InsightsQuery } from '../insights/query.ts';
import { spanAt } from '../insights/spans.ts';
import { epochMs } from '../units.ts';

const FORMS = {
  year: /^\d{4}$/,
  month: /^\d{4}-\d{2}$/,
  week: /^\d{4}-W\d{2}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
} as const;
type PeriodKind = keyof typeof FORMS;

const kindOf = (period: string): PeriodKind | null =>
  (Object.keys(FORMS) as PeriodKind[]).find((kind) => FORMS[kind].test(period)) ?? null;

/**
 * The time that a period names, as `2026-10`, `2026`, `2026-W41` or `2026-10-05` after ISO 8601;
 * null: it names none.
 */
export function periodQuery(period: string, zone: string): InsightsQuery | null {
  const kind = kindOf(period);
  const from = DateTime.fromISO(period, { zone });
  if (kind === null || !from.isValid || from.year < 2000 || from.year > 2199) return null;
  return { ...spanAt(epochMs(from.toMillis()), kind, zone), kind, zone };
}

export const isPeriod = (period: string): boolean => periodQuery(period, 'UTC') !== null;

/** The month that holds `at`, and those before it, the newest first. */
export function monthsUpTo(at: number, zone: string, count: number): string[] {
  const month = DateTime.fromMillis(at, { zone }).startOf('month');
  return Array.from({ length: count }, (_, back) =>
    month.minus({ months: back }).toFormat('yyyy-MM'),
  );
}
