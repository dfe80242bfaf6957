import { DateTime } from 'luxon';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import type { EpochMs } from '../../app/units.ts';
import { ZONE } from '../zone.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** A span as people say it: `12 s`, `3 min`, `2 h 5 min`, `3 days`. Below zero counts as zero. */
export function spanText(t: Translate, span: number): string {
  const total = Math.max(0, Math.floor(span / 1000));
  if (total < MINUTE_S) return t('shell:seconds', { count: total });
  if (total < HOUR_S) return t('shell:minutes', { count: Math.floor(total / MINUTE_S) });
  if (total < 2 * DAY_S) {
    const hours = Math.floor(total / HOUR_S);
    return t('shell:hours', { hours, minutes: Math.floor((total % HOUR_S) / MINUTE_S) });
  }
  return t('shell:days', { count: Math.floor(total / DAY_S) });
}

/** Wall-clock time, with the date when it is not of the day of `now`. */
export function timeText(language: Language, at: EpochMs, now: EpochMs): string {
  const today = DateTime.fromMillis(now, { zone: ZONE });
  const sameDay = today.hasSame(DateTime.fromMillis(at, { zone: ZONE }), 'day');
  return new Intl.DateTimeFormat(language, {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
  }).format(at);
}
