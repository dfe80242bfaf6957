import { Chunk, packChunk } from './codec/chunk.ts';
import { COUNTERS, type Quarter } from './ledger.ts';

/** Quarters of an hour in a chunk: 30 days. */
export const QUARTERS = 2880;
export const energyChunkOf = (quarter: number): number => Math.floor(quarter / QUARTERS);

const GAP_FLAG = 1;
/** The first of four: this counter is known. */
const KNOWN_FLAG = 2;

/** Energy per quarter of an hour; the key is the quarter's number since 1970. */
export type Quarters = Map<number, Quarter>;

const flagsOf = ({ mWh, beginsInGap }: Quarter): number =>
  mWh.reduce<number>(
    (flags, energy, counter) => (energy === null ? flags : flags | (KNOWN_FLAG << counter)),
    beginsInGap ? GAP_FLAG : 0,
  );

export function packQuarters(chunk: number, quarters: Quarters): Uint8Array {
  const numbers = [...quarters.keys()].sort((a, b) => a - b);
  const rows = numbers.flatMap((number) => quarters.get(number) ?? []);
  return packChunk(rows.length, [
    { kind: 'ints', values: numbers.map((number) => number - chunk * QUARTERS) },
    { kind: 'ints', values: rows.map(flagsOf) },
    ...Array.from({ length: COUNTERS }, (_, counter) => ({
      kind: 'ints' as const,
      values: rows.map((row) => row.mWh[counter] ?? 0),
    })),
  ]);
}

/** Goes through all that a chunk knows. @throws DamagedChunk */
export function eachQuarter(
  chunk: number,
  bytes: Uint8Array,
  visit: (quarter: number, counter: number, mWh: number, beginsInGap: boolean) => void,
): void {
  const packed = new Chunk(bytes);
  const [slots, flags] = [packed.ints(0), packed.ints(1)];
  for (let counter = 0; counter < COUNTERS; counter++) {
    const energies = packed.ints(2 + counter);
    for (let row = 0; row < slots.length; row++) {
      const flag = flags[row] ?? 0;
      if ((flag & (KNOWN_FLAG << counter)) === 0) continue;
      const quarter = chunk * QUARTERS + (slots[row] ?? 0);
      visit(quarter, counter, energies[row] ?? 0, (flag & GAP_FLAG) !== 0);
    }
  }
}

/** The inverse of {@link packQuarters}. @throws DamagedChunk */
export function unpackQuarters(chunk: number, bytes: Uint8Array): Quarters {
  const quarters: Quarters = new Map();
  eachQuarter(chunk, bytes, (number, counter, energy, beginsInGap) => {
    const quarter = quarters.get(number) ?? {
      mWh: Array.from({ length: COUNTERS }, (): number | null => null),
      beginsInGap,
    };
    quarter.mWh[counter] = energy;
    quarters.set(number, quarter);
  });
  return quarters;
}

/** Adds what `more` knows to `quarters`. */
export function mergeQuarter(quarters: Quarters, number: number, more: Quarter): void {
  const before = quarters.get(number);
  if (before === undefined) {
    quarters.set(number, { mWh: [...more.mWh], beginsInGap: more.beginsInGap });
    return;
  }
  more.mWh.forEach((energy, counter) => {
    if (energy !== null) before.mWh[counter] = (before.mWh[counter] ?? 0) + energy;
  });
  before.beginsInGap ||= more.beginsInGap;
}
