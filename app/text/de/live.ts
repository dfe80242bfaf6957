import type { live as english } from '../en/live.ts';

export const live: typeof english = {
  power: 'Leistung',
  frequency: 'Netzfrequenz',
  powerFactor: 'Leistungsfaktor',
  energyToday: 'Energie heute',
  levels: {
    power: { good: 'Normale Last', moderate: 'Erhöhte Last', alert: 'Hohe Last' },
    frequency: {
      good: 'Innerhalb ±0,2 Hz',
      moderate: 'Innerhalb ±0,5 Hz',
      alert: 'Außerhalb ±0,5 Hz',
    },
    powerFactor: { good: 'Gut', moderate: 'Mäßig', alert: 'Niedrig' },
    lowAtIdle: 'Niedrig, im Leerlauf üblich',
  },
  sinceMidnight: 'seit Mitternacht',
  since: 'seit {{time}}',
  rejected: 'Nicht plausibel, ausgelassen',
  notYet: 'Noch kein Wert',
  last: 'Zuletzt {{value}},',
  counterAt: 'Zähler {{value}}',
  lastHour: 'Leistung, letzte Stunde',
  total: 'Gesamt',
  chartSummary:
    'Leistung in der letzten Stunde. Niedrigster Wert {{lowest}}, höchster {{highest}}, neuester {{newest}}.',
  chartEmpty: 'Keine Werte in der letzten Stunde.',
  collecting: 'Die letzte Stunde erscheint hier, sobald Werte eintreffen.',
  phaseBalance: 'Phasenverteilung',
  phase: 'Phase {{name}}',
  share: '{{percent}} der Gesamtleistung',
  idleBalance: 'Im Leerlauf trägt eine einzelne Phase die Last. Das ist in Ordnung.',
  spread: 'Höchstens {{percent}} neben gleicher Verteilung',
  counters: 'Energiezähler',
  counting: {
    import: 'Zählt den Bezug',
    export: 'Zählt die Einspeisung',
    sum: 'Zählt Bezug und Einspeisung zusammen',
    net: 'Zählt Bezug minus Einspeisung',
    unknown: 'Was er zählt, ist nicht bekannt',
  },
  asOf: 'Stand {{time}}',
};
