import type { settings as english } from '../en/settings.ts';

export const settings: typeof english = {
  groups: { display: 'Darstellung', polling: 'Zähler ablesen' },
  names: {
    theme: 'Farbschema',
    language: 'Sprache',
    phaseColours: 'Farben der Phasen',
    pollWatchedS: 'Zeit zwischen zwei Abfragen, solange jemand hinsieht',
    pollIdleS: 'Zeit zwischen zwei Abfragen, solange niemand hinsieht',
    connectionLimitW: 'Höchste Leistung Ihres Anschlusses',
  },
  hints: {
    pollWatchedS: 'Der Bus ist geteilt; mit 2 s sind Sie ein guter Gast.',
    pollIdleS: 'Energiezähler werden höchstens alle 30 s gelesen.',
    connectionLimitW: 'Höhere Leistung gilt als Übertragungsfehler und wird ausgelassen.',
  },
  units: { seconds: 's', watts: 'W' },
  theme: { system: 'Wie das System', dark: 'Dunkel', light: 'Hell' },
  language: { system: 'Wie das System', de: 'Deutsch', en: 'English' },
  phaseColours: { seed: 'Rot, Gelb, Blau', iec: 'Braun, Schwarz, Grau' },
  range: 'Bitte eine ganze Zahl von {{min}} bis {{max}}.',
  overridden: 'Durch einen Schalter der Befehlszeile gesetzt; eine Änderung hier löst ihn ab.',
  changed: 'Geändert: {{name}}',
  undo: 'Rückgängig',
};
