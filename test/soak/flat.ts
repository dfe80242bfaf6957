/** One figure of a sample with what it may grow by. */
export interface Bound {
  readonly name: string;
  /** As in `MiB`; empty for a count. */
  readonly unit: string;
  /** What the second half of a run may rise by and still be called flat. */
  readonly most: number;
}

/** Figures of one moment, by {@link Bound.name}. */
export interface Sample {
  /** Any clock that rises evenly; only differences count. */
  readonly at: number;
  readonly figures: Readonly<Record<string, number>>;
}

export interface Verdict extends Bound {
  /** Medians of the first tenth of the run, and of the last. */
  readonly first: number;
  readonly last: number;
  readonly highest: number;
  /** What the trend of the second half makes over that half; falling is negative. */
  readonly growth: number;
  readonly isFlat: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [upper = Number.NaN, lower = upper] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (upper + lower) / 2;
}

/** The median of the slopes between all pairs of points: single peaks do not bend it (Theil and Sen). */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).flatMap(([x2, y2]) => (x2 === x ? [] : [(y2 - y) / (x2 - x)])),
  );
  return slopes.length === 0 ? 0 : median(slopes);
}

/** More points than this tell nothing more about a trend and take long to compare in pairs. */
const MOST_POINTS = 600;

/** Judges one figure over a run. The first half may warm up as it likes. */
export function judge(bound: Bound, samples: readonly Sample[]): Verdict {
  const all = samples.flatMap(({ at, figures }): (readonly [number, number])[] => {
    const value = figures[bound.name];
    return value === undefined ? [] : [[at, value]];
  });
  const values = all.map(([, value]) => value);
  const tenth = Math.max(1, Math.floor(values.length / 10));
  const half = all.slice(Math.floor(all.length / 2));
  const every = Math.ceil(half.length / MOST_POINTS);
  const points = half.filter((_, index) => index % every === 0);
  const span = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);
  const growth = slopeOf(points) * span;
  return {
    ...bound,
    first: median(values.slice(0, tenth)),
    last: median(values.slice(-tenth)),
    highest: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
    growth,
    isFlat: values.length > 1 && growth <= bound.most,
  };
}
