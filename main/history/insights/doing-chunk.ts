import { QUARTER } from '../../../app/energy/counter.ts';
import { nothingDone, type QuarterDoing, STATES } from '../../../app/insights/quarter.ts';
import { mWhOfWork, workOfMWh } from '../../../app/insights/share-energy.ts';
import { Chunk, type Column, packChunk } from '../codec/chunk.ts';
import { QUARTERS } from '../energy-chunk.ts';

/** By the quarter's number since 1970. */
export type Doings = Map<number, QuarterDoing>;

/** Places of the columns: the quarter, and then as {@link packDoings} writes them. */
const TIME = 1;
const WORK = TIME + STATES;
const STARTS = WORK + STATES;
const DEFROSTS = STARTS + 1;
const DEVIATION = STARTS + 2;
const PHASE_MEAN = STARTS + 3;
const PEAK_AFTER = STARTS + 4;
const PEAK = STARTS + 5;

const wholeMWh = (work: number): number => Math.round(mWhOfWork(work));

/** Work is kept to the mWh, as the counters are. */
export function packDoings(chunk: number, doings: Doings): Uint8Array {
  const numbers = [...doings.keys()].sort((a, b) => a - b);
  const rows = numbers.map((number) => doings.get(number) ?? nothingDone());
  const ints = (pick: (doing: QuarterDoing, row: number) => number): Column => ({
    kind: 'ints',
    values: rows.map(pick),
  });
  const states = Array.from({ length: STATES }, (_, state) => state);
  return packChunk(rows.length, [
    { kind: 'ints', values: numbers.map((number) => number - chunk * QUARTERS) },
    ...states.map((state) => ints(({ time }) => time[state] ?? 0)),
    ...states.map((state) => ints(({ work }) => wholeMWh(work[state] ?? 0))),
    ints(({ starts }) => starts),
    ints(({ defrosts }) => defrosts),
    ints(({ deviation }) => wholeMWh(deviation)),
    ints(({ phaseMean }) => wholeMWh(phaseMean)),
    ints(({ peak }, row) => (peak === null ? 0 : peak.at - (numbers[row] ?? 0) * QUARTER)),
    {
      kind: 'floats',
      // As it came from the wire, in kW, so that nothing of it is lost.
      values: Float32Array.from(rows, ({ peak }) =>
        peak === null ? Number.NaN : peak.power / 1000,
      ),
    },
  ]);
}

/** Columns of a packed chunk, row by row. Energies are whole mWh. */
export interface DoingColumns {
  /** The quarter's place in the chunk. */
  readonly slots: Float64Array;
  readonly time: readonly Float64Array[];
  readonly work: readonly Float64Array[];
  readonly starts: Float64Array;
  readonly defrosts: Float64Array;
  readonly deviation: Float64Array;
  readonly phaseMean: Float64Array;
  /** ms from the quarter's beginning. */
  readonly peakAfter: Float64Array;
  /** kW; NaN: no reading. */
  readonly peak: Float32Array;
}

/** @throws DamagedChunk */
export function doingColumns(bytes: Uint8Array): DoingColumns {
  const packed = new Chunk(bytes);
  const four = (first: number): Float64Array[] =>
    Array.from({ length: STATES }, (_, state) => packed.ints(first + state));
  return {
    slots: packed.ints(0),
    time: four(TIME),
    work: four(WORK),
    starts: packed.ints(STARTS),
    defrosts: packed.ints(DEFROSTS),
    deviation: packed.ints(DEVIATION),
    phaseMean: packed.ints(PHASE_MEAN),
    peakAfter: packed.ints(PEAK_AFTER),
    peak: packed.floats(PEAK),
  };
}

/** The inverse of {@link packDoings}. @throws DamagedChunk */
export function unpackDoings(chunk: number, bytes: Uint8Array): Doings {
  const columns = doingColumns(bytes);
  const doings: Doings = new Map();
  columns.slots.forEach((slot, row) => {
    const number = chunk * QUARTERS + slot;
    const power = (columns.peak[row] ?? Number.NaN) * 1000;
    const at = number * QUARTER + (columns.peakAfter[row] ?? 0);
    doings.set(number, {
      time: columns.time.map((values) => values[row] ?? 0),
      work: columns.work.map((values) => workOfMWh(values[row] ?? 0)),
      starts: columns.starts[row] ?? 0,
      defrosts: columns.defrosts[row] ?? 0,
      peak: Number.isNaN(power) ? null : { at, power },
      deviation: workOfMWh(columns.deviation[row] ?? 0),
      phaseMean: workOfMWh(columns.phaseMean[row] ?? 0),
    });
  });
  return doings;
}
