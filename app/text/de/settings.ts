import type { settings as english } from '../en/settings.ts';

export const settings: typeof english = {
  groups: { display: 'Darstellung', polling: 'Zähler ablesen', metrics: 'Prometheus' },
  names: {
    theme: 'Farbschema',
    language: 'Sprache',
    phaseColours: 'Farben der Phasen',
    pollWatchedS: 'Zeit zwischen zwei Abfragen, solange jemand hinsieht',
    pollIdleS: 'Zeit zwischen zwei Abfragen, solange niemand hinsieht',
    connectionLimitW: 'Höchste Leistung Ihres Anschlusses',
    metrics: 'Endpunkt für Prometheus',
    prometheus: 'Prometheus auf dem Pi',
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
  metrics: {
    enabled: 'Messwerte unter /metrics bereitstellen',
    reach: 'Wer ihn erreicht',
    here: 'Nur dieser Computer',
    network: 'Das ganze Netz',
    oneAddress: 'Nur unter {{host}}',
    port: 'Port des Endpunkts',
    portHint: '9100 ist auch der übliche Port von node_exporter.',
  },
  prometheus: {
    address:
      'Zum Beispiel http://raspberrypi:9090. Vorerst lässt sich nur ein Server ohne Passwort prüfen; leer heißt keiner.',
    wrong: 'Das ist keine Adresse eines Webservers. Sie sieht aus wie http://raspberrypi:9090.',
    password:
      'Lassen Sie Benutzer und Passwort weg: Sie lägen hier ungeschützt. Vorerst lässt sich nur ein Server ohne Passwort prüfen.',
  },
  range: 'Bitte eine ganze Zahl von {{min}} bis {{max}}.',
  overridden: 'Durch einen Schalter der Befehlszeile gesetzt; eine Änderung hier löst ihn ab.',
  changed: 'Geändert: {{name}}',
  undo: 'Rückgängig',
};
