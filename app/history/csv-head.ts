import { FIELDS, type Field, GRID_FIELDS, POWER_FIELDS } from '../measurement.ts';

/**
 * Heads of exported tables. Part of the file format, so not among the texts that may be reworded:
 * a file that was written once can be read for ever.
 */
const HEADS = {
  en: {
    local: 'Local time',
    utc: 'UTC',
    min: 'min',
    max: 'max',
    power: 'Power (W)',
    powerL1: 'Power L1 (W)',
    powerL2: 'Power L2 (W)',
    powerL3: 'Power L3 (W)',
    frequency: 'Frequency (Hz)',
    powerFactor: 'Power factor',
    energy: 'Counter (kWh)',
    energyL1: 'Counter L1 (kWh)',
    energyL2: 'Counter L2 (kWh)',
    energyL3: 'Counter L3 (kWh)',
  },
  de: {
    local: 'Ortszeit',
    utc: 'UTC',
    min: 'min',
    max: 'max',
    power: 'Leistung (W)',
    powerL1: 'Leistung L1 (W)',
    powerL2: 'Leistung L2 (W)',
    powerL3: 'Leistung L3 (W)',
    frequency: 'Frequenz (Hz)',
    powerFactor: 'Leistungsfaktor',
    energy: 'Zähler (kWh)',
    energyL1: 'Zähler L1 (kWh)',
    energyL2: 'Zähler L2 (kWh)',
    energyL3: 'Zähler L3 (kWh)',
  },
} as const;

const ROLLED: readonly Field[] = [...POWER_FIELDS, ...GRID_FIELDS];

/** Names of the columns. @param stepped rows stand for a time and have minimum and maximum too. */
export function csvHead(language: keyof typeof HEADS, stepped: boolean): readonly string[] {
  const head = HEADS[language];
  const fields = FIELDS.flatMap((field) => {
    const name = head[field];
    const extremes = stepped && ROLLED.includes(field);
    return extremes ? [name, `${name} ${head.min}`, `${name} ${head.max}`] : [name];
  });
  return [head.local, head.utc, ...fields];
}
