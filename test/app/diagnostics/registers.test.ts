import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  floatWords,
  hexAddress,
  hexWord,
  registerRows,
} from '../../../app/diagnostics/registers.ts';
import { EMPTY_MEASUREMENT } from '../../../app/measurement.ts';
import { float32 } from '../../../app/registers/decode.ts';
import { SDM_630 } from '../../../app/registers/sdm630.ts';
import { WAGO_879 } from '../../../app/registers/wago-879.ts';
import { hertz, wattHours, watts } from '../../../app/units.ts';

const rowsOf = (values: object) =>
  registerRows(WAGO_879, { ...EMPTY_MEASUREMENT, ...values }, null);

describe('the register table', () => {
  test('gives back the very words that came over the wire', () => {
    const wire = fc.float({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(wire, (kilowatts) => {
        const [row] = rowsOf({ power: watts(kilowatts * 1000) });
        const [high = 0, low = 0] = row?.words ?? [];
        expect(float32(high, low)).toBe(kilowatts);
        expect(row?.value).toBe(kilowatts);
      }),
    );
  });

  test('writes a float as two words, high word first', () => {
    expect(floatWords(0.869).map(hexWord)).toEqual(['3F5E', '76C9']);
    expect(floatWords(50).map(hexWord)).toEqual(['4248', '0000']);
  });

  test('has the ten quantities at the addresses of the manual, in the meter’s units', () => {
    const rows = rowsOf({ frequency: hertz(50) });
    const shown = rows.map(({ name, address, unit }) => `${hexAddress(address)} ${name} ${unit}`);
    expect(shown).toEqual([
      '0x5012 power kW',
      '0x5014 powerL1 kW',
      '0x5016 powerL2 kW',
      '0x5018 powerL3 kW',
      '0x5008 frequency Hz',
      '0x502A powerFactor ',
      '0x6000 energy kWh',
      '0x6006 energyL1 kWh',
      '0x6008 energyL2 kWh',
      '0x600A energyL3 kWh',
      '0x4000 serial ',
      '0x400F energyMode ',
      '0x4026 floatFormat ',
    ]);
    expect(rows.find(({ name }) => name === 'frequency')?.value).toBe(50);
  });

  test('has another meter’s by that one’s manual, the serial number by another function', () => {
    const values = { ...EMPTY_MEASUREMENT, power: watts(869), energy: wattHours(1500) };
    const rows = registerRows(SDM_630, values, null);
    expect(
      rows.map((row) => `${row.functionCode} ${hexAddress(row.address)} ${row.name} ${row.unit}`),
    ).toEqual([
      '4 0x0034 power W',
      '4 0x000C powerL1 W',
      '4 0x000E powerL2 W',
      '4 0x0010 powerL3 W',
      '4 0x0046 frequency Hz',
      '4 0x003E powerFactor ',
      '4 0x0048 energy kWh',
      '4 0x015A energyL1 kWh',
      '4 0x015C energyL2 kWh',
      '4 0x015E energyL3 kWh',
      '3 0xFC00 serial ',
    ]);
    expect(rows[0]).toMatchObject({ value: 869, words: floatWords(869) });
    expect(rows[6]).toMatchObject({ value: 1.5, words: floatWords(1.5) });
  });

  test('does not invent words for what was rejected or is not known', () => {
    for (const { words, value } of rowsOf({})) expect([words, value]).toEqual([null, null]);
  });

  test('has the words of the serial number and of the data format', () => {
    const identity = { serial: 0x0012_d687, energyMode: 'net', floatFormat: true } as const;
    const rows = registerRows(WAGO_879, EMPTY_MEASUREMENT, { framing: 'tcp', identity });
    expect(rows.slice(-3).map(({ words }) => words?.map(hexWord) ?? null)).toEqual([
      ['0012', 'D687'],
      null,
      ['0001'],
    ]);
  });
});
