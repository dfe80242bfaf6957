import { days, hours, type Millis, minutes } from '../../app/units.ts';
import { Chunk, type Column, packChunk } from './codec/chunk.ts';
import { ROLLED_COUNT, scaleOf } from './wire.ts';

/** One size of bucket. */
export interface Level {
  /** Stored in chunk ids. */
  readonly number: number;
  readonly size: Millis;
  /** Means are kept to this many parts of 1 W; grid quantities to a thousand times as many of 1. */
  readonly precision: number;
  /** false: kept for ever. */
  readonly passing: boolean;
}

/** From fine to coarse. Minutes serve the days for which every poll is kept. */
export const LEVELS: readonly Level[] = [
  { number: 0, size: minutes(1), precision: 10, passing: true },
  { number: 1, size: minutes(5), precision: 10, passing: false },
  { number: 2, size: hours(1), precision: 100, passing: false },
  { number: 3, size: days(1), precision: 1000, passing: false },
];

/** The coarsest kept level whose buckets are no longer than an hour and have all `edges` on theirs. */
export function levelOnEdges(edges: readonly number[]): Level {
  const isOn = ({ size }: Level): boolean => edges.every((edge) => edge % size === 0);
  const [, finest, hourly] = LEVELS;
  if (finest === undefined || hourly === undefined) throw new Error('There are too few levels');
  return isOn(hourly) ? hourly : finest;
}

/** Buckets in a chunk, at every level. */
export const BUCKETS = 2880;
const LEVEL_STRIDE = 2 ** 32;

export const chunkId = (level: Level, chunk: number): number => level.number * LEVEL_STRIDE + chunk;
export const levelOf = (id: number): Level | undefined => LEVELS[Math.floor(id / LEVEL_STRIDE)];
export const chunkOf = (id: number): number => id % LEVEL_STRIDE;
/** The chunk of `level` that holds the bucket of `at`. */
export const chunkAt = (level: Level, at: number): number => Math.floor(at / level.size / BUCKETS);

const quantum = (level: Level, field: number): number =>
  scaleOf(field) === 1 ? 1 / (level.precision * 1000) : 1 / level.precision;

/**
 * Buckets of one level: for each rolled field the time covered in ms, the mean in the app's
 * units weighted by it, and the extremes as wire values.
 */
export class RollupChunk {
  readonly weight = arrays(Float64Array);
  readonly mean = arrays(Float64Array);
  readonly min = arrays(Float32Array);
  readonly max = arrays(Float32Array);

  /** Adds `weight` ms with the integral `sum` (unit · ms) and wire extremes to a bucket. */
  add(slot: number, field: number, weight: number, sum: number, min: number, max: number): void {
    const [weights, means] = [this.weight[field], this.mean[field]];
    const [mins, maxs] = [this.min[field], this.max[field]];
    if (!weights || !means || !mins || !maxs) return;
    const before = weights[slot] ?? 0;
    const total = before + weight;
    means[slot] = ((means[slot] ?? 0) * before + sum) / total;
    mins[slot] = before === 0 ? min : Math.min(min, mins[slot] ?? min);
    maxs[slot] = before === 0 ? max : Math.max(max, maxs[slot] ?? max);
    weights[slot] = total;
  }

  /** Undoes {@link add} of all of `gone`; the extremes of what is left stay as they were. */
  takeBack(gone: RollupChunk): void {
    this.weight.forEach((weights, field) => {
      const means = this.mean[field];
      gone.weight[field]?.forEach((weight, slot) => {
        if (weight === 0 || means === undefined) return;
        const before = weights[slot] ?? 0;
        const left = Math.max(0, before - weight);
        const sum = (means[slot] ?? 0) * before - (gone.mean[field]?.[slot] ?? 0) * weight;
        weights[slot] = left;
        means[slot] = left === 0 ? 0 : sum / left;
      });
    });
  }
}

type NumberArray = Float64Array | Float32Array;

function arrays<A extends NumberArray>(make: new (length: number) => A): readonly A[] {
  return Array.from({ length: ROLLED_COUNT }, () => new make(BUCKETS));
}

function slotsOf(chunk: RollupChunk): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < BUCKETS; slot++) {
    if (chunk.weight.some((weights) => (weights[slot] ?? 0) > 0)) slots.push(slot);
  }
  return slots;
}

const COLUMNS_PER_FIELD = 4;
const columnOf = (field: number, part: number): number => 1 + field * COLUMNS_PER_FIELD + part;

export function packRollups(level: Level, chunk: RollupChunk): Uint8Array {
  const slots = slotsOf(chunk);
  const columns: Column[] = [{ kind: 'ints', values: slots }];
  for (let field = 0; field < ROLLED_COUNT; field++) {
    const [weights, means] = [chunk.weight[field], chunk.mean[field]];
    const first = chunk.weight[0];
    const step = quantum(level, field);
    const extremes = [chunk.min[field], chunk.max[field]].map((values) => ({
      kind: 'floats' as const,
      values: Float32Array.from(slots, (slot) =>
        (weights?.[slot] ?? 0) > 0 ? (values?.[slot] ?? Number.NaN) : Number.NaN,
      ),
    }));
    columns.push(
      // The fields are read together, so their times hardly ever differ from the first one's.
      {
        kind: 'ints',
        values: slots.map((slot) =>
          Math.round((weights?.[slot] ?? 0) - (field === 0 ? 0 : (first?.[slot] ?? 0))),
        ),
      },
      { kind: 'ints', values: slots.map((slot) => Math.round((means?.[slot] ?? 0) / step)) },
      ...extremes,
    );
  }
  return packChunk(slots.length, columns);
}

/** One rolled field of a chunk, row by row. */
export interface RollupColumns {
  /** Place of each row's bucket in the chunk, rising. */
  readonly slots: Float64Array;
  readonly weight: Float64Array;
  readonly mean: Float64Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
}

/** In place: a query unpacks dozens of columns. */
function scaled(values: Float64Array, by: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) * by;
  return values;
}

/** A packed chunk whose fields are unpacked when asked for. @throws DamagedChunk */
export class PackedRollups {
  readonly #level: Level;
  readonly #chunk: Chunk;
  readonly #slots: Float64Array;
  readonly #firstWeight: Float64Array;

  constructor(level: Level, bytes: Uint8Array) {
    this.#level = level;
    this.#chunk = new Chunk(bytes);
    this.#slots = this.#chunk.ints(0);
    this.#firstWeight = this.#chunk.ints(columnOf(0, 0));
  }

  field(field: number): RollupColumns {
    const step = quantum(this.#level, field);
    return {
      slots: this.#slots,
      weight: this.weight(field),
      mean: scaled(this.#chunk.ints(columnOf(field, 1)), step),
      min: this.#chunk.floats(columnOf(field, 2)),
      max: this.#chunk.floats(columnOf(field, 3)),
    };
  }

  get slots(): Float64Array {
    return this.#slots;
  }

  /** Covered time in ms. */
  weight(field: number): Float64Array {
    if (field === 0) return this.#firstWeight;
    const weight = this.#chunk.ints(columnOf(field, 0));
    for (let row = 0; row < weight.length; row++) {
      weight[row] = (weight[row] ?? 0) + (this.#firstWeight[row] ?? 0);
    }
    return weight;
  }
}

/** The inverse of {@link packRollups}. @throws DamagedChunk */
export function unpackRollups(level: Level, bytes: Uint8Array): RollupChunk {
  const packed = new PackedRollups(level, bytes);
  const chunk = new RollupChunk();
  for (let field = 0; field < ROLLED_COUNT; field++) {
    const { slots, weight, mean, min, max } = packed.field(field);
    slots.forEach((slot, row) => {
      const covered = weight[row] ?? 0;
      if (covered === 0) return;
      const value = mean[row] ?? 0;
      chunk.add(slot, field, covered, value * covered, min[row] ?? 0, max[row] ?? 0);
    });
  }
  return chunk;
}
