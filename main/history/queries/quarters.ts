import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import { energyChunkOf, mergeQuarter, type Quarters, unpackQuarters } from '../energy-chunk.ts';
import type { Ledger } from '../ledger.ts';
import type { Store } from '../store.ts';

/** Energy per quarter of an hour from the one that holds `from` up to, not at, `to`; open rows too. */
export function readQuarters(store: Store, tail: Ledger, from: number, to: number): Quarters {
  const [first, end] = [quarterOf(from), Math.ceil(to / QUARTER)];
  const quarters: Quarters = new Map();
  const { energy } = store.tables;
  for (const id of energy.ids(energyChunkOf(first), energyChunkOf(end))) {
    const chunk = energy.read(id, (bytes) => unpackQuarters(id, bytes));
    for (const [number, quarter] of chunk ?? []) {
      if (number >= first && number < end) quarters.set(number, quarter);
    }
  }
  for (const [number, quarter] of tail.quarters) {
    if (number >= first && number < end) mergeQuarter(quarters, number, quarter);
  }
  return quarters;
}
