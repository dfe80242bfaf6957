import type { Alert } from '../alerts/alert.ts';
import type { Told } from '../alerts/tell.ts';
import { type EpochMs, hertz, powerFactor, wattHours, watts } from '../units.ts';
import {
  joined,
  spokenEnergy,
  spokenFrequency,
  spokenPower,
  spokenPowerFactor,
} from './numbers.ts';
import type { Language } from './texts.ts';
import type { Translate } from './translate.ts';

/** What a sentence about an alert is made with. */
export interface AlertWords {
  readonly t: Translate;
  readonly language: Language;
  /** The wall-clock time as the reader needs it. */
  readonly timeOf: (at: EpochMs) => string;
}

const WH_A_KWH = 1000;

/** A value or a limit in the unit of its rule. */
function spokenValue(language: Language, rule: Alert['rule'], value: number): string {
  switch (rule) {
    case 'power':
      return joined(spokenPower(language, watts(value)));
    case 'frequency':
      return joined(spokenFrequency(language, hertz(value)));
    case 'powerFactor':
      return joined(spokenPowerFactor(language, powerFactor(value)));
    case 'energy':
      return joined(spokenEnergy(language, wattHours(value * WH_A_KWH)));
    case 'offline':
    case 'cycling':
      return String(value);
  }
}

/** One sentence: what was measured, and what it should be. */
export function alertDetail(
  words: Omit<AlertWords, 'timeOf'>,
  { rule, value, limit }: Alert,
): string {
  const { t, language } = words;
  if (rule === 'cycling') return t('alerts:details.cycling', { count: value ?? limit });
  return t(`alerts:details.${rule}`, {
    value: value === null ? '' : spokenValue(language, rule, value),
    limit: spokenValue(language, rule, limit),
  });
}

interface SpokenAlert {
  readonly title: string;
  readonly body: string;
}

/** What a notification says. */
export function spokenTold(words: AlertWords, told: Told): SpokenAlert {
  const { t, timeOf } = words;
  switch (told.kind) {
    case 'raised': {
      const { alert } = told;
      const detail = alertDetail(words, alert);
      const since = timeOf(alert.since);
      return {
        title: t(`alerts:titles.${alert.rule}`),
        body: t('alerts:raised', { detail, since }),
      };
    }
    case 'back': {
      const { since, clearedAt } = told.alert;
      const until = timeOf(clearedAt ?? since);
      return {
        title: t('alerts:back'),
        body: t('alerts:backText', { since: timeOf(since), until }),
      };
    }
    case 'held': {
      const titles = told.alerts.map(
        ({ rule, raisedAt }) => `${timeOf(raisedAt)} ${t(`alerts:titles.${rule}`)}`,
      );
      return {
        title: t('alerts:held', { count: titles.length }),
        body: titles.toReversed().join('\n'),
      };
    }
  }
}
