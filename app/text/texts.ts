import { alerts as alertsDe } from './de/alerts.ts';
import { common as commonDe } from './de/common.ts';
import { connect as connectDe } from './de/connect.ts';
import { diagnostics as diagnosticsDe } from './de/diagnostics.ts';
import { faults as faultsDe } from './de/faults.ts';
import { flags as flagsDe } from './de/flags.ts';
import { heat as heatDe } from './de/heat.ts';
import { heatPump as heatPumpDe } from './de/heat-pump.ts';
import { history as historyDe } from './de/history.ts';
import { historyView as historyViewDe } from './de/history-view.ts';
import { kiosk as kioskDe } from './de/kiosk.ts';
import { live as liveDe } from './de/live.ts';
import { menu as menuDe } from './de/menu.ts';
import { metrics as metricsDe } from './de/metrics.ts';
import { notices as noticesDe } from './de/notices.ts';
import { report as reportDe } from './de/report.ts';
import { settings as settingsDe } from './de/settings.ts';
import { shell as shellDe } from './de/shell.ts';
import { tariff as tariffDe } from './de/tariff.ts';
import { tray as trayDe } from './de/tray.ts';
import { updates as updatesDe } from './de/updates.ts';
import { alerts } from './en/alerts.ts';
import { common } from './en/common.ts';
import { connect } from './en/connect.ts';
import { diagnostics } from './en/diagnostics.ts';
import { faults } from './en/faults.ts';
import { flags } from './en/flags.ts';
import { heat } from './en/heat.ts';
import { heatPump } from './en/heat-pump.ts';
import { history } from './en/history.ts';
import { historyView } from './en/history-view.ts';
import { kiosk } from './en/kiosk.ts';
import { live } from './en/live.ts';
import { menu } from './en/menu.ts';
import { metrics } from './en/metrics.ts';
import { notices } from './en/notices.ts';
import { report } from './en/report.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { tariff } from './en/tariff.ts';
import { tray } from './en/tray.ts';
import { updates } from './en/updates.ts';

/** Every text of the app: one namespace a file, the same keys in each language. */
const en = {
  settings,
  shell,
  live,
  connect,
  alerts,
  common,
  diagnostics,
  faults,
  flags,
  heat,
  heatPump,
  history,
  historyView,
  metrics,
  notices,
  report,
  tariff,
  tray,
  updates,
  kiosk,
  menu,
};
export type Texts = typeof en;
const de: Texts = {
  settings: settingsDe,
  shell: shellDe,
  live: liveDe,
  connect: connectDe,
  alerts: alertsDe,
  common: commonDe,
  diagnostics: diagnosticsDe,
  faults: faultsDe,
  flags: flagsDe,
  heat: heatDe,
  heatPump: heatPumpDe,
  history: historyDe,
  historyView: historyViewDe,
  metrics: metricsDe,
  notices: noticesDe,
  report: reportDe,
  tariff: tariffDe,
  tray: trayDe,
  updates: updatesDe,
  kiosk: kioskDe,
  menu: menuDe,
};

export const TEXTS = { en, de } as const;
export type Language = keyof typeof TEXTS;
export const LANGUAGES = Object.keys(TEXTS) as readonly Language[];

/** The language of a locale such as `de-AT` or `de_CH.UTF-8`; null where we have no such texts. */
export function knownLanguage(locale: string): Language | null {
  const wanted = locale.toLowerCase().split(/[-_.@]/)[0];
  return LANGUAGES.find((language) => language === wanted) ?? null;
}

/** The language to use for a locale; English where we have no other. */
export const languageOf = (locale: string): Language => knownLanguage(locale) ?? 'en';
