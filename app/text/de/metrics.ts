import type { metrics as english } from '../en/metrics.ts';

export const metrics: typeof english = {
  title: 'Messwerte für Prometheus',
  endpoint: {
    off: 'Der Endpunkt für Prometheus ist aus.',
    starting: 'Der Endpunkt für Prometheus wird unter {{at}} gestartet.',
    listening: 'Prometheus kann die Messwerte unter {{url}} lesen.',
    onlyHere: 'Nur Programme auf diesem Computer erreichen ihn.',
    fromNetwork: 'Alle in Ihrem Netz erreichen ihn.',
    networkWarning:
      'Damit kann jedes Gerät in Ihrem Netz ohne Passwort lesen, was die Wärmepumpe verbraucht. Ändern lässt sich darüber nichts. Geben Sie den Port nicht im Router ins Internet frei.',
    lastScrape: 'Zuletzt gelesen von {{agent}} unter {{from}}.',
    neverScraped: 'Seit dem Start der App hat niemand gelesen.',
  },
  faults: {
    'port-taken':
      'Port {{port}} belegt ein anderes Programm; 9100 ist auch der übliche Port von node_exporter. Wählen Sie einen anderen Port oder beenden Sie das andere Programm. Die App versucht es von selbst weiter.',
    'port-forbidden':
      'Dieser Computer lässt die App Port {{port}} nicht benutzen. Wählen Sie einen über 1023, etwa 9100.',
    'no-such-address':
      'Dieser Computer hat keine Adresse „{{host}}“. Nehmen Sie 127.0.0.1 nur für diesen Computer oder 0.0.0.0 für das Netz.',
    'listen-failed':
      'Der Endpunkt für Prometheus konnte nicht starten ({{code}}). Die App versucht es von selbst weiter.',
  },
  page: {
    lead: 'Diese Adresse liefert die Messwerte eines WAGO-Zählers an Prometheus.',
    metrics: 'Die Messwerte',
    healthy: 'Ob das Programm läuft',
  },
  pi: {
    title: 'Prometheus auf dem Pi',
    notSet: 'Es ist kein Prometheus eingetragen.',
    reachable: 'Prometheus antwortet.',
    noTarget: 'Prometheus liest nichts, was die Werte eines Zählers liefert.',
    up: 'Das Ziel {{instance}} ist erreichbar.',
    down: 'Das Ziel {{instance}} ist nicht erreichbar.',
    gone: 'Das Ziel {{instance}} wird nicht mehr abgefragt.',
    lastScrape: 'Zuletzt gelesen',
    reach: 'Messwerte von {{from}} bis {{to}}',
    noData: 'Noch keine Messwerte.',
  },
  exporter: {
    badMetrics: '„{{value}}“ ist keine Adresse zum Lauschen. Sie sieht aus wie 0.0.0.0:9100.',
    badLevel: '„{{value}}“ ist keine Protokollstufe. Die Stufen sind {{choices}}.',
  },
};
