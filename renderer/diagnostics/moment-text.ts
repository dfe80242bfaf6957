import type { Language } from '../../app/text/texts.ts';
import type { EpochMs } from '../../app/units.ts';
import { ZONE } from '../zone.ts';

/** Date and wall-clock time, as `3 Oct 2025, 14:00`: what it tells of can be years ago. */
export const momentText = (language: Language, at: EpochMs): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: ZONE,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);
