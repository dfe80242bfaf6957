import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCK_LADDER } from '../../app/registers/plan.ts';
import {
  type Ladder,
  maxWordsOf,
  nextLadder,
  rungOf,
  type SizeOutcome,
  startLadder,
} from '../../main/meter/ladder.ts';

const follow = (ladder: Ladder, outcomes: readonly SizeOutcome[]): Ladder =>
  outcomes.reduce(nextLadder, ladder);

/** Polls a gateway that answers reads of up to `limit` words. */
function poll(
  ladder: Ladder,
  polls: number,
  limit: number,
  otherwise: 'failed' | 'refused',
): Ladder {
  let current = ladder;
  for (let index = 0; index < polls; index++) {
    current = nextLadder(current, maxWordsOf(current) <= limit ? 'answered' : otherwise);
  }
  return current;
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const outcomeArb = fc.constantFrom<SizeOutcome>('answered', 'failed', 'refused');
const limitArb = fc.integer({ min: 2, max: 125 });
const largestWithin = (limit: number): number =>
  Math.max(...BLOCK_LADDER.filter((words) => words <= limit));
/** Polls that suffice to try and compare every size. */
const ENOUGH = 40;

describe('a gateway that chokes on large reads', () => {
  test('ends on the largest size that it answers, whether it is silent or refuses', () => {
    fc.assert(
      fc.property(limitArb, fc.constantFrom('failed', 'refused'), (limit, otherwise) => {
        const ladder = poll(startLadder(null), ENOUGH, limit, otherwise);
        expect(ladder.kind).toBe('steady');
        expect(maxWordsOf(ladder)).toBe(largestWithin(limit));
      }),
    );
  });

  test('is asked for less only after three failures in a row', () => {
    const twice = follow(startLadder(null), ['failed', 'failed']);
    expect(rungOf(twice)).toBe(0);
    expect(rungOf(nextLadder(twice, 'answered'))).toBe(0);
    expect(rungOf(nextLadder(twice, 'failed'))).toBe(1);
  });

  test('is asked for less at once when it refuses, and stays there when it refuses again', () => {
    const probing = nextLadder(startLadder(null), 'refused');
    expect(rungOf(probing)).toBe(1);
    const ladder = follow(probing, ['answered', 'refused']);
    expect(ladder).toEqual({ kind: 'steady', rung: 1, failures: 0 });
  });

  test('is given up at a size only when the next smaller one works all the time', () => {
    const comparing = follow(startLadder(null), ['failed', 'failed', 'failed', 'answered']);
    expect(rungOf(comparing)).toBe(0);
    const twiceLost = follow(comparing, ['failed', 'answered', 'failed', 'answered']);
    expect(rungOf(twiceLost)).toBe(0);
    expect(nextLadder(twiceLost, 'failed')).toEqual({ kind: 'steady', rung: 1, failures: 0 });
    expect(nextLadder(twiceLost, 'answered')).toEqual({ kind: 'steady', rung: 0, failures: 0 });
  });
});

describe('a fault that is not about the size', () => {
  test('tries every size once and then returns to the one before', () => {
    const down = follow(startLadder(null), ['failed', 'failed', 'failed']);
    const rungs: number[] = [];
    let ladder = down;
    for (let index = 0; index < 4; index++) {
      rungs.push(rungOf(ladder));
      ladder = nextLadder(ladder, 'failed');
    }
    expect(rungs).toEqual([1, 2, 3, 0]);
  });

  test('of any length leaves no trace once everything is answered again', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.constantFrom('failed', 'refused'), (outage, otherwise) => {
        const during = poll(startLadder(null), outage, 0, otherwise);
        const after = poll(during, ENOUGH, 125, 'failed');
        expect(after).toEqual(startLadder(null));
      }),
    );
  });

  test('is not believed to be the size on a bus that loses 6 % of all reads', () => {
    const polls = 1800;
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomFrom(seed);
      const losses = Array.from({ length: polls }, () => random() < 0.06);
      const ladder = follow(
        startLadder(null),
        losses.map((isLost) => (isLost ? 'failed' : 'answered')),
      );
      expect(maxWordsOf(poll(ladder, ENOUGH, 125, 'failed')), `seed ${seed}`).toBe(120);
    }
  });
});

test('begins with what is known to work, and with the next smaller size if it is not on the ladder', () => {
  expect(maxWordsOf(startLadder(20))).toBe(20);
  expect(maxWordsOf(startLadder(19))).toBe(8);
  expect(maxWordsOf(startLadder(1))).toBe(2);
  expect(maxWordsOf(startLadder(null))).toBe(120);
});

test('stays on the ladder whatever comes', () => {
  fc.assert(
    fc.property(fc.array(outcomeArb, { maxLength: 200 }), fc.nat(3), (outcomes, rung) => {
      let ladder = startLadder(BLOCK_LADDER[rung] ?? null);
      for (const outcome of outcomes) {
        ladder = nextLadder(ladder, outcome);
        expect(BLOCK_LADDER).toContain(maxWordsOf(ladder));
        expect(rungOf(ladder)).toBeGreaterThanOrEqual(rung);
      }
    }),
  );
});
