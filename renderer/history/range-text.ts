import type { TimeRange } from '../../app/history/query.ts';
import type { Language } from '../../app/text/texts.ts';
import { ZONE } from '../zone.ts';

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;

/** `Sa., 22. Nov. 2025, 18:00 – 20:15`; what both ends share is said once. */
export function rangeText(language: Language, { from, to }: TimeRange): string {
  return new Intl.DateTimeFormat(language, { ...DAY, ...CLOCK, timeZone: ZONE }).formatRange(
    from,
    to,
  );
}

/** A time to the second. */
export function momentText(language: Language, at: number): string {
  return new Intl.DateTimeFormat(language, {
    ...DAY,
    ...CLOCK,
    second: '2-digit',
    timeZone: ZONE,
  }).format(at);
}
