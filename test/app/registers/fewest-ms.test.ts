import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bus, readMs, SEED_BUS, wireMs } from '../../../app/registers/bus.ts';
import { planSpans } from '../../../app/registers/plan.ts';

interface Span {
  readonly address: number;
  readonly words: number;
}

/** Every way to part `items` into groups; 203 for six of them. */
function* partitions<T>(items: readonly T[]): Iterable<readonly (readonly T[])[]> {
  const [first, ...others] = items;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const groups of partitions(others)) {
    yield [[first], ...groups];
    for (const [index, group] of groups.entries()) yield groups.with(index, [first, ...group]);
  }
}

/** Words of one read for a group: never two, which is what everybody else on the bus asks for. */
function wordsFor(group: readonly Span[], maxWords: number): number {
  const from = Math.min(...group.map(({ address }) => address));
  const needed = Math.max(...group.map(({ address, words }) => address + words)) - from;
  return needed === 2 && maxWords >= 4 ? 4 : needed;
}

function fewestMs(spans: readonly Span[], maxWords: number, bus: Bus): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (const groups of partitions(spans)) {
    const reads = groups.map((group) => wordsFor(group, maxWords));
    if (reads.some((words) => words > maxWords)) continue;
    fewest = Math.min(
      fewest,
      reads.reduce((sum, words) => sum + readMs(bus, words), 0),
    );
  }
  return fewest;
}

const bus = fc.record({
  baud: fc.constantFrom(1200, 9600, 19_200, 115_200),
  bitsPerCharacter: fc.constantFrom(10, 11),
  thinkingMs: fc.integer({ min: 0, max: 40 }),
});
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 })
  .map((places) => places.map((place) => ({ address: 2 * place, words: 2 })));

describe('a plan of reads', () => {
  test('keeps the bus for the fewest milliseconds of all ways to part the registers', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 2, max: 120 }), bus, (wanted, maxWords, line) => {
        const reads = planSpans(wanted, maxWords, line);
        const cost = reads.reduce((sum, { words }) => sum + readMs(line, words), 0);
        expect(cost).toBeCloseTo(fewestMs(wanted, maxWords, line), 6);
      }),
      { numRuns: 200 },
    );
  });

  test('reads a gap along where that is cheaper than a second request, and only there', () => {
    // A second request costs 20 characters and 15 ms of thinking, as long as 17 words.
    const apart = (gap: number): number =>
      planSpans(
        [
          { address: 0, words: 4 },
          { address: 4 + gap, words: 4 },
        ],
        120,
      ).length;
    expect(apart(16)).toBe(1);
    expect(apart(18)).toBe(2);
  });
});

describe('the time that one read takes on the bus', () => {
  test('is 10 bits a character at 9600 baud, with silences and thinking', () => {
    expect(wireMs(SEED_BUS, 96)).toBe(100);
    // 8 bytes there, 5 + 2 × 2 back, 3.5 characters of silence each way, 15 ms.
    expect(readMs(SEED_BUS, 2)).toBeCloseTo(((8 + 9 + 7) * 10_000) / 9600 + 15, 9);
  });

  test('makes ten single reads about 400 ms, and two blocks about 170 ms', () => {
    expect(10 * readMs(SEED_BUS, 2)).toBeCloseTo(400, -1);
    expect(readMs(SEED_BUS, 36) + readMs(SEED_BUS, 12)).toBeCloseTo(170, -1);
  });

  test('is longer with a parity bit, and shorter at a higher rate', () => {
    expect(readMs({ ...SEED_BUS, bitsPerCharacter: 11 }, 20)).toBeGreaterThan(readMs(SEED_BUS, 20));
    expect(readMs({ ...SEED_BUS, baud: 19_200 }, 20)).toBeLessThan(readMs(SEED_BUS, 20));
  });
});
