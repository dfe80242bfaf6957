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

interface Counted extends Piece {
  /** Integral from the beginning of the curve to `start`. */
  readonly before: Six;
}

export function combine(a: Six, b: Six, with_: (x: number, y: number) => number): Six {
  return [
    with_(a[0], b[0]),
    with_(a[1], b[1]),
    with_(a[2], b[2]),
    with_(a[3], b[3]),
    with_(a[4], b[4]),
    with_(a[5], b[5]),
  ];
}

/** Integral over the first `span` ms of a line that goes from `a` to `b` meanwhile (trapezoid). */
const area = (span: number) => (a: number, b: number) => ((a + b) / 2) * (span / MS_AN_HOUR);
const sum = (a: number, b: number): number => a + b;

function onPiece(piece: Piece, at: EpochMs): Six {
  const fraction = (at - piece.start) / (piece.end - piece.start);
  return combine(piece.from, piece.to, (a, b) => a + (b - a) * fraction);
}

/**
 * Power over time in straight pieces. Power may jump between pieces, its integral cannot, and both
 * are exact wherever they are asked.
 */
export class Curve {
  readonly #pieces: readonly Counted[];
  /** Integral over the whole curve. */
  readonly total: Six;

  /** @param pieces in order, without gap, none of them empty. */
  constructor(pieces: readonly Piece[]) {
    const counted: Counted[] = [];
    let before = ZERO;
    for (const piece of pieces) {
      counted.push({ ...piece, before });
      const own = combine(piece.from, piece.to, area(piece.end - piece.start));
      before = combine(before, own, sum);
    }
    this.#pieces = counted;
    this.total = before;
  }

  /** Power at an instant of the curve. */
  at(at: EpochMs): Six {
    const piece = this.#find(at);
    return piece === undefined ? ZERO : onPiece(piece, at);
  }

  /** Integral from the beginning of the curve to an instant of it. */
  until(at: EpochMs): Six {
    const piece = this.#find(at);
    if (piece === undefined) return ZERO;
    const own = combine(piece.from, onPiece(piece, at), area(at - piece.start));
    return combine(piece.before, own, sum);
  }

  /** The last piece that has begun at `at`, by halving. */
  #find(at: EpochMs): Counted | undefined {
    let low = 0;
    let high = this.#pieces.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      const piece = this.#pieces[middle];
      if (piece !== undefined && piece.start <= at) low = middle;
      else high = middle;
    }
    return this.#pieces[low];
  }
}
