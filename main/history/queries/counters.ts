import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import type { SeriesColumns } from '../../../app/history/query.ts';
import { ENERGY_FIELDS, type Field } from '../../../app/measurement.ts';
import type { CounterBreak } from '../ledger.ts';
import type { Store } from '../store.ts';
import { type QuarterTable, readQuarters } from './quarters.ts';

type Numbers = (number | null)[];

/**
 * Where counters stood, per column: at its beginning as `min`, at its end as `max`. Worked out
 * backwards from the newest reading, over every new epoch, so the past shows what the meter showed.
 */
export function counterColumns(
  store: Store,
  fields: readonly Field[],
  edges: readonly number[],
): Partial<Record<Field, SeriesColumns>> {
  const ledger = store.tailLedger();
  const newest = Math.max(0, ...ledger.marks.map((mark) => mark?.at ?? 0));
  const quarters = readQuarters(store, ledger, edges[0] ?? 0, newest + QUARTER);
  const stored = store.tables.events.between('counter-break', edges[0] ?? 0, newest + 1);
  const breaks = [...stored.map(({ detail }) => detail), ...ledger.breaks];
  const columns: Partial<Record<Field, SeriesColumns>> = {};
  for (const field of fields) {
    const counter = (ENERGY_FIELDS as readonly Field[]).indexOf(field);
    const mark = ledger.marks[counter];
    if (mark === null || mark === undefined) continue;
    const own = breaks.filter((found) => found.counter === counter);
    columns[field] = backwards(quarters, counter, mark.mWh, own, edges);
  }
  return columns;
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
): SeriesColumns {
  const jumped = jumps(breaks);
  const length = edges.length - 1;
  const [mean, min, max]: [Numbers, Numbers, Numbers] = [[], [], []];
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
    min.push(known ? Math.min(stand, end) / 1000 : null);
    max.push(known ? Math.max(stand, end) / 1000 : null);
    mean.push(known ? (stand + end) / 2000 : null);
  }
  return { mean: mean.reverse(), min: min.reverse(), max: max.reverse() };
}
