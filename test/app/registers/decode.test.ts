import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../../app/measurement.ts';
import {
  type BlockReply,
  float32,
  measurementFrom,
  uint32,
} from '../../../app/registers/decode.ts';
import { planReads } from '../../../app/registers/plan.ts';
import { WAGO_879 } from '../../../app/registers/wago-879.ts';

const REGISTERS = [...WAGO_879.fast, ...WAGO_879.slow];

/** The encoder that a meter has: float32, high word first. */
function wordsOf(value: number): readonly [number, number] {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatBE(value);
  return [bytes.readUInt16BE(0), bytes.readUInt16BE(2)];
}

/** Replies of a meter whose registers hold `values` at their addresses. */
function repliesOf(values: ReadonlyMap<number, number>, maxWords: number): readonly BlockReply[] {
  return planReads(REGISTERS, maxWords).map((block) => {
    const words = new Array<number>(block.words).fill(0x7fc0);
    for (const [address, value] of values) {
      const at = address - block.address;
      if (at >= 0 && at + 1 < block.words) words.splice(at, 2, ...wordsOf(value));
    }
    return { block, words };
  });
}

describe('float32', () => {
  test('is the inverse of the encoder for every number that a meter can send', () => {
    fc.assert(
      fc.property(fc.float(), (value) => {
        expect(float32(...wordsOf(value))).toBe(value);
      }),
    );
  });

  test('reads the words of the manual: high word first', () => {
    expect(float32(0x4248, 0x0000)).toBe(50);
    expect(float32(0x0000, 0x4248)).not.toBe(50);
  });

  test('answers every pair of words, be it NaN, an infinity or a denormal', () => {
    expect(float32(0x7fc0, 0)).toBeNaN();
    expect(float32(0xff80, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(float32(0, 1)).toBeGreaterThan(0);
  });
});

test('uint32 puts the high word first and never goes below zero', () => {
  expect(uint32(0xffff, 0xffff)).toBe(4_294_967_295);
  expect(uint32(0x01d7, 0x2d86)).toBe(0x01d7_2d86);
});

describe('measurementFrom', () => {
  test('finds every register in the blocks of every block size, in W, Wh and Hz', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true }), { minLength: 10, maxLength: 10 }),
        fc.constantFrom(120, 20, 8, 2),
        (numbers, maxWords) => {
          const values = new Map(
            REGISTERS.map(({ address }, index) => [address, numbers[index] ?? 0]),
          );
          const measured = measurementFrom(repliesOf(values, maxWords));
          for (const { field, address, scale } of REGISTERS) {
            expect(measured[field]).toBe((values.get(address) ?? Number.NaN) * scale);
          }
        },
      ),
    );
  });

  test('leaves null what was not asked for', () => {
    const measured = measurementFrom([]);
    for (const field of FIELDS) expect(measured[field]).toBeNull();
  });

  test('says NaN where a reply does not reach its register', () => {
    const [block] = planReads(WAGO_879.fast, 120);
    if (block === undefined) throw new Error('no block');
    expect(measurementFrom([{ block, words: [0, 0] }]).power).toBeNaN();
  });
});
