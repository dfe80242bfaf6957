import { BLOCK_LADDER } from '../../app/registers/plan.ts';

/**
 * Which block size to read with. A gateway that chokes on large reads cannot be told from a
 * noisy bus by one failure, so sizes are compared before one is given up:
 *
 * - `steady`: this size works, or nothing is known against it. Three failures in a row make
 *   it `probing`.
 * - `probing`: smaller and smaller sizes, one poll each. When even the smallest fails, it was
 *   not the size.
 * - `comparing`: polls read with a small size, and after each that succeeds the next larger one is
 *   tried. The large one is given up when it loses three times while the small one is answered, or is
 *   refused. It begins so with a gateway that nothing is known of.
 */
export type Ladder =
  | { readonly kind: 'steady'; readonly rung: number; readonly failures: number }
  | {
      readonly kind: 'probing';
      readonly rung: number;
      /** The largest size that nothing is known against. */
      readonly from: number;
    }
  | {
      readonly kind: 'comparing';
      /** The small size; the large one is one rung above. */
      readonly small: number;
      readonly from: number;
      /** Tries of the large one that failed. */
      readonly losses: number;
      /** Polls in a row that failed with the small one. */
      readonly failures: number;
    };

/**
 * How a poll went, as far as block sizes go.
 * refused: the meter or gateway said that it cannot read this block (exception 2 or 3).
 */
export type SizeOutcome = 'answered' | 'failed' | 'refused';

const PATIENCE = 3;
const LAST_RUNG = BLOCK_LADDER.length - 1;

/** Small enough for nearly every gateway. */
const FIRST_RUNG = BLOCK_LADDER.length - 2;

const steady = (rung: number): Ladder => ({ kind: 'steady', rung, failures: 0 });
const comparing = (small: number, from: number): Ladder => ({
  kind: 'comparing',
  small,
  from,
  losses: 0,
  failures: 0,
});

/** Begins with small blocks and tries larger ones, or with what is known to work. */
export function startLadder(maxWords: number | null): Ladder {
  if (maxWords === null) return comparing(FIRST_RUNG, 0);
  const rung = BLOCK_LADDER.findIndex((words) => words <= maxWords);
  return steady(rung < 0 ? LAST_RUNG : rung);
}

/** Words to ask for at most in the next poll. */
export function maxWordsOf(ladder: Ladder): number {
  return BLOCK_LADDER[ladder.kind === 'comparing' ? ladder.small : ladder.rung] ?? 1;
}

/** Words to try after a poll that succeeded; null: nothing is to be tried. */
export function wordsToTry(ladder: Ladder): number | null {
  return ladder.kind === 'comparing' ? (BLOCK_LADDER[ladder.small - 1] ?? null) : null;
}

/** @param outcome of a poll */
export function nextLadder(ladder: Ladder, outcome: SizeOutcome): Ladder {
  switch (ladder.kind) {
    case 'steady':
      return afterSteady(ladder, outcome);
    case 'probing':
      return outcome === 'answered'
        ? comparing(ladder.rung, ladder.from)
        : descend(ladder.rung, ladder.from);
    case 'comparing':
      return afterSmall(ladder, outcome);
  }
}

/** @param outcome of a try of {@link wordsToTry} */
export function ladderAfterTry(ladder: Ladder, outcome: SizeOutcome): Ladder {
  if (ladder.kind !== 'comparing') return ladder;
  const { small, from } = ladder;
  const large = small - 1;
  if (outcome === 'answered') return large === from ? steady(from) : comparing(large, from);
  const losses = ladder.losses + 1;
  return outcome === 'refused' || losses >= PATIENCE ? steady(small) : { ...ladder, losses };
}

function afterSteady(ladder: Ladder & { kind: 'steady' }, outcome: SizeOutcome): Ladder {
  if (outcome === 'answered') return steady(ladder.rung);
  const failures = ladder.failures + 1;
  if (outcome === 'failed' && failures < PATIENCE) return { ...ladder, failures };
  return descend(ladder.rung, ladder.rung);
}

function afterSmall(ladder: Ladder & { kind: 'comparing' }, outcome: SizeOutcome): Ladder {
  if (outcome === 'answered') return { ...ladder, failures: 0 };
  const failures = ladder.failures + 1;
  if (outcome === 'failed' && failures < PATIENCE) return { ...ladder, failures };
  return descend(ladder.small, ladder.from);
}

function descend(rung: number, from: number): Ladder {
  if (rung < LAST_RUNG) return { kind: 'probing', rung: rung + 1, from };
  return from < FIRST_RUNG ? comparing(FIRST_RUNG, from) : steady(from);
}
