import type { live as english } from '../en/live.ts';

export const live: typeof english = {
  power: 'Leistung',
  frequency: 'Netzfrequenz',
  powerFactor: 'Leistungsfaktor',
  energyToday: 'Energie heute',
  levels: {
    power: { good: 'Normal', moderate: 'Erhöht', alert: 'Hoch' },
    frequency: { good: 'Stabil', moderate: 'Abweichend', alert: 'Stark abweichend' },
    powerFactor: { good: 'Gut', moderate: 'Mäßig', alert: 'Niedrig' },
  },
  bands: {
    power: { good: 'bis 1 kW', moderate: '1 bis 2 kW', alert: 'über 2 kW' },
    frequency: { good: '±0,2 Hz', moderate: '±0,5 Hz', alert: 'mehr als ±0,5 Hz' },
    powerFactor: { good: 'über 0,85', moderate: '0,7 bis 0,85', alert: 'unter 0,7' },
    idle: 'im Leerlauf',
  },
  heatNow: '{{heat}} Wärme · COP {{cop}}',
  sinceMidnight: 'seit Mitternacht',
  sinceMidnightEstimated: 'seit Mitternacht, teils geschätzt',
  since: 'seit {{time}}',
  rejected: 'Nicht plausibel',
  notYet: 'Noch kein Wert',
  last: '{{value}}',
  counterAt: 'Zähler {{value}}',
  lastHour: 'Leistung, letzte Stunde',
  total: 'Gesamt',
  chartSummary:
    'Leistung in der letzten Stunde. Niedrigster Wert {{lowest}}, höchster {{highest}}, neuester {{newest}}.',
  chartEmpty: 'Keine Werte in der letzten Stunde.',
  collecting: 'Die letzte Stunde erscheint hier, sobald Werte eintreffen.',
  phaseBalance: 'Phasenverteilung',
  idleBalance: 'Im Leerlauf trägt eine einzelne Phase die Last. Das ist in Ordnung.',
  totalOnly:
    'Der Zähler liefert keine Phasen, die zur Gesamtleistung passen. Die Diagnose sagt, warum.',
  spread: 'Gleich verteilt bis auf {{percent}}',
  counters: 'Energiezähler',
  counting: {
    import: 'Zählt den Bezug',
    export: 'Zählt die Einspeisung',
    sum: 'Zählt Bezug und Einspeisung zusammen',
    net: 'Zählt Bezug minus Einspeisung',
    unknown: 'Was er zählt, ist nicht bekannt',
  },
  today: 'Heute',
  energySinceMidnight: 'Energie seit Mitternacht',
  asOf: 'Stand {{time}}',
};
