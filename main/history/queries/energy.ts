import { fromMilliWattHours, QUARTER } from '../../../app/energy/counter.ts';
import { periodEdges } from '../../../app/energy/periods.ts';
import type { EnergyBucket, EnergyPerField, EnergyQuery } from '../../../app/history/query.ts';
import { ENERGY_FIELDS } from '../../../app/measurement.ts';
import type { EpochMs } from '../../../app/units.ts';
import {
  BUCKETS,
  chunkAt,
  chunkId,
  chunkOf,
  type Level,
  levelOnEdges,
  PackedRollups,
} from '../rollups.ts';
import type { Store } from '../store.ts';
import { type QuarterTable, readQuarters } from './quarters.ts';

/** Energy per local hour, day, month or year, for each that touches the range. */
export function queryEnergy(store: Store, query: EnergyQuery, now: EpochMs): EnergyBucket[] {
  const edges = periodEdges(query.from, query.to, query.per, query.zone);
  const [from, to] = [edges[0] ?? query.from, edges.at(-1) ?? query.to];
  const quarters = readQuarters(store, store.tailLedger(), from, to + QUARTER);
  const covered = coveredTime(store, edges);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? start;
    const lasted = Math.max(1, Math.min(end, Math.max(now, start)) - start);
    return {
      from: start,
      to: end,
      ...energyOf(quarters, start, end),
      complete: Math.min(1, (covered[index] ?? 0) / lasted),
    };
  });
}

/** Energy from `from` up to `to`, which lie on quarters of an hour. */
export function energyOf(
  quarters: QuarterTable,
  from: number,
  to: number,
): { readonly energy: EnergyPerField; readonly estimated: boolean } {
  const [first, end] = [Math.floor(from / QUARTER), Math.ceil(to / QUARTER)];
  const energy = Object.fromEntries(
    ENERGY_FIELDS.map((field, counter) => {
      const sum = quarters.sum(counter, first, end);
      return [field, sum === null ? null : fromMilliWattHours(sum)];
    }),
  ) as unknown as EnergyPerField;
  return { energy, estimated: quarters.beginsInGap(first) || quarters.beginsInGap(end) };
}

/** ms between each pair of edges for which there are readings of power. */
function coveredTime(store: Store, edges: readonly number[]): number[] {
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const level = levelOnEdges(edges);
  const covered = edges.slice(1).map(() => 0);
  const spread = new Spread(edges, covered);
  addSealed(store, level, from, to, spread);
  for (const row of store.tailRows()) {
    if (!Number.isNaN(row.wire[0] ?? Number.NaN)) spread.add(row.at, row.until, row.until - row.at);
  }
  return covered;
}

function addSealed(store: Store, level: Level, from: number, to: number, spread: Spread): void {
  const { rollups } = store.tables;
  const first = chunkId(level, chunkAt(level, from));
  for (const id of rollups.ids(first, chunkId(level, chunkAt(level, to)))) {
    rollups.read(id, (bytes) => {
      const packed = new PackedRollups(level, bytes);
      const weight = packed.weight(0);
      packed.slots.forEach((slot, row) => {
        const start = (chunkOf(id) * BUCKETS + slot) * level.size;
        spread.add(start, start + level.size, weight[row] ?? 0);
      });
    });
  }
}

/** Shares amounts by time among the stretches between edges. */
class Spread {
  #at = 0;

  constructor(
    private readonly edges: readonly number[],
    private readonly sums: number[],
  ) {}

  add(from: number, to: number, amount: number): void {
    const { edges, sums } = this;
    while (this.#at > 0 && from < (edges[this.#at] ?? 0)) this.#at--;
    while (this.#at < sums.length - 1 && from >= (edges[this.#at + 1] ?? 0)) this.#at++;
    for (let i = this.#at; i < sums.length && (edges[i] ?? 0) < to; i++) {
      const overlap = Math.min(to, edges[i + 1] ?? to) - Math.max(from, edges[i] ?? from);
      if (overlap > 0) sums[i] = (sums[i] ?? 0) + (amount * overlap) / (to - from);
    }
  }
}
