import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float32 } from '../../app/registers/decode.ts';
import { SDM_630 } from '../../app/registers/sdm630.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import type { HeatPump } from '../../main/simulator/heat-pump.ts';
import { answer } from '../../main/simulator/pdu.ts';
import { sdm630Space } from '../../main/simulator/sdm630.ts';
import { AUTUMN, local, PUMPS, powerFactorOf, totalEnergy, totalPower } from './fixtures.ts';
import { hex, readPdu } from './frames.ts';

const [PUMP] = PUMPS as [HeatPump];
const UNIT = 7;
const SPACE = sdm630Space(PUMP, UNIT);

const instant = fc
  .integer({ min: local(2026, 8, 2), max: local(2027, 8, 1) })
  .map((at) => epochMs(at));

function float(address: number, at: EpochMs = AUTUMN): number {
  const read = SPACE.read(address, 2, at);
  if (!read.ok) throw new Error(`exception ${read.error} at ${address.toString(16)}`);
  const [high = 0, low = 0] = read.value;
  return float32(high, low);
}

const ask = (address: number, words: number, functionCode: number): string =>
  hex(answer(SPACE, readPdu(address, words, functionCode), AUTUMN));

/** Three phases that are each rounded down to the next 0.1 Wh. */
const COUNTER_STEPS_WH = 0.3;

describe('the registers of an SDM630', () => {
  test('hold what the heat pump draws, at the addresses that the app reads', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const seen = PUMP.instant(at);
        const [l1, l2, l3] = seen.power;
        const [e1, e2, e3] = seen.energy;
        const truth: Readonly<Record<string, number>> = {
          power: totalPower(seen),
          powerL1: l1,
          powerL2: l2,
          powerL3: l3,
          energy: totalEnergy(seen),
          energyL1: e1,
          energyL2: e2,
          energyL3: e3,
          powerFactor: powerFactorOf(seen),
        };
        for (const { field, address, scale } of [...SDM_630.fast, ...SDM_630.slow]) {
          if (field === 'frequency') continue;
          const expected = truth[field] ?? Number.NaN;
          const steps = field.startsWith('energy') ? COUNTER_STEPS_WH : 0;
          const error = Math.abs(float(address, at) * scale - expected);
          expect(error).toBeLessThanOrEqual(1e-6 * expected + steps);
        }
      }),
    );
  });

  test('hold a grid whose values belong together', () => {
    expect(float(0x0046)).toBeCloseTo(50, 0);
    for (const address of [0x0000, 0x0002, 0x0004, 0x002a]) {
      expect(Math.abs(float(address) - 230)).toBeLessThan(15);
    }
    for (const address of [0x00c8, 0x00ca, 0x00cc, 0x00ce]) {
      expect(Math.abs(float(address) - 400)).toBeLessThan(25);
    }
    const va = float(0x0012) + float(0x0014) + float(0x0016);
    expect(float(0x0038)).toBeCloseTo(va, 2);
    expect(float(0x0000) * float(0x0006)).toBeCloseTo(float(0x0012), 2);
  });

  test('add nothing to import where nothing is exported', () => {
    expect([float(0x004a), float(0x0160)]).toEqual([0, 0]);
    expect(float(0x0156)).toBe(float(0x0048));
  });

  test('answer 2 to 80 words, and only whole values', () => {
    expect(ask(0x0000, 80, 4)).toMatch(/^04 a0 /);
    expect(ask(0x0000, 82, 4)).toBe('84 03');
    expect(ask(0x0000, 3, 4)).toBe('84 03');
  });

  test('are refused where there are none', () => {
    expect(ask(0x5008, 4, 4)).toBe('84 02');
    expect(ask(0x5008, 4, 3)).toBe('83 02');
    expect(ask(0x015a, 80, 4)).toBe('84 02');
  });

  test('tell by function code 3 how it is set up, and its serial number alone', () => {
    expect(ask(0x0014, 2, 3)).toBe('03 04 40 e0 00 00');
    expect(ask(0xfc00, 2, 3)).toMatch(/^03 04 /);
    expect(ask(0xfc00, 4, 3)).toBe('83 02');
    expect(ask(0xfc00, 2, 4)).toBe('84 02');
  });

  test.each([5, 6, 15, 16])('are written by nobody: function code %i', (functionCode) => {
    expect(ask(0x0002, 2, functionCode)).toMatch(/ 01$/);
  });
});
