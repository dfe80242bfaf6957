import { DateTime } from 'luxon';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import { epochMs } from '../../app/units.ts';
import { ZONE } from '../zone.ts';
import type { Span } from './spans.ts';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** The span as people say it: `Week 47, 16 – 22 Nov 2026`. */
export function spanTitle(t: Translate, language: Language, span: Span, zone: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  const last = epochMs(span.to - 1);
  switch (span.kind) {
    case 'day':
      return format({ ...DAY, weekday: 'short' }).format(span.from);
    case 'week': {
      const number = DateTime.fromMillis(span.from, { zone }).weekNumber;
      return t('heatPump:week', { number, range: format(DAY).formatRange(span.from, last) });
    }
    case 'month':
      return format({ month: 'long', year: 'numeric' }).format(span.from);
    case 'year':
      return format({ year: 'numeric' }).format(span.from);
    case 'free':
      return format(DAY).formatRange(span.from, last);
  }
}

/** What a bar stands for: an hour, a day or a month. */
export function barTitle(language: Language, { from, to }: Pick<Span, 'from' | 'to'>, per: BarPer) {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: ZONE });
  switch (per) {
    case 'hour':
      return format({
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).formatRange(from, to);
    case 'day':
      return format({ weekday: 'short', day: 'numeric', month: 'short' }).format(from);
    case 'month':
      return format({ month: 'long', year: 'numeric' }).format(from);
  }
}

export type BarPer = 'hour' | 'day' | 'month';
