import type { updates as english } from '../en/updates.ts';

export const updates: typeof english = {
  daily: 'Einmal am Tag nachfragen',
  hint: 'Aus: Die App fragt niemanden. An: Sie fragt einmal am Tag bei GitHub, wo die App veröffentlicht wird, nach der neuesten Version; GitHub sieht dann Ihre Internetadresse, und nichts über Sie oder Ihren Zähler wird gesendet. Ohne Ihr Zutun wird nichts heruntergeladen, und eine Wandanzeige wird nie neu gestartet.',
  newest: 'Die neueste',
  ask: 'Jetzt nachsehen',
  fetch: 'Herunterladen',
  install: 'Neu starten und aktualisieren',
  states: {
    unasked: '„Jetzt nachsehen“ fragt einmal bei GitHub.',
    'by-hand':
      'Diese Kopie kann sich nicht selbst aktualisieren. Installieren Sie ein neueres Paket darüber, sobald es eines gibt; Einstellungen und Verlauf bleiben.',
    asking: 'Anfrage läuft …',
    newest: 'Das ist die neueste Version.',
    available: 'Version {{version}} ist da.',
    fetching: 'Version {{version}} wird heruntergeladen: {{percent}} %',
    ready:
      'Version {{version}} liegt bereit. Sie wird beim Beenden der App installiert, oder jetzt.',
    'needs-password':
      'Version {{version}} liegt bereit. Zum Installieren fragt Ihr System nach einem Passwort.',
    failed: 'Das hat nicht geklappt: {{reason}}',
  },
};
