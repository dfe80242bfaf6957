import type { connect as english } from '../en/connect.ts';

export const connect: typeof english = {
  title: 'Zähler verbinden',
  intro:
    'Die Adresse des RS485-Gateways in Ihrem Netz. Auf den Zähler wird niemals etwas geschrieben.',
  model: 'Zähler',
  host: 'Gateway',
  hostHint: 'IP-Adresse oder Name',
  port: 'Port',
  unit: 'Geräteadresse',
  framing: 'Übertragungsart',
  framings: { auto: 'Automatisch', tcp: 'Modbus TCP', 'rtu-over-tcp': 'RTU über TCP' },
  problems: {
    hostMissing: 'Geben Sie die IP-Adresse oder den Namen des Gateways ein.',
    hostWrong:
      'Das ist weder eine IP-Adresse noch der Name eines Geräts. Eine IP-Adresse hat vier Dezimalzahlen ohne führende Nullen, etwa 192.168.2.10.',
    port: 'Der Port ist eine ganze Zahl von 1 bis 65535.',
    unit: 'Die Geräteadresse ist eine ganze Zahl von 1 bis 247.',
  },
  steps: {
    name: 'Der Name ist im Netz bekannt',
    port: 'Der Port antwortet',
    unit: 'Der Zähler antwortet',
    format: 'Er sendet Gleitkommawerte',
    values: 'Die Werte sind plausibel',
  },
  outcomes: {
    ok: 'in Ordnung',
    failed: 'fehlgeschlagen',
    skipped: 'nicht erreicht',
    pending: 'wartet',
  },
  report: 'Ergebnis der Prüfung',
  connect: 'Verbinden',
  testAgain: 'Erneut prüfen',
  testing: 'Wird geprüft … {{count}} s',
  cancel: 'Abbrechen',
  useAnyway: 'Trotzdem verwenden',
  useDemo: 'Demo-Zähler verwenden',
  noNumbers:
    'Der Zähler antwortet, aber keiner seiner Werte ist eine Zahl. Prüfen Sie, ob es der gewählte ist: {{model}}.',
  otherModel:
    'Das ist nicht der gewählte Zähler ({{model}}), sondern vermutlich ein anderer: {{answers}}. Wählen Sie diesen unter „Zähler“.',
  failed: 'Die Prüfung ließ sich nicht ausführen. Versuchen Sie es noch einmal.',
};
