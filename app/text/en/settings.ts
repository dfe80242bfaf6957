/** The Settings view. */
export const settings = {
  groups: { display: 'Display', polling: 'Reading the meter' },
  names: {
    theme: 'Theme',
    language: 'Language',
    phaseColours: 'Colours of the phases',
    pollWatchedS: 'Time between polls while somebody is looking',
    pollIdleS: 'Time between polls while nobody is looking',
    connectionLimitW: 'The most that your connection carries',
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
  range: 'A whole number from {{min}} to {{max}}, please.',
  overridden: 'Set by a command-line flag; a change here takes over.',
  changed: 'Changed: {{name}}',
  undo: 'Undo',
};
