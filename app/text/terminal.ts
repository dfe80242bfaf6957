import { freshness, type Live } from '../live.ts';
import type { Reading } from '../measurement.ts';
import type { EpochMs } from '../units.ts';
import { faultText } from './fault-text.ts';
import {
  joined,
  spokenEnergy,
  spokenFrequency,
  spokenPower,
  spokenPowerFactor,
} from './numbers.ts';
import type { Language } from './texts.ts';
import type { Translate } from './translate.ts';

const MISSING = '–';

const timeOf = (language: Language, at: EpochMs): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' }).format(at);

/** One line with the time before it. */
export const timedLine = (language: Language, at: EpochMs, text: string): string =>
  `${timeOf(language, at)}  ${text}`;

function spoken<T>(value: T | null, say: (value: T) => { digits: string; unit: string }): string {
  return value === null ? MISSING : joined(say(value)).replaceAll('\u00a0', ' ');
}

/** One line for one reading: time, power and its phases, frequency, power factor, energy. */
export function readingLine(language: Language, reading: Reading): string {
  const { values } = reading;
  const power = (value: typeof values.power): string =>
    spoken(value, (watts) => spokenPower(language, watts));
  const phases = [values.powerL1, values.powerL2, values.powerL3].map(power).join(', ');
  const parts = [
    power(values.power).padStart(8),
    `L1–L3 ${phases}`,
    spoken(values.frequency, (frequency) => spokenFrequency(language, frequency)),
    `cos φ ${spoken(values.powerFactor, (factor) => spokenPowerFactor(language, factor))}`,
    ...(values.energy === null
      ? []
      : [spoken(values.energy, (energy) => spokenEnergy(language, energy))]),
  ];
  return timedLine(language, reading.at, parts.join('  '));
}

/** The state of the connection, with the reason where there is one. */
export function stateText(t: Translate, live: Live, now: EpochMs): string {
  const word = t(`common:freshness.${freshness(live, now)}`);
  const reason = 'fault' in live.link ? `: ${faultText(t, live.link.fault)}` : '';
  const source = live.source.kind === 'demo' ? ` (${t('common:demoLong')})` : '';
  return `${word}${source}${reason}`;
}
