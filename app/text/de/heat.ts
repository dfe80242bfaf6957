/** Die Wärmeseite: was die Wärmepumpe abgibt, aus dem Prometheus des Pi. */
export const heat = {
  hint: 'Kennt Ihr Prometheus Durchfluss und Temperaturen des Heizkreises? Dann zeigt die App Wärme und Arbeitszahl. Jedes Feld nimmt den Namen einer Metrik oder PromQL, das eine Zeitreihe ergibt.',
  flowRate: 'Durchfluss in l/min',
  flowTemperature: 'Vorlauftemperatur in °C',
  returnTemperature: 'Rücklauftemperatur in °C',
  outdoorTemperature: 'Außentemperatur in °C',
  hints: {
    flowRate: 'Wird er in m³/h geführt: Name * 1000 / 60.',
    flowTemperature: 'Des Wassers, das die Wärmepumpe verlässt.',
    returnTemperature: 'Des Wassers, das zu ihr zurückkommt.',
    outdoorTemperature: 'Nur für den Vergleich mit dem Wetter; darf leer bleiben.',
  },
  tooLong: 'Bitte höchstens 2.000 Zeichen.',
  try: 'Ausprobieren',
  trying: 'Prometheus wird gefragt …',
  noPrometheus: 'Tragen Sie zuerst oben die Adresse von Prometheus ein.',
  now: 'Wärme jetzt: {{power}}',
  notNow: 'Daraus lässt sich die Wärme gerade nicht bestimmen.',
  tried: {
    value: '{{name}}: {{value}}',
    unset: '{{name}}: nicht gesetzt',
    junk: '{{name}}: {{value}} kann nicht sein. Ist es eine andere Größe oder eine andere Einheit?',
    nothing: '{{name}}: Es gibt gerade keinen Wert. Stimmt der Name?',
    several:
      '{{name}}: {{count}} Zeitreihen. Wählen Sie eine durch ihre Labels, oder nehmen Sie ihr Mittel: avg(…).',
    fault: '{{name}}: {{reason}}',
  },
};
