import type { common as english } from '../en/common.ts';

export const common: typeof english = {
  appName: 'WAGO Energy Monitor',
  demo: 'Demo',
  demoLong: 'Demo-Zähler – simulierte Werte, nicht Ihr Haus',
  states: {
    standby: 'Bereitschaft',
    circulating: 'Umwälzung',
    running: 'In Betrieb',
    'high-load': 'Hohe Last',
    none: 'Keine Daten',
  },
  freshness: {
    waiting: 'Verbindet',
    live: 'Live',
    stale: 'Veraltet',
    offline: 'Offline',
    paused: 'Angehalten',
  },
};
