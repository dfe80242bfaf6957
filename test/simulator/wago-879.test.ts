import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WAGO_879 } from '../../app/registers/wago-879.ts';
import { type EpochMs, epochMs, hours, minutes } from '../../app/units.ts';
import { floatWords } from '../../main/simulator/address-space.ts';
import type { HeatPump } from '../../main/simulator/heat-pump.ts';
import { OverriddenSpace } from '../../main/simulator/overridden-space.ts';
import { wago879Space } from '../../main/simulator/wago-879.ts';
import { AUTUMN, local, PUMPS, powerFactorOf, totalEnergy, totalPower } from './fixtures.ts';

const [PUMP] = PUMPS as [HeatPump];
const UNIT = 2;
const SPACE = wago879Space(PUMP, UNIT);

const instant = fc
  .integer({ min: local(2026, 8, 2), max: local(2027, 8, 1) })
  .map((at) => epochMs(at));

function words(address: number, count: number, at: EpochMs = AUTUMN): readonly number[] {
  const result = SPACE.read(address, count, at);
  if (!result.ok) throw new Error(`exception ${result.error} at ${address.toString(16)}`);
  return result.value;
}

/** float32 values from an address on, high word first. */
function floats(address: number, count: number, at: EpochMs = AUTUMN): readonly number[] {
  const read = words(address, 2 * count, at);
  const view = new DataView(new ArrayBuffer(4 * count));
  for (const [index, word] of read.entries()) view.setUint16(2 * index, word);
  return Array.from({ length: count }, (_, index) => view.getFloat32(4 * index));
}

const float = (address: number, at: EpochMs): number => floats(address, 1, at)[0] ?? Number.NaN;

/** Total, L1, L2, L3 at four addresses in a row. */
function group(address: number, at: EpochMs): readonly [number, number, number, number] {
  return floats(address, 4, at) as [number, number, number, number];
}

const exceptionOf = (address: number, count: number): number | null => {
  const result = SPACE.read(address, count, AUTUMN);
  return result.ok ? null : result.error;
};

/** Three phases that are each rounded down to the next 0.1 Wh. */
const COUNTER_STEPS_WH = 0.3;

describe('the registers of a WAGO 879-30xx', () => {
  test('hold float32 as the high word first', () => {
    expect(floatWords(50)).toEqual([0x4248, 0x0000]);
    expect(floatWords(-1.1)).toEqual([0xbf8c, 0xcccd]);
  });

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
        for (const { field, address, scale } of [...WAGO_879.fast, ...WAGO_879.slow]) {
          if (field === 'frequency') continue;
          const expected = truth[field] ?? Number.NaN;
          const value = float(address, at) * scale;
          const steps = field.startsWith('energy') ? COUNTER_STEPS_WH : 0;
          expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-6 * expected + steps);
        }
      }),
    );
  });

  test('add up: the total is L1 + L2 + L3 within what a float32 can tell', () => {
    fc.assert(
      fc.property(instant, (at) => {
        for (const address of [0x5012, 0x501a, 0x5022]) {
          const [total, l1, l2, l3] = group(address, at);
          expect(Math.abs(total - l1 - l2 - l3)).toBeLessThanOrEqual(3e-7 * total);
        }
        for (const address of [0x6000, 0x600c, 0x6018, 0x6024]) {
          const [total = 0, t1 = 0, t2 = 0, l1 = 0, l2 = 0, l3 = 0] = floats(address, 6, at);
          expect(Math.abs(total - l1 - l2 - l3)).toBeLessThanOrEqual(3e-7 * total);
          expect(t1 + t2).toBe(total);
        }
      }),
    );
  });

  test('belong together: S² = P² + Q², I = S / U, power factor = P / S on every phase', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const [active, reactive, apparent] = [0x5012, 0x501a, 0x5022].map((a) => group(a, at));
        const factors = group(0x502a, at);
        const voltages = group(0x5000, at);
        const currents = group(0x500a, at);
        for (const phase of [1, 2, 3] as const) {
          const [p, q, s] = [active?.[phase] ?? 0, reactive?.[phase] ?? 0, apparent?.[phase] ?? 0];
          expect(s * s).toBeCloseTo(p * p + q * q, 6);
          expect(currents[phase] * voltages[phase]).toBeCloseTo(1000 * s, 3);
          expect(factors[phase] * s).toBeCloseTo(p, 6);
          expect(factors[phase]).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('show a grid within its limits, with phases 120° apart', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const frequency = float(0x5008, at);
        expect(frequency).toBeGreaterThanOrEqual(49.95);
        expect(frequency).toBeLessThanOrEqual(50.05);
        const [, u1, u2, u3] = group(0x5000, at);
        for (const voltage of [u1, u2, u3]) {
          expect(voltage).toBeGreaterThan(223);
          expect(voltage).toBeLessThan(237);
        }
        const [u12 = 0, u13 = 0, u23 = 0] = floats(0x5032, 3, at);
        expect(u12 / ((u1 + u2) / 2)).toBeCloseTo(Math.sqrt(3), 3);
        expect(u13 / ((u1 + u3) / 2)).toBeCloseTo(Math.sqrt(3), 3);
        expect(u23 / ((u2 + u3) / 2)).toBeCloseTo(Math.sqrt(3), 3);
      }),
    );
  });

  test('let the frequency move from poll to poll, but never by more than 0.01 Hz a second', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const step = float(0x5008, epochMs(at + 1000)) - float(0x5008, at);
        expect(Math.abs(step)).toBeLessThan(0.01);
      }),
    );
    const hour = Array.from({ length: 60 }, (_, minute) =>
      float(0x5008, epochMs(AUTUMN + minutes(minute))),
    );
    expect(Math.max(...hour) - Math.min(...hour)).toBeGreaterThan(0.01);
    const steps = Array.from({ length: 300 }, (_, poll) => {
      const at = AUTUMN + 2000 * poll;
      return Math.abs(float(0x5008, epochMs(at + 2000)) - float(0x5008, epochMs(at)));
    });
    expect(steps.reduce((a, b) => a + b, 0) / steps.length).toBeGreaterThan(0.0008);
  });

  test('hold 0 for the means, which direct-connected models do not form', () => {
    expect(float(0x5000, AUTUMN)).toBe(0);
    expect(float(0x500a, AUTUMN)).toBe(0);
  });

  test('say of the meter that it counts import in float32, at 9600 baud, with its unit id', () => {
    const [high = 0, low = 0] = words(0x4000, 2);
    expect(high * 0x10000 + low).toBeGreaterThan(10_000_000);
    expect([words(0x4003, 1), words(0x4004, 1)]).toEqual([[UNIT], [6]]);
    expect(words(0x400f, 1)).toEqual([1]);
    expect(words(0x401f, 2)).toEqual([0, 0]);
    expect(words(0x4026, 1)).toEqual([1]);
  });

  test('give the same words whether read at once or one by one', () => {
    for (const [address, count] of [
      [0x4000, 0x40],
      [0x5000, 56],
      [0x6000, 120],
    ] as const) {
      const single = Array.from({ length: count }, (_, index) => words(address + index, 1)[0]);
      expect(single).toEqual(words(address, count));
    }
  });

  test('hold NaN where this model has no value, and 0 in undefined set-up registers', () => {
    expect(floats(0x5038, 4)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(words(0x5038, 3)).toEqual([0x7fc0, 0, 0x7fc0]);
    // From 6049 on the manual's floats begin at odd addresses.
    expect(floats(0x6049, 4)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(words(0x6048, 1)).toEqual([1]);
    expect(words(0x4030, 2)).toEqual([0, 0]);
  });

  test('end where the blocks end: beyond is exception 2', () => {
    const outside = [0, 0x3fff, 0x4080, 0x4fff, 0x5080, 0x5fff, 0x6091, 0xffff];
    expect(outside.map((address) => exceptionOf(address, 1))).toEqual(outside.map(() => 2));
    const astride = [0x3fff, 0x407f, 0x4fff, 0x507f, 0x6090];
    expect(astride.map((address) => exceptionOf(address, 2))).toEqual(astride.map(() => 2));
    const inside = [0x4000, 0x407e, 0x5000, 0x507e, 0x6000, 0x608f];
    expect(inside.map((address) => exceptionOf(address, 2))).toEqual(inside.map(() => null));
  });

  test('rise with time', () => {
    const kwh = (span: number): number => float(0x6000, epochMs(AUTUMN + span));
    expect(kwh(hours(24)) - kwh(0)).toBeGreaterThan(3);
  });
});

describe('overridden registers', () => {
  test('hold what they were given, as float or as words, until they are reset', () => {
    const space = new OverriddenSpace(SPACE);
    const read = (address: number, count: number): unknown => {
      const result = space.read(address, count, AUTUMN);
      return result.ok ? result.value : result.error;
    };
    const [before, after] = [words(0x5010, 1), words(0x5014, 1)];
    space.set(0x5012, 50);
    space.set(0x4026, [0]);
    expect(read(0x5010, 5)).toEqual([...before, words(0x5011, 1)[0], 0x4248, 0, ...after]);
    expect(read(0x4026, 1)).toEqual([0]);
    space.reset();
    expect(read(0x5012, 2)).toEqual(words(0x5012, 2));
    expect(read(0x4026, 1)).toEqual([1]);
  });

  test('do not come into being where the meter has none', () => {
    const space = new OverriddenSpace(SPACE);
    space.set(0x7000, 1);
    expect(space.read(0x7000, 2, AUTUMN)).toEqual({ ok: false, error: 2 });
  });
});
