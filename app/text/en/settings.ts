/** The Settings view. */
export const settings = {
  groups: { display: 'Display', polling: 'Reading the meter', metrics: 'Prometheus' },
  names: {
    theme: 'Theme',
    language: 'Language',
    phaseColours: 'Colours of the phases',
    pollWatchedS: 'Time between polls while somebody is looking',
    pollIdleS: 'Time between polls while nobody is looking',
    connectionLimitW: 'The most that your connection carries',
    metrics: 'Endpoint for Prometheus',
    prometheus: 'Prometheus on the Pi',
  },
  hints: {
    pollWatchedS: 'The bus is shared; 2 s is a good guest.',
    pollIdleS: 'Energy counters are read no more often than every 30 s.',
    connectionLimitW: 'A higher power is taken for a transmission error and left out.',
  },
  units: { seconds: 's', watts: 'W' },
  theme: { system: 'As the system', dark: 'Dark', light: 'Light' },
  language: { system: 'As the system', de: 'Deutsch', en: 'English' },
  phaseColours: { seed: 'Red, yellow, blue', iec: 'Brown, black, grey' },
  metrics: {
    enabled: 'Serve the readings at /metrics',
    reach: 'Who can reach it',
    here: 'This computer only',
    network: 'The whole network',
    oneAddress: 'At {{host}} only',
    port: 'Port of the endpoint',
    portHint: '9100 is also the usual port of node_exporter.',
  },
  prometheus: {
    address:
      'As http://raspberrypi:9090. Only a server without a password can be checked for now; empty means none.',
    wrong: 'This is no address of a web server. It looks like http://raspberrypi:9090.',
    password:
      'Leave out user and password: they would lie here unprotected. Only a server without a password can be checked for now.',
  },
  range: 'A whole number from {{min}} to {{max}}, please.',
  overridden: 'Set by a command-line flag; a change here takes over.',
  changed: 'Changed: {{name}}',
  undo: 'Undo',
};
