import { days, seconds } from '../../app/units.ts';
import { Chunk, packChunk } from './codec/chunk.ts';
import { FIELD_COUNT, FIRST_ENERGY, type Wire } from './wire.ts';

/** The exporter's pace. */
export const MARK = seconds(30);
export const MARKS_PER_DAY = days(1) / MARK;

/** The 30-s mark nearest to `at`, counted from 1970. */
export const markOf = (at: number): number => Math.round(at / MARK);

/** The UTC day whose marks are nearest to `at`. */
export const markDayOf = (at: number): number => Math.floor(markOf(at) / MARKS_PER_DAY);

/** Where a reading came from. */
export const ORIGINS = ['live', 'prometheus', 'import'] as const;
export type Origin = (typeof ORIGINS)[number];

const FIRST_FIELD = 5;
/** Bits of the origin; those above them are the flags of the powers. */
const ORIGIN = 255;

/** A reading offered to its nearest mark. */
export interface MarkCandidate {
  readonly at: number;
  /** The time between polls in ms. */
  readonly every: number;
  readonly origin: number;
  /** How its powers were sent. */
  readonly powerFlags: number;
  readonly wire: Wire;
}

/**
 * The readings nearest each 30-s mark of one UTC day. The counters are read less often than
 * the rest, so each mark keeps the nearest reading of them too.
 */
export class MarkDay {
  readonly day: number;
  readonly present = new Uint8Array(MARKS_PER_DAY);
  /** Reading minus mark in ms. */
  readonly offset = new Int16Array(MARKS_PER_DAY);
  /** Reading of the counters minus mark in ms. */
  readonly energyOffset = new Int16Array(MARKS_PER_DAY);
  /** The time between polls in s, at least the marks' own. */
  readonly every = new Uint16Array(MARKS_PER_DAY);
  readonly origin = new Uint8Array(MARKS_PER_DAY);
  readonly powerFlags = new Uint16Array(MARKS_PER_DAY);
  readonly fields: readonly Float32Array[] = Array.from({ length: FIELD_COUNT }, () =>
    new Float32Array(MARKS_PER_DAY).fill(Number.NaN),
  );

  constructor(day: number) {
    this.day = day;
  }

  /** Epoch ms of mark `slot`. */
  markAt(slot: number): number {
    return (this.day * MARKS_PER_DAY + slot) * MARK;
  }

  /** Keeps `candidate` where it is nearer to its mark than what was there, or tells more. */
  offer(candidate: MarkCandidate): void {
    const mark = Math.round(candidate.at / MARK);
    const slot = mark - this.day * MARKS_PER_DAY;
    if (slot < 0 || slot >= MARKS_PER_DAY) return;
    const offset = candidate.at - mark * MARK;
    if (this.#isBetter(slot, offset, candidate.wire)) {
      this.present[slot] = 1;
      this.offset[slot] = offset;
      this.every[slot] = Math.max(MARK, candidate.every) / 1000;
      this.origin[slot] = candidate.origin;
      this.powerFlags[slot] = candidate.powerFlags;
      this.#take(slot, candidate.wire, 0, FIRST_ENERGY);
    }
    const energy = candidate.wire[FIRST_ENERGY] ?? Number.NaN;
    const had = this.fields[FIRST_ENERGY]?.[slot] ?? Number.NaN;
    const nearer = Math.abs(offset) < Math.abs(this.energyOffset[slot] ?? 0);
    if (!Number.isNaN(energy) && (Number.isNaN(had) || nearer)) {
      this.energyOffset[slot] = offset;
      this.#take(slot, candidate.wire, FIRST_ENERGY, FIELD_COUNT);
    }
  }

  #isBetter(slot: number, offset: number, wire: Wire): boolean {
    if (this.present[slot] === 0) return true;
    const hadPower = !Number.isNaN(this.fields[0]?.[slot] ?? Number.NaN);
    const hasPower = !Number.isNaN(wire[0] ?? Number.NaN);
    if (hadPower !== hasPower) return hasPower;
    return Math.abs(offset) < Math.abs(this.offset[slot] ?? 0);
  }

  #take(slot: number, wire: Wire, from: number, to: number): void {
    for (let field = from; field < to; field++) {
      const column = this.fields[field];
      if (column !== undefined) column[slot] = wire[field] ?? Number.NaN;
    }
  }
}

function slotsOf(day: MarkDay): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < MARKS_PER_DAY; slot++) if (day.present[slot] === 1) slots.push(slot);
  return slots;
}

export function packMarks(day: MarkDay): Uint8Array {
  const slots = slotsOf(day);
  const ints = (values: ArrayLike<number>) =>
    ({ kind: 'ints', values: slots.map((slot) => values[slot] ?? 0) }) as const;
  // Mostly the same reading, so the difference packs into nothing.
  const apart = day.energyOffset.map((offset, slot) => offset - (day.offset[slot] ?? 0));
  return packChunk(slots.length, [
    { kind: 'ints', values: slots },
    ints(day.offset),
    ints(day.every),
    ints(day.powerFlags.map((flags, slot) => flags | (day.origin[slot] ?? 0))),
    ints(apart),
    ...day.fields.map((values) => ({
      kind: 'floats' as const,
      values: Float32Array.from(slots, (slot) => values[slot] ?? Number.NaN),
    })),
  ]);
}

/** The inverse of {@link packMarks}. @throws DamagedChunk */
export function unpackMarks(dayNumber: number, bytes: Uint8Array): MarkDay {
  const chunk = new Chunk(bytes);
  const day = new MarkDay(dayNumber);
  const slots = chunk.ints(0);
  const [offset, every, origin, apart] = [1, 2, 3, 4].map((column) => chunk.ints(column));
  slots.forEach((slot, row) => {
    day.present[slot] = 1;
    day.offset[slot] = offset?.[row] ?? 0;
    day.every[slot] = every?.[row] ?? 0;
    day.origin[slot] = (origin?.[row] ?? 0) & ORIGIN;
    day.powerFlags[slot] = (origin?.[row] ?? 0) & ~ORIGIN;
    day.energyOffset[slot] = (apart?.[row] ?? 0) + (offset?.[row] ?? 0);
  });
  day.fields.forEach((values, field) => {
    const packed = chunk.floats(FIRST_FIELD + field);
    slots.forEach((slot, row) => {
      values[slot] = packed[row] ?? Number.NaN;
    });
  });
  return day;
}

/** The columns of a day that a query wants, without those that it does not. @throws DamagedChunk */
export class MarkColumns {
  readonly rows: number;
  readonly #chunk: Chunk;
  readonly #firstMark: number;

  constructor(day: number, bytes: Uint8Array) {
    this.#chunk = new Chunk(bytes);
    this.rows = this.#chunk.rows;
    this.#firstMark = day * MARKS_PER_DAY;
  }

  /** When each reading arrived. */
  at(): Float64Array {
    const slots = this.#chunk.ints(0);
    const offset = this.#chunk.ints(1);
    return slots.map((slot, row) => (this.#firstMark + slot) * MARK + (offset[row] ?? 0));
  }

  /** The time between polls in ms, at least the marks' own. */
  every(): Float64Array {
    return this.#chunk.ints(2).map((s) => s * 1000);
  }

  origins(): Float64Array {
    return this.#chunk.ints(3).map((stored) => stored & ORIGIN);
  }

  /** How the powers were sent. */
  powerFlags(): Float64Array {
    return this.#chunk.ints(3).map((stored) => stored & ~ORIGIN);
  }

  /** Wire values; NaN is null. */
  field(index: number): Float32Array {
    return this.#chunk.floats(FIRST_FIELD + index);
  }
}
