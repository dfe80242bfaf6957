import { ANYTHING, JsonStream, type Place } from './json-stream.ts';

export type Labels = Readonly<Record<string, string>>;

export interface RangeSeries {
  readonly metric: Labels;
  /** Pairs of s since epoch and the value, which may be NaN or infinite. */
  readonly values: readonly (readonly [number, number])[];
}

/** Much more than whatever we ask for: a day of all fields has some 70,000 points. */
const MAX_POINTS = 300_000;
const MAX_SERIES = 2000;
const MAX_LABELS = 100;

/** What the answer says, as far as it has come. */
export interface Answer<T> {
  readonly stream: JsonStream;
  readonly status: () => 'success' | 'error' | null;
  /** Prometheus' own word for what it refuses. */
  readonly error: () => string;
  readonly result: () => readonly T[];
  /** It was ended because there is more of it than we take. */
  readonly isTooMuch: () => boolean;
}

const text = (take: (value: string) => void): Place => ({
  scalar: (value) => {
    if (typeof value !== 'string') return false;
    take(value);
    return true;
  },
});

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const WORDS = new Map([
  ['NaN', Number.NaN],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['Inf', Number.POSITIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
]);
/** undefined: Prometheus writes no number like that. */
const numberOf = (value: string): number | undefined =>
  NUMBER.test(value) ? Number(value) : WORDS.get(value);

/** Keeps count of what is taken; one more than allowed ends the answer. */
class Bounds {
  #points = MAX_POINTS;
  #series = MAX_SERIES;
  isTooMuch = false;

  point(): boolean {
    return this.#take(--this.#points);
  }

  series(): boolean {
    return this.#take(--this.#series);
  }

  #take(left: number): boolean {
    if (left < 0) this.isTooMuch = true;
    return left >= 0;
  }
}

function labelsPlace(take: (labels: Labels) => void): Place {
  let labels: Record<string, string> = {};
  let count = 0;
  return {
    begin: () => {
      // Without a prototype `__proto__` is a name like any other.
      labels = Object.create(null);
      count = 0;
    },
    field: (name) =>
      ++count > MAX_LABELS
        ? null
        : text((value) => {
            labels[name] = value;
          }),
    end: () => {
      take(labels);
      return true;
    },
  };
}

function pointsPlace(bounds: Bounds, take: (point: readonly [number, number]) => void): Place {
  let [index, at, value] = [0, 0, 0];
  const time: Place = {
    scalar: (read) => {
      if (typeof read !== 'number') return false;
      at = read;
      return true;
    },
  };
  const sample: Place = {
    scalar: (read) => {
      const number = typeof read === 'string' ? numberOf(read) : undefined;
      if (number === undefined) return false;
      value = number;
      return true;
    },
  };
  const point: Place = {
    begin: () => {
      index = 0;
    },
    item: () => [time, sample][index++] ?? null,
    end: () => {
      if (index === 2) take([at, value]);
      return index === 2;
    },
  };
  return { item: () => (bounds.point() ? point : null) };
}

function seriesPlace(bounds: Bounds, take: (series: RangeSeries) => void): Place {
  let metric: Labels | null = null;
  let values: (readonly [number, number])[] = [];
  const fields: Readonly<Record<string, Place>> = {
    metric: labelsPlace((labels) => {
      metric = labels;
    }),
    values: pointsPlace(bounds, (point) => values.push(point)),
  };
  return {
    begin: () => {
      metric = null;
      values = [];
    },
    field: (name) => (Object.hasOwn(fields, name) ? (fields[name] ?? null) : ANYTHING),
    end: () => {
      if (metric !== null) take({ metric, values });
      return metric !== null;
    },
  };
}

/** Go writes an empty list as null now and then. */
const listOf = (bounds: Bounds, place: Place): Place => ({
  item: () => (bounds.series() ? place : null),
  scalar: (value) => value === null,
});

function answerOf<T>(bounds: Bounds, data: Place, result: readonly T[]): Answer<T> {
  let status: 'success' | 'error' | null = null;
  let error = '';
  const fields: Readonly<Record<string, Place>> = {
    status: {
      scalar: (value) => {
        if (value !== 'success' && value !== 'error') return false;
        status = value;
        return true;
      },
    },
    error: text((value) => {
      error = value;
    }),
    data,
  };
  const root: Place = {
    field: (name) => (Object.hasOwn(fields, name) ? (fields[name] ?? null) : ANYTHING),
  };
  return {
    stream: new JsonStream(root),
    status: () => status,
    error: () => error,
    result: () => result,
    isTooMuch: () => bounds.isTooMuch,
  };
}

/** Reads what `query_range` answers. */
export function rangeAnswer(): Answer<RangeSeries> {
  const [bounds, found]: [Bounds, RangeSeries[]] = [new Bounds(), []];
  const series = listOf(
    bounds,
    seriesPlace(bounds, (one) => found.push(one)),
  );
  const data: Place = {
    field: (name) => {
      if (name === 'result') return series;
      return name === 'resultType' ? { scalar: (value) => value === 'matrix' } : ANYTHING;
    },
  };
  return answerOf(bounds, data, found);
}

/** Reads what `series` answers. */
export function seriesAnswer(): Answer<Labels> {
  const [bounds, found]: [Bounds, Labels[]] = [new Bounds(), []];
  const list = listOf(
    bounds,
    labelsPlace((labels) => found.push(labels)),
  );
  return answerOf(bounds, list, found);
}
