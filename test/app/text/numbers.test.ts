import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  joined,
  spokenCop,
  spokenCost,
  spokenEnergy,
  spokenFrequency,
  spokenPower,
  spokenPowerFactor,
} from '../../../app/text/numbers.ts';
import type { Language } from '../../../app/text/texts.ts';
import { cost, hertz, powerFactor, wattHours, watts } from '../../../app/units.ts';

const said = (language: Language, power: number): string =>
  joined(spokenPower(language, watts(power))).replace('\u00a0', ' ');

describe('power', () => {
  test.each([
    [0, '0 W', '0 W'],
    [6, '6 W', '6 W'],
    [46, '46 W', '46 W'],
    [46.4, '46 W', '46 W'],
    [869, '869 W', '869 W'],
    [999, '999 W', '999 W'],
    [999.49, '999 W', '999 W'],
    [999.5, '1.00 kW', '1,00 kW'],
    [1000, '1.00 kW', '1,00 kW'],
    [1240, '1.24 kW', '1,24 kW'],
    [1999, '2.00 kW', '2,00 kW'],
    [24_000, '24.00 kW', '24,00 kW'],
    [99_949, '99.95 kW', '99,95 kW'],
    [99_951, '100.0 kW', '100,0 kW'],
    [-46, '-46 W', '-46 W'],
    [-999.5, '-1.00 kW', '-1,00 kW'],
  ])('of %d W is said as %s, in German as %s', (power, english, german) => {
    expect(said('en', power)).toBe(english);
    expect(said('de', power)).toBe(german);
  });

  test.each([-0, -0.4, -1e-9])('that rounds to nothing has no sign: %d', (power) => {
    expect(said('en', power)).toBe('0 W');
    expect(said('de', power)).toBe('0 W');
  });

  test('never reads 1,000 W, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (power) => {
        const { digits, unit } = spokenPower('en', watts(power));
        const shown = Number(digits.replaceAll(',', ''));
        expect(unit === 'W' ? Math.abs(shown) < 1000 : Math.abs(shown) >= 1).toBe(true);
        const step = unit === 'W' ? 1 : Math.abs(power) < 99_950 ? 10 : 100;
        const value = unit === 'W' ? shown : shown * 1000;
        expect(Math.abs(value - power)).toBeLessThanOrEqual(step / 2 + 1e-6);
      }),
    );
  });

  test('is parted from its unit by a space that does not wrap', () => {
    expect(joined({ digits: '46', unit: 'W' })).toBe('46\u00a0W');
    expect(joined({ digits: '0.934', unit: '' })).toBe('0.934');
  });
});

describe('energy', () => {
  test.each([
    [0, '0.00', '0,00'],
    [4210, '4.21', '4,21'],
    [99_940, '99.94', '99,94'],
    [99_950, '100.0', '100,0'],
    [513_100, '513.1', '513,1'],
    [1_234_500, '1,234.5', '1.234,5'],
    [-30, '-0.03', '-0,03'],
    [-1, '0.00', '0,00'],
  ])('of %d Wh is %s kWh, in German %s kWh', (energy, english, german) => {
    expect(spokenEnergy('en', wattHours(energy))).toEqual({ digits: english, unit: 'kWh' });
    expect(spokenEnergy('de', wattHours(energy))).toEqual({ digits: german, unit: 'kWh' });
  });
});

describe('the grid', () => {
  test('has a frequency with two decimals', () => {
    expect(joined(spokenFrequency('en', hertz(49.994)))).toBe('49.99\u00a0Hz');
    expect(joined(spokenFrequency('de', hertz(50)))).toBe('50,00\u00a0Hz');
  });

  test('has a power factor with three decimals and no unit', () => {
    expect(spokenPowerFactor('en', powerFactor(0.9339))).toEqual({ digits: '0.934', unit: '' });
    expect(spokenPowerFactor('de', powerFactor(-0.55))).toEqual({ digits: '-0,550', unit: '' });
  });
});

describe('money and quotients', () => {
  const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

  test.each([
    ['en', 1.264, 'EUR', '€1.26'],
    ['de', 1.264, 'EUR', '1,26 €'],
    ['de', 1234.5, 'CHF', '1.234,50 CHF'],
    ['en', -0.001, 'USD', '$0.00'],
  ] as const)('are said in %s: %d %s is %s', (language, amount, currency, said) => {
    expect(plain(spokenCost(language, cost(amount), currency))).toBe(said);
  });

  test('of heat and electricity have one decimal', () => {
    expect(spokenCop('de', 4.06)).toBe('4,1');
  });
});
