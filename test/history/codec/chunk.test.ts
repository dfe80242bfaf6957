import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DamagedChunk } from '../../../main/history/codec/bytes.ts';
import { Chunk, packChunk } from '../../../main/history/codec/chunk.ts';
import { packFloats, unpackFloats } from '../../../main/history/codec/floats.ts';
import { packInts, unpackInts } from '../../../main/history/codec/ints.ts';

const whole = fc.integer({ min: -(2 ** 49), max: 2 ** 49 });
const float = fc.oneof(
  fc.float({ noNaN: true }),
  fc.integer({ min: -5000, max: 50_000 }).map((n) => Math.fround(n / 1000)),
  fc.constantFrom(0, -0, Number.NaN, 1.17549435e-38, 3.4028234663852886e38),
);

const bitsOf = (values: Float32Array): number[] =>
  Array.from(values, (v) =>
    Number.isNaN(v) ? -1 : (new Uint32Array(Float32Array.of(v).buffer)[0] ?? 0),
  );

describe('a packed column', () => {
  it('gives back every whole number', () => {
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 60 }), (values) => {
        expect([...unpackInts(packInts(values), values.length)].map((v) => v + 0)).toEqual(
          values.map((v) => v + 0),
        );
      }),
    );
  });

  it('gives back every bit of every float32, and null for null', () => {
    fc.assert(
      fc.property(fc.array(float, { maxLength: 60 }), (list) => {
        const values = Float32Array.from(list);
        expect(bitsOf(unpackFloats(packFloats(values), values.length))).toEqual(bitsOf(values));
      }),
    );
  });

  it('takes few bytes for readings in decimal steps', () => {
    const values = Float32Array.from({ length: 2880 }, (_, i) => (46 + (i % 3)) / 1000);
    expect(packFloats(values).length).toBeLessThan(100);
  });
});

describe('a chunk', () => {
  const bytes = packChunk(3, [
    { kind: 'ints', values: [1, 2, 3] },
    { kind: 'floats', values: Float32Array.of(0.046, Number.NaN, 1.3) },
  ]);

  it('unpacks each column by itself', () => {
    const chunk = new Chunk(bytes);
    expect([...chunk.ints(0)]).toEqual([1, 2, 3]);
    expect([...chunk.floats(1)]).toEqual([Math.fround(0.046), Number.NaN, Math.fround(1.3)]);
  });

  it('refuses any changed, missing or added byte', () => {
    for (let i = 0; i < bytes.length; i++) {
      const flipped = Uint8Array.from(bytes);
      flipped[i] = (flipped[i] ?? 0) ^ 0x10;
      expect(() => new Chunk(flipped)).toThrow(DamagedChunk);
      expect(() => new Chunk(bytes.slice(0, i))).toThrow(DamagedChunk);
    }
    expect(() => new Chunk(Uint8Array.of(...bytes, 0))).toThrow(DamagedChunk);
  });
});
