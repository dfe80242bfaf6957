import { type EpochMs, epochMs } from '../../app/units.ts';

/**
 * Active power in W on L1, L2, L3, then reactive power in var on L1, L2, L3.
 * As a time integral the same six in Wh and varh.
 */
export type Six = readonly [number, number, number, number, number, number];

export const ZERO: Six = [0, 0, 0, 0, 0, 0];

const MS_AN_HOUR = 3_600_000;

/** One row for each knot: its time, the six there, and their integral from the first knot to it. */
const VALUES = 1;
const INTEGRALS = 7;
const ROW = 13;
const FIRST_ROOM = 1024;

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

function six(rows: Float64Array, at: number): Six {
  const value = (channel: number): number => rows[at + channel] ?? 0;
  return [value(0), value(1), value(2), value(3), value(4), value(5)];
}

/**
 * Power over time in straight lines from knot to knot. Where two knots share an instant power
 * jumps; its integral cannot. Both are exact wherever they are asked.
 */
export class Curve {
  readonly #rows: Float64Array;

  /** @param rows knots as a {@link Pen} draws them. */
  constructor(rows: Float64Array) {
    this.#rows = rows;
  }

  /** The first instant. */
  get start(): EpochMs {
    return epochMs(this.#rows[0] ?? 0);
  }

  /** Power at an instant of the curve; at a jump that after it. */
  at(at: EpochMs): Six {
    const row = this.#find(at);
    const share = this.#share(row, at);
    const from = six(this.#rows, row + VALUES);
    const to = six(this.#rows, row + ROW + VALUES);
    return plus(plus(from, from, -share), to, share);
  }

  /** Integral from the beginning of the curve to an instant of it. */
  until(at: EpochMs): Six {
    const row = this.#find(at);
    const half = (at - (this.#rows[row] ?? 0)) / MS_AN_HOUR / 2;
    const from = six(this.#rows, row + VALUES);
    return plus(plus(six(this.#rows, row + INTEGRALS), from, half), this.at(at), half);
  }

  /** How far `at` is on the way from one knot to the next. */
  #share(row: number, at: EpochMs): number {
    const start = this.#rows[row] ?? 0;
    const end = this.#rows[row + ROW] ?? start;
    return end > start ? (at - start) / (end - start) : 0;
  }

  /** The last knot that is not after `at`, by halving. */
  #find(at: EpochMs): number {
    let low = 0;
    let high = this.#rows.length / ROW;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle * ROW] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low * ROW;
  }
}

/** Draws a curve from left to right, and its integral with it. */
export class Pen {
  #rows = new Float64Array(FIRST_ROOM * ROW);
  #used = 0;

  /** The line goes on to here; a second time at the same instant, power jumps. */
  to(at: EpochMs, values: Six): void {
    if (this.#used + ROW > this.#rows.length) this.#grow();
    const rows = this.#rows;
    const row = this.#used;
    const half = row === 0 ? 0 : (at - (rows[row - ROW] ?? 0)) / MS_AN_HOUR / 2;
    rows[row] = at;
    for (let channel = 0; channel < values.length; channel++) {
      const value = values[channel] ?? 0;
      const from = row === 0 ? 0 : (rows[row - ROW + VALUES + channel] ?? 0);
      const before = row === 0 ? 0 : (rows[row - ROW + INTEGRALS + channel] ?? 0);
      rows[row + VALUES + channel] = value;
      rows[row + INTEGRALS + channel] = before + half * (from + value);
    }
    this.#used += ROW;
  }

  /** Integral over everything drawn. */
  get total(): Six {
    return this.#used === 0 ? ZERO : six(this.#rows, this.#used - ROW + INTEGRALS);
  }

  get curve(): Curve {
    return new Curve(this.#rows.slice(0, this.#used));
  }

  /** Begins anew. */
  lift(): void {
    this.#used = 0;
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#rows.length);
    larger.set(this.#rows);
    this.#rows = larger;
  }
}
