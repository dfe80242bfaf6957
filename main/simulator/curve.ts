import type { EpochMs } from '../../app/units.ts';

/**
 * Active power in W on L1, L2, L3, then reactive power in var on L1, L2, L3.
 * As a time integral the same six in Wh and varh.
 */
export type Six = readonly [number, number, number, number, number, number];

export const ZERO: Six = [0, 0, 0, 0, 0, 0];

const MS_AN_HOUR = 3_600_000;

/** Power that changes in a straight line from `start` to `end`. */
export interface Piece {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly from: Six;
  readonly to: Six;
}

/** `a + factor × b`. */
export function plus(a: Six, b: Six, factor = 1): Six {
  return [
    a[0] + factor * b[0],
    a[1] + factor * b[1],
    a[2] + factor * b[2],
    a[3] + factor * b[3],
    a[4] + factor * b[4],
    a[5] + factor * b[5],
  ];
}

/** Power at an instant of a piece. */
function onPiece({ from, to, start, end }: Piece, at: EpochMs): Six {
  const share = (at - start) / (end - start);
  return plus(plus(from, from, -share), to, share);
}

/** Adds the integral over `span` ms of a line that goes from `a` to `b` meanwhile (trapezoid). */
function plusArea(before: Six, a: Six, b: Six, span: number): Six {
  const half = span / MS_AN_HOUR / 2;
  return plus(plus(before, a, half), b, half);
}

/**
 * Power over time in straight pieces. Power may jump between pieces, its integral cannot, and both
 * are exact wherever they are asked.
 */
export class Curve {
  readonly #pieces: readonly Piece[];
  /** The integral from the beginning of the curve to the start of each piece. */
  readonly #before: readonly Six[];
  /** Integral over the whole curve. */
  readonly total: Six;

  /** @param pieces in order, without gap, none of them empty. */
  constructor(pieces: readonly Piece[]) {
    const before: Six[] = [];
    let sum = ZERO;
    for (const { from, to, start, end } of pieces) {
      before.push(sum);
      sum = plusArea(sum, from, to, end - start);
    }
    this.#pieces = pieces;
    this.#before = before;
    this.total = sum;
  }

  /** Power at an instant of the curve. */
  at(at: EpochMs): Six {
    const piece = this.#pieces[this.#find(at)];
    return piece === undefined ? ZERO : onPiece(piece, at);
  }

  /** Integral from the beginning of the curve to an instant of it. */
  until(at: EpochMs): Six {
    const index = this.#find(at);
    const piece = this.#pieces[index];
    if (piece === undefined) return ZERO;
    const before = this.#before[index] ?? ZERO;
    return plusArea(before, piece.from, onPiece(piece, at), at - piece.start);
  }

  /** The last piece that has begun at `at`, by halving. */
  #find(at: EpochMs): number {
    let low = 0;
    let high = this.#pieces.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      const piece = this.#pieces[middle];
      if (piece !== undefined && piece.start <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}
