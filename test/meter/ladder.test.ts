import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCK_LADDER } from '../../app/registers/plan.ts';
import {
  type Ladder,
  ladderAfterTry,
  maxWordsOf,
  nextLadder,
  type SizeOutcome,
  startLadder,
  wordsToTry,
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
    const isAnswered = maxWordsOf(current) <= limit;
    current = nextLadder(current, isAnswered ? 'answered' : otherwise);
    const words = isAnswered ? wordsToTry(current) : null;
    if (words !== null) current = ladderAfterTry(current, words <= limit ? 'answered' : otherwise);
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
    const twice = follow(startLadder(120), ['failed', 'failed']);
    expect(maxWordsOf(twice)).toBe(120);
    expect(maxWordsOf(nextLadder(twice, 'answered'))).toBe(120);
    expect(maxWordsOf(nextLadder(twice, 'failed'))).toBe(20);
  });

  test('is asked for less at once when it refuses, and stays there when it refuses again', () => {
    const probing = nextLadder(startLadder(120), 'refused');
    expect(maxWordsOf(probing)).toBe(20);
    const ladder = ladderAfterTry(nextLadder(probing, 'answered'), 'refused');
    expect(ladder).toEqual(startLadder(20));
  });

  test('never loses a poll to a try: whatever it says to more, polls ask for what it answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 125 }), (limit) => {
        let ladder = startLadder(null);
        for (let polls = 0; polls < ENOUGH; polls++) {
          expect(maxWordsOf(ladder)).toBeLessThanOrEqual(limit);
          ladder = poll(ladder, 1, limit, 'failed');
        }
      }),
    );
  });

  test('is given up at a size only when it loses three times', () => {
    const losing = ladderAfterTry(ladderAfterTry(startLadder(null), 'failed'), 'failed');
    expect(wordsToTry(losing)).toBe(20);
    expect(ladderAfterTry(losing, 'failed')).toEqual(startLadder(8));
    expect(wordsToTry(ladderAfterTry(losing, 'answered'))).toBe(120);
  });
});

describe('a fault that is not about the size', () => {
  test('tries every size once and then goes on from a small one', () => {
    let ladder = follow(startLadder(120), ['failed', 'failed', 'failed']);
    const sizes: number[] = [];
    for (let index = 0; index < 4; index++) {
      sizes.push(maxWordsOf(ladder));
      ladder = nextLadder(ladder, 'failed');
    }
    expect(sizes).toEqual([20, 8, 2, 8]);
  });

  test('of any length leaves no trace once everything is answered again', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.constantFrom('failed', 'refused'), (outage, otherwise) => {
        const during = poll(startLadder(null), outage, 0, otherwise);
        const after = poll(during, ENOUGH, 125, 'failed');
        expect(after).toEqual(startLadder(120));
      }),
    );
  });

  test('is not believed to be the size on a bus that loses 6 % of all reads', () => {
    const polls = 1800;
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomFrom(seed);
      const losses = Array.from({ length: polls }, () => random() < 0.06);
      const ladder = follow(
        startLadder(120),
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
  expect(maxWordsOf(startLadder(null))).toBe(8);
});

test('stays on the ladder whatever comes', () => {
  fc.assert(
    fc.property(fc.array(outcomeArb, { maxLength: 200 }), fc.nat(3), (outcomes, rung) => {
      let ladder = startLadder(BLOCK_LADDER[rung] ?? null);
      for (const outcome of outcomes) {
        ladder = nextLadder(ladder, outcome);
        expect(BLOCK_LADDER).toContain(maxWordsOf(ladder));
        expect(maxWordsOf(ladder)).toBeLessThanOrEqual(BLOCK_LADDER[rung] ?? 120);
        ladder = ladderAfterTry(ladder, outcome);
      }
    }),
  );
});
