/** Words that every part of the app shares. */
export const common = {
  appName: 'WAGO Energy Monitor',
  demo: 'Demo',
  demoLong: 'Demo meter – simulated values, not your house',
  states: {
    standby: 'Standby',
    circulating: 'Circulating',
    running: 'Running',
    'high-load': 'High load',
    none: 'No data',
  },
  freshness: {
    waiting: 'Connecting',
    live: 'Live',
    stale: 'Stale',
    offline: 'Offline',
    paused: 'Paused',
  },
};
