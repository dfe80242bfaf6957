import { energyBetween, QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import type { SeriesColumns } from '../../../app/history/query.ts';
import { ENERGY_FIELDS, type Field } from '../../../app/measurement.ts';
import type { CounterBreak, Ledger } from '../ledger.ts';
import type { Store } from '../store.ts';
import { type QuarterTable, readQuarters } from './quarters.ts';

/** Where a counter stood in a column, in Wh; null: not known. */
export type CounterStand = {
  readonly start: number;
  readonly end: number;
  /** The extremes of both, of each quarter of an hour between, and of both sides of a new epoch. */
  readonly low: number;
  readonly high: number;
} | null;
type Stands = Partial<Record<Field, readonly CounterStand[]>>;

/** Where counters stood, per column; what was lower is `min`. */
export function counterColumns(
  store: Store,
  fields: readonly Field[],
  edges: readonly number[],
): Partial<Record<Field, SeriesColumns>> {
  const stands = Object.entries(counterStands(store, fields, edges));
  return Object.fromEntries(stands.map(([field, found]) => [field, columnsOf(found)]));
}

const columnsOf = (stands: readonly CounterStand[]): SeriesColumns => ({
  mean: stands.map((stand) => stand && (stand.start + stand.end) / 2),
  min: stands.map((stand) => stand && Math.min(stand.start, stand.end)),
  max: stands.map((stand) => stand && Math.max(stand.start, stand.end)),
});

/**
 * Where counters stood, per column. Worked out backwards from the newest reading, over every new
 * epoch, so the past shows what the meter showed.
 */
export function counterStands(
  store: Store,
  fields: readonly Field[],
  edges: readonly number[],
): Stands {
  const ledger = store.tailLedger();
  const newest = Math.max(0, ...ledger.marks.map((mark) => mark?.at ?? 0));
  const quarters = readQuarters(store, ledger, edges[0] ?? 0, newest + QUARTER);
  const stands: Stands = {};
  for (const field of fields) {
    const counter = (ENERGY_FIELDS as readonly Field[]).indexOf(field);
    const mark = ledger.marks[counter];
    if (mark === null || mark === undefined) continue;
    const own = breaksOf(store, ledger, edges[0] ?? 0, counter);
    stands[field] = backwards(quarters, counter, mark.mWh, own, edges);
  }
  return stands;
}

/** The breaks of a counter from `from` up to its newest reading. */
export function breaksOf(
  store: Store,
  ledger: Ledger,
  from: number,
  counter: number,
): readonly CounterBreak[] {
  const newest = ledger.marks[counter]?.at ?? 0;
  const stored = store.tables.events.between('counter-break', from, newest + 1);
  const breaks = [...stored.map(({ detail }) => detail), ...ledger.breaks];
  return breaks.filter((found) => found.counter === counter);
}

/** What the counter's display jumped by beyond the energy that counts, in one quarter of an hour. */
interface Jump {
  readonly by: number;
  readonly low: number;
  readonly high: number;
}

const NO_JUMP: Jump = { by: 0, low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };

function jumps(breaks: readonly CounterBreak[]): ReadonlyMap<number, Jump> {
  const found = new Map<number, Jump>();
  for (const { from, to, way } of breaks) {
    const jumped = to.mWh - from.mWh - energyBetween(from, to, way);
    if (jumped === 0) continue;
    const quarter = quarterOf(to.at);
    const { by, low, high } = found.get(quarter) ?? NO_JUMP;
    found.set(quarter, {
      by: by + jumped,
      low: Math.min(low, from.mWh, to.mWh),
      high: Math.max(high, from.mWh, to.mWh),
    });
  }
  return found;
}

function backwards(
  quarters: QuarterTable,
  counter: number,
  newest: number,
  breaks: readonly CounterBreak[],
  edges: readonly number[],
): CounterStand[] {
  const jumped = jumps(breaks);
  const found: CounterStand[] = [];
  let stand = newest;
  let next = quarters.end - 1;
  /** Goes back to where the counter stood when `until` began. */
  const goBack = (until: number): { known: boolean; low: number; high: number } => {
    let [known, low, high] = [false, stand, stand];
    for (; next >= until && next >= quarters.first; next--) {
      if (!quarters.isKnown(next, counter)) continue;
      known ||= !quarters.beginsInGap(next);
      const jump = jumped.get(next) ?? NO_JUMP;
      stand -= (quarters.sum(counter, next, next + 1) ?? 0) + jump.by;
      low = Math.min(low, stand, jump.low);
      high = Math.max(high, stand, jump.high);
    }
    return { known, low, high };
  };
  goBack(quarterOf(edges.at(-1) ?? 0));
  for (let column = edges.length - 2; column >= 0; column--) {
    const end = stand;
    const { known, low, high } = goBack(quarterOf(edges[column] ?? 0));
    const wh = (mWh: number): number => mWh / 1000;
    found.push(known ? { start: wh(stand), end: wh(end), low: wh(low), high: wh(high) } : null);
  }
  return found.reverse();
}
