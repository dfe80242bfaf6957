import { BLOCK_LADDER } from '../../app/registers/plan.ts';

/**
 * Which block size to read with. A gateway that chokes on large reads cannot be told from a
 * noisy bus by one failure, so sizes are compared before one is given up:
 *
 * - `steady`: this size works, or nothing is known against it. Three failures in a row make
 *   it `probing`.
 * - `probing`: smaller and smaller sizes, one try each. When even the smallest fails, it was
 *   not the size, and the former one is `steady` again.
 * - `comparing`: a small size was answered; it takes turns with the next larger one. The large
 *   one is given up when it loses three times while the small one never does, or is refused.
 */
export type Ladder =
  | { readonly kind: 'steady'; readonly rung: number; readonly failures: number }
  | {
      readonly kind: 'probing';
      readonly rung: number;
      /** The size that was steady before. */
      readonly from: number;
    }
  | {
      readonly kind: 'comparing';
      readonly turn: 'large' | 'small';
      /** The small size; the large one is one rung above. */
      readonly small: number;
      readonly from: number;
      readonly losses: number;
    };

/**
 * How a poll went, as far as block sizes go.
 * refused: the meter or gateway said that it cannot read this block (exception 2 or 3).
 */
export type SizeOutcome = 'answered' | 'failed' | 'refused';

const PATIENCE = 3;
const LAST_RUNG = BLOCK_LADDER.length - 1;

const steady = (rung: number): Ladder => ({ kind: 'steady', rung, failures: 0 });
const comparing = (small: number, from: number, losses = 0): Ladder => ({
  kind: 'comparing',
  turn: 'large',
  small,
  from,
  losses,
});

/** Begins with the largest blocks, or with what is known to work. */
export function startLadder(maxWords: number | null): Ladder {
  if (maxWords === null) return steady(0);
  const rung = BLOCK_LADDER.findIndex((words) => words <= maxWords);
  return steady(rung < 0 ? LAST_RUNG : rung);
}

/** Position in {@link BLOCK_LADDER} for the next poll. */
export function rungOf(ladder: Ladder): number {
  if (ladder.kind !== 'comparing') return ladder.rung;
  return ladder.turn === 'small' ? ladder.small : ladder.small - 1;
}

/** Words to ask for at most in the next poll. */
export function maxWordsOf(ladder: Ladder): number {
  return BLOCK_LADDER[rungOf(ladder)] ?? 1;
}

export function nextLadder(ladder: Ladder, outcome: SizeOutcome): Ladder {
  switch (ladder.kind) {
    case 'steady':
      return afterSteady(ladder, outcome);
    case 'probing':
      return afterProbing(ladder, outcome);
    case 'comparing':
      return ladder.turn === 'large' ? afterLarge(ladder, outcome) : afterSmall(ladder, outcome);
  }
}

function afterSteady(ladder: Ladder & { kind: 'steady' }, outcome: SizeOutcome): Ladder {
  if (outcome === 'answered') return steady(ladder.rung);
  const failures = ladder.failures + 1;
  if (outcome === 'failed' && failures < PATIENCE) return { ...ladder, failures };
  return descend(ladder.rung, ladder.rung);
}

function afterProbing(ladder: Ladder & { kind: 'probing' }, outcome: SizeOutcome): Ladder {
  if (outcome !== 'answered') return descend(ladder.rung, ladder.from);
  return comparing(ladder.rung, ladder.from);
}

function descend(rung: number, from: number): Ladder {
  return rung < LAST_RUNG ? { kind: 'probing', rung: rung + 1, from } : steady(from);
}

function afterLarge(ladder: Ladder & { kind: 'comparing' }, outcome: SizeOutcome): Ladder {
  const { small, from } = ladder;
  const large = small - 1;
  if (outcome === 'answered') return large === from ? steady(from) : comparing(large, from);
  const losses = ladder.losses + 1;
  if (outcome === 'refused' || losses >= PATIENCE) return steady(small);
  return { ...ladder, turn: 'small', losses };
}

function afterSmall(ladder: Ladder & { kind: 'comparing' }, outcome: SizeOutcome): Ladder {
  if (outcome !== 'answered') return steady(ladder.from);
  return comparing(ladder.small, ladder.from, ladder.losses);
}
