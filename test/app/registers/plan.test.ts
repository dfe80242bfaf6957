import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMs, SEED_BUS } from '../../../app/registers/bus.ts';
import type { FloatRegister } from '../../../app/registers/model.ts';
import {
  BLOCK_LADDER,
  lengthened,
  planMs,
  planReads,
  planSpans,
} from '../../../app/registers/plan.ts';
import { WAGO_879 } from '../../../app/registers/wago-879.ts';

const ALL = [...WAGO_879.fast, ...WAGO_879.slow];
const shown = (registers: readonly FloatRegister[], maxWords: number): readonly string[] =>
  planReads(registers, maxWords).map(
    ({ address, words }) => `${address.toString(16).toUpperCase()}/${words}`,
  );

const registersArb = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 })
  .map((places) =>
    places.map((place): FloatRegister => ({ field: 'power', address: 2 * place, scale: 1 })),
  );
const maxWordsArb = fc.constantFrom(...BLOCK_LADDER);

describe('the reads of a WAGO 879', () => {
  test('are two blocks on a gateway that can do large ones', () => {
    expect(shown(ALL, 120)).toEqual(['5008/36', '6000/12']);
    expect(shown(WAGO_879.fast, 120)).toEqual(['5008/36']);
  });

  test('keep the bus for less than half the time of ten single reads', () => {
    const singles = ALL.length * readMs(SEED_BUS, 2);
    expect(planMs(planReads(ALL, 120))).toBeLessThan(singles / 2);
  });

  test('have no two words, as everybody else reads them, but on the last rung', () => {
    expect(shown(ALL, 20)).toEqual(['5008/18', '502A/4', '6000/12']);
    expect(shown(ALL, 8)).toEqual(['5008/4', '5012/8', '502A/4', '6000/6', '6006/8']);
    expect(new Set(planReads(ALL, 2).map(({ words }) => words))).toEqual(new Set([2]));
  });
});

describe('every plan', () => {
  test('reads every register whole, exactly once, in blocks no larger than allowed', () => {
    fc.assert(
      fc.property(registersArb, maxWordsArb, (registers, maxWords) => {
        const blocks = planReads(registers, maxWords);
        const read = blocks.flatMap((block) => block.registers);
        expect(new Set(read)).toEqual(new Set(registers));
        expect(read).toHaveLength(registers.length);
        for (const block of blocks) {
          expect(block.words).toBeLessThanOrEqual(maxWords);
          for (const { address } of block.registers) {
            expect(address).toBeGreaterThanOrEqual(block.address);
            expect(address + 2).toBeLessThanOrEqual(block.address + block.words);
          }
        }
      }),
    );
  });

  test('asks neither for two words nor twice in a row for as many, where there is room', () => {
    fc.assert(
      fc.property(registersArb, maxWordsArb, (registers, maxWords) => {
        const lengths = planReads(registers, maxWords).map(({ words }) => words);
        if (maxWords > 2) expect(lengths).not.toContain(2);
        for (const [index, words] of lengths.entries()) {
          if (words < maxWords) expect(lengths[index - 1]).not.toBe(words);
        }
      }),
    );
  });

  test('costs the bus no more than one read for each register', () => {
    fc.assert(
      fc.property(registersArb, maxWordsArb, (registers, maxWords) => {
        const spans = registers.map(({ address }) => ({ address, words: 4 }));
        const cost = planSpans(spans, Math.max(maxWords, 4)).reduce(
          (sum, { words }) => sum + readMs(SEED_BUS, words),
          0,
        );
        expect(cost).toBeLessThanOrEqual(registers.length * readMs(SEED_BUS, 4) + 1e-6);
      }),
    );
  });

  test('of nothing is empty', () => {
    expect(planReads([], 120)).toEqual([]);
  });
});

describe('a plan that is lengthened', () => {
  test('asks for as many registers from the same places, and no block is as long as it was', () => {
    fc.assert(
      fc.property(registersArb, maxWordsArb, (registers, maxWords) => {
        const plan = planReads(registers, maxWords);
        const longer = lengthened(plan, maxWords);
        expect(longer.map(({ address }) => address)).toEqual(plan.map(({ address }) => address));
        expect(longer.every(({ words }) => words <= maxWords)).toBe(true);
        if (longer === plan) return;
        for (const [index, { words }] of longer.entries())
          expect(words).not.toBe(plan[index]?.words);
      }),
    );
  });

  test('stays as it is when one block has no room', () => {
    const plan = planReads(ALL, 8);
    expect(lengthened(plan, 8)).toBe(plan);
    expect(lengthened(planReads(ALL, 120), 120).map(({ words }) => words)).toEqual([38, 14]);
  });
});
