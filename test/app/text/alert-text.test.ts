import { expect, test } from 'vitest';
import type { Alert } from '../../../app/alerts/alert.ts';
import { RULE_NAMES } from '../../../app/alerts/rules.ts';
import { alertDetail, spokenTold } from '../../../app/text/alert-text.ts';
import type { Language } from '../../../app/text/texts.ts';
import { createTexts } from '../../../app/text/translate.ts';
import { after } from '../../../app/units.ts';
import { NOON } from '../../support/readings.ts';

const words = (language: Language) => ({
  t: createTexts(language).t,
  language,
  timeOf: (at: number) => (at === NOON ? '12:00' : '12:30'),
});

const alertOf = (rule: Alert['rule'], value: number | null, limit: number): Alert => ({
  id: 1,
  rule,
  since: NOON,
  raisedAt: after(NOON, 1),
  clearedAt: after(NOON, 2),
  value,
  limit,
  read: false,
});

/** German writes with a space that never wraps. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test.each([
  ['power', 3412, 3000, '3,41 kW; die Grenze liegt bei 3,00 kW.'],
  ['frequency', 49.43, 0.5, '49,43 Hz; mehr als 0,50 Hz von 50 Hz entfernt.'],
  ['energy', 30.2, 30, '30,20 kWh an einem Tag; die Grenze liegt bei 30,00 kWh.'],
  ['cycling', 4, 4, '4 Läufe waren kürzer, als sie sein sollten.'],
  ['cycling', 1, 1, '1 Lauf war kürzer, als er sein sollte.'],
  ['offline', null, 600, 'Keine Werte vom Zähler.'],
] as const)(
  'an alert of %s says what was measured and what the limit is',
  (rule, value, limit, said) => {
    expect(plain(alertDetail(words('de'), alertOf(rule, value, limit)))).toBe(said);
  },
);

test('a notification says since when', () => {
  const told = { kind: 'raised', alert: alertOf('power', 3412, 3000) } as const;
  const { title, body } = spokenTold(words('en'), told);
  expect([title, plain(body)]).toEqual([
    'High power',
    '3.41 kW; the limit is 3.00 kW. Since 12:00.',
  ]);
});

test('a notification of the return says from when to when nothing came', () => {
  const told = { kind: 'back', alert: alertOf('offline', null, 600) } as const;
  expect(spokenTold(words('en'), told).body).toBe(
    'Values come again. None came from 12:00 to 12:30.',
  );
});

test('what quiet hours held back is told in one, the oldest first', () => {
  const alerts = RULE_NAMES.toReversed().map((rule) => alertOf(rule, 1, 1));
  const { title, body } = spokenTold(words('en'), { kind: 'held', alerts });
  expect(title).toBe('6 alerts during quiet hours');
  expect(body.split('\n')[0]).toBe('12:30 Meter offline');
  expect(spokenTold(words('de'), { kind: 'held', alerts: alerts.slice(0, 1) }).title).toBe(
    '1 Meldung während der Ruhezeit',
  );
});
