import { DateTime } from 'luxon';
import type { InsightsQuery } from '../../app/insights/query.ts';
import type { Language } from '../../app/text/texts.ts';

/** `October 2026`, `2026`, `5 October 2026`, and a week by its first and last day. */
export function periodText({ from, to, kind, zone }: InsightsQuery, language: Language): string {
  const begin = DateTime.fromMillis(from, { zone, locale: language });
  const last = DateTime.fromMillis(to - 1, { zone, locale: language });
  switch (kind) {
    case 'year':
      return begin.toFormat('yyyy');
    case 'month':
      return begin.toLocaleString({ month: 'long', year: 'numeric' });
    case 'day':
      return begin.toLocaleString(DateTime.DATE_FULL);
    default:
      return `${begin.toLocaleString(DateTime.DATE_MED)} – ${last.toLocaleString(DateTime.DATE_MED)}`;
  }
}
