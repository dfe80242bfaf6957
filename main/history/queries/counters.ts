import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import type { SeriesColumns } from '../../../app/history/query.ts';
import { ENERGY_FIELDS, type Field } from '../../../app/measurement.ts';
import type { CounterBreak } from '../ledger.ts';
import type { Store } from '../store.ts';
import { type QuarterTable, readQuarters } from './quarters.ts';

/** Where a counter stood at the beginning and at the end of a column, in Wh; null: not known. */
type CounterStand = { readonly start: number; readonly end: number } | null;
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
  const stored = store.tables.events.between('counter-break', edges[0] ?? 0, newest + 1);
  const breaks = [...stored.map(({ detail }) => detail), ...ledger.breaks];
  const stands: Stands = {};
  for (const field of fields) {
    const counter = (ENERGY_FIELDS as readonly Field[]).indexOf(field);
    const mark = ledger.marks[counter];
    if (mark === null || mark === undefined) continue;
    const own = breaks.filter((found) => found.counter === counter);
    stands[field] = backwards(quarters, counter, mark.mWh, own, edges);
  }
  return stands;
}

/** What the counter's display jumped by beyond the energy that counts; by quarter. */
function jumps(breaks: readonly CounterBreak[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const { from, to, way } of breaks) {
    const rise = to.mWh - from.mWh;
    const counted = way.newEpoch || (rise < 0 && !way.mayFall) ? 0 : rise;
    const quarter = quarterOf(to.at);
    if (counted !== rise) found.set(quarter, (found.get(quarter) ?? 0) + rise - counted);
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
  const length = edges.length - 1;
  const found: CounterStand[] = [];
  let stand = newest;
  let next = quarters.end - 1;
  /** Goes back to where the counter stood when `until` began. @returns whether anything is known. */
  const goBack = (until: number): boolean => {
    let known = false;
    for (; next >= until && next >= quarters.first; next--) {
      if (!quarters.isKnown(next, counter)) continue;
      known ||= !quarters.beginsInGap(next);
      stand -= (quarters.sum(counter, next, next + 1) ?? 0) + (jumped.get(next) ?? 0);
    }
    return known;
  };
  goBack(quarterOf(edges.at(-1) ?? 0));
  for (let column = length - 1; column >= 0; column--) {
    const end = stand;
    const known = goBack(quarterOf(edges[column] ?? 0));
    found.push(known ? { start: stand / 1000, end: end / 1000 } : null);
  }
  return found.reverse();
}
