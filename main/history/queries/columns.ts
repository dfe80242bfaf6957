import type { SeriesColumns } from '../../../app/history/query.ts';

/**
 * The edges of columns about `step` apart that cover `[from, to)`. They lie on multiples of
 * `base` and do not depend on where the range begins, so that panning changes no column.
 */
export function columnEdges(from: number, to: number, step: number, base: number): number[] {
  const edge = (column: number): number => Math.round((column * step) / base) * base;
  let column = Math.floor(from / step);
  while (edge(column) > from) column--;
  while (edge(column + 1) <= from) column++;
  const edges = [edge(column)];
  while ((edges.at(-1) ?? to) < to) edges.push(edge(++column));
  return edges;
}

/** Gathers time-weighted means and extremes of one field, in wire values, per column. */
export class ColumnBins {
  readonly #edges: readonly number[];
  readonly #weight: Float64Array;
  readonly #sum: Float64Array;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  /** Additions come mostly in the order of time. */
  #at = 0;

  constructor(edges: readonly number[]) {
    const length = Math.max(0, edges.length - 1);
    this.#edges = edges;
    this.#weight = new Float64Array(length);
    this.#sum = new Float64Array(length);
    this.#min = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
    this.#max = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  }

  /** A bucket that lies in one column, since the edges lie on its level. */
  addBucket(start: number, weight: number, mean: number, min: number, max: number): void {
    const column = this.#columnOf(start);
    if (column >= 0 && weight > 0) this.#add(column, weight, mean, min, max);
  }

  /** A wire value that stands from `from` until `to`; `mean` is the same in the mean's units. */
  addHold(from: number, to: number, value: number, mean: number): void {
    const edges = this.#edges;
    const start = Math.max(from, edges[0] ?? 0);
    let column = this.#columnOf(start);
    if (column < 0) return;
    for (let at = start; at < to && column < this.#weight.length; column++) {
      const end = Math.min(to, edges[column + 1] ?? to);
      this.#add(column, end - at, mean, value, value);
      at = end;
    }
  }

  #add(column: number, weight: number, mean: number, min: number, max: number): void {
    this.#weight[column] = (this.#weight[column] ?? 0) + weight;
    this.#sum[column] = (this.#sum[column] ?? 0) + weight * mean;
    this.#min[column] = Math.min(this.#min[column] ?? min, min);
    this.#max[column] = Math.max(this.#max[column] ?? max, max);
  }

  /** -1 outside. */
  #columnOf(at: number): number {
    const edges = this.#edges;
    if (at < (edges[0] ?? 0) || at >= (edges.at(-1) ?? 0)) return -1;
    let column = Math.min(this.#at, this.#weight.length - 1);
    while (at < (edges[column] ?? 0)) column--;
    while (at >= (edges[column + 1] ?? 0)) column++;
    this.#at = column;
    return column;
  }

  /** @param scale from wire values to the app's units; `meanScale` for what was added as a mean. */
  finish(scale: number, meanScale: number): SeriesColumns {
    const pick = (values: Float64Array, by: number): (number | null)[] =>
      Array.from(values, (value, column) => (this.#weight[column] === 0 ? null : value * by));
    const means = this.#sum.map((sum, column) => sum / (this.#weight[column] ?? 1));
    return {
      mean: pick(means, meanScale),
      min: pick(this.#min, scale),
      max: pick(this.#max, scale),
    };
  }
}
