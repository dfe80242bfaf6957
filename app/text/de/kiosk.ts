import type { kiosk as english } from '../en/kiosk.ts';

export const kiosk: typeof english = {
  today: 'Heute',
  since: 'seit {{time}}',
  lastHour: 'Letzte Stunde',
  asOf: 'Stand {{time}}',
  locked: 'Diese Anzeige ist gesperrt',
  pin: 'PIN',
  digit: 'Ziffer {{digit}}',
  erase: 'Löschen',
  unlock: 'Entsperren',
  stay: 'Zurück zur Anzeige',
  wrong: 'Diese PIN stimmt nicht.',
  wait: 'Zu viele falsche Eingaben. Die nächste ist in {{seconds}} s möglich.',
};
