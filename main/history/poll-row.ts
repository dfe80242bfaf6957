import type { PollFaultKind } from '../../app/fault.ts';
import type { EpochMs, Millis } from '../../app/units.ts';
import { Chunk, type Column, packChunk } from './codec/chunk.ts';
import type { Origin } from './marks.ts';
import { FIELD_COUNT, type Wire } from './wire.ts';

/** One poll as it is stored, a failed one too when it is the first after a reading. */
export interface PollRow {
  /** Counts up by one with each row and never back, whatever the wall clock does. */
  readonly seq: number;
  readonly at: EpochMs;
  /** The time between polls when this one was made. */
  readonly every: Millis;
  /** Why there are no values; null: there are. */
  readonly cause: GapCause | null;
  readonly flags: number;
  readonly wire: Wire;
}

/** Why nothing was read. */
export type GapCause = PollFaultKind | 'paused' | 'not-running' | 'unknown';

/** Stored by place: append only, so new kinds of faults stand at the end. */
const CAUSES = [
  'name-not-found',
  'refused',
  'unreachable',
  'no-answer',
  'other-framing',
  'wrong-unit',
  'exception',
  'garbled',
  'closed',
  'not-float',
  'implausible',
  'stopped',
  'paused',
  'not-running',
  'unknown',
  'busy',
] as const satisfies readonly GapCause[];

export const causeCode = (cause: GapCause | null): number =>
  cause === null ? 0 : (CAUSES as readonly GapCause[]).indexOf(cause) + 1;
export const causeOf = (code: number): GapCause | null =>
  code === 0 ? null : (CAUSES[code - 1] ?? 'unknown');

/** What is known beside the values; above these lie the flags of `sent-power.ts`. */
export const FLAG = {
  /** The wall clock was set since the row before. */
  clockStepped: 1,
  /** The first of four, for E, E L1, E L2, E L3: another counter than in the row before. */
  newEpoch: 2,
  /** The counters may fall (register 400F says net). */
  mayFall: 32,
  /** From another record; without either the app read it itself. */
  prometheus: 64,
  imported: 128,
} as const;

export const newEpochFlag = (energyIndex: number): number => FLAG.newEpoch << energyIndex;
export const has = (flags: number, flag: number): boolean => (flags & flag) !== 0;

const ORIGIN_FLAGS: Readonly<Record<Origin, number>> = {
  live: 0,
  prometheus: FLAG.prometheus,
  import: FLAG.imported,
};
export const originFlag = (origin: Origin): number => ORIGIN_FLAGS[origin];
export function originOf(flags: number): Origin {
  if (has(flags, FLAG.prometheus)) return 'prometheus';
  return has(flags, FLAG.imported) ? 'import' : 'live';
}

const FIRST_FIELD = 4;

/** Rows with consecutive numbers as columns. */
export function packRows(rows: readonly PollRow[]): Uint8Array {
  const ints = (pick: (row: PollRow) => number): Column => ({
    kind: 'ints',
    values: rows.map(pick),
  });
  const fields = Array.from(
    { length: FIELD_COUNT },
    (_, field): Column => ({
      kind: 'floats',
      values: Float32Array.from(rows, (row) => row.wire[field] ?? Number.NaN),
    }),
  );
  return packChunk(rows.length, [
    ints((row) => row.at),
    ints((row) => row.every),
    ints((row) => causeCode(row.cause)),
    ints((row) => row.flags),
    ...fields,
  ]);
}

/** A sealed stretch of polls whose columns are unpacked when asked for. @throws DamagedChunk */
export class RawChunk {
  readonly rows: number;
  readonly #chunk: Chunk;

  constructor(bytes: Uint8Array) {
    this.#chunk = new Chunk(bytes);
    this.rows = this.#chunk.rows;
  }

  at(): Float64Array {
    return this.#chunk.ints(0);
  }

  every(): Float64Array {
    return this.#chunk.ints(1);
  }

  /** Codes as for {@link causeOf}. */
  causes(): Float64Array {
    return this.#chunk.ints(2);
  }

  flags(): Float64Array {
    return this.#chunk.ints(3);
  }

  /** Wire values; NaN is null. */
  field(index: number): Float32Array {
    return this.#chunk.floats(FIRST_FIELD + index);
  }
}
