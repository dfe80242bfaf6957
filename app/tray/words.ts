import type { AppState } from '../bridge/state.ts';
import { freshness } from '../live.ts';
import { energyTodayText, joined, spokenPower } from '../text/numbers.ts';
import type { Language } from '../text/texts.ts';
import type { Translate } from '../text/translate.ts';
import { between, type EpochMs, hours, minutes } from '../units.ts';

/** What the tray says beside its icon. */
export interface TrayWords {
  /** `Running · 869 W`, or what is wrong with the connection. */
  readonly state: string;
  /** null: nothing counted yet. */
  readonly today: string | null;
  /** How old the newest reading is, in steps that spare the bus; null before the first. */
  readonly age: string | null;
  /** Beside the icon in macOS' menu bar. */
  readonly title: string;
}

/** Whole minutes, then hours: a tooltip is not worth a message on the bus every second. */
function ageText(t: Translate, at: EpochMs, now: EpochMs): string {
  const age = between(at, now);
  if (age < minutes(1)) return t('tray:justNow');
  if (age < hours(2)) return t('tray:minutesAgo', { count: Math.floor(age / minutes(1)) });
  return t('tray:hoursAgo', { count: Math.floor(age / hours(1)) });
}

function powerText({ live }: AppState, language: Language): string {
  const { power } = live.values;
  return power === null ? '–' : joined(spokenPower(language, power));
}

function stateText(state: AppState, now: EpochMs, t: Translate, language: Language): string {
  const fresh = freshness(state.live, now);
  const power = powerText(state, language);
  switch (fresh) {
    case 'live':
      return `${t(`states.${state.heatPump ?? 'none'}`)} · ${power}`;
    case 'stale':
      return `${t('freshness.stale')} · ${power}`;
    case 'offline':
    case 'paused':
      return state.live.at === null
        ? t(`freshness.${fresh}`)
        : `${t(`freshness.${fresh}`)} · ${t('tray:last', { power })}`;
    case 'waiting':
      return t('freshness.waiting');
  }
}

function titleText(state: AppState, now: EpochMs, t: Translate, language: Language): string {
  const fresh = freshness(state.live, now);
  if (fresh === 'live') return powerText(state, language);
  return fresh === 'stale' ? `(${powerText(state, language)})` : t(`freshness.${fresh}`);
}

/** Changes only when something worth showing does. */
export function trayWords(
  state: AppState,
  now: EpochMs,
  t: Translate,
  language: Language,
): TrayWords {
  const { live, today } = state;
  const said = stateText(state, now, t, language);
  return {
    state: live.source.kind === 'demo' ? `${t('demo')} · ${said}` : said,
    today:
      today === null ? null : t('tray:today', { energy: joined(energyTodayText(language, today)) }),
    age: live.at === null ? null : ageText(t, live.at, now),
    title: titleText(state, now, t, language),
  };
}

/** The tooltip: one line each. */
export const tooltipOf = ({ state, today, age }: TrayWords): string =>
  [state, [today, age].filter((part) => part !== null).join(' · ')]
    .filter((row) => row !== '')
    .join('\n');
