import type { tray as english } from '../en/tray.ts';

export const tray: typeof english = {
  justNow: 'gerade eben',
  minutesAgo: 'vor {{count}} min',
  hoursAgo: 'vor {{count}} h',
  last: 'zuletzt {{power}}',
  today: '{{energy}} heute',
  noReading: 'Noch keine Werte',
  open: 'Öffnen',
  kiosk: 'Wandanzeige',
  pause: 'Ablesen anhalten',
  metrics: 'Metrik-Endpunkt (Port {{port}})',
  quit: 'Beenden',
  goesOn: 'Läuft hier weiter',
  goesOnText:
    'Der Zähler wird weiter abgelesen. Ein Klick auf die Watt-Anzeige öffnet das Fenster, „Beenden“ steht im Menü daneben.',
};
