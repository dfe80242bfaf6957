import { fromMilliWattHours, QUARTER } from '../../../app/energy/counter.ts';
import type { CounterSeries, Series, TimeRange } from '../../../app/history/query.ts';
import type { Store } from '../store.ts';
import { fieldIndex, scaleOf } from '../wire.ts';
import { countedEnergy } from './counted-energy.ts';
import { counterStands } from './counters.ts';
import { carryCounters, type Gathered, gather } from './gather.ts';
import type { SeriesRows } from './readings.ts';

const ENERGY = fieldIndex('energy');

/** The total counter over the rows of a series, by the rules of the record. */
export function counterSeries(store: Store, rows: SeriesRows, range: TimeRange): CounterSeries {
  const edges = [...rows.at, rows.to];
  const byQuarters = rows.step !== null && edges.every((edge) => edge % QUARTER === 0);
  const readings = byQuarters ? null : readingsOf(store, edges, rows.step);
  const counted = countedEnergy(store, range, readings);
  const start = counted?.upTo(range.from) ?? 0;
  const since = (at: number): number | null =>
    counted === null ? null : fromMilliWattHours(Math.round(counted.upTo(at) - start));
  const means = rows.columns.energy?.mean ?? [];
  const risen = means.map((mean, row) => {
    const middle = (rows.at[row] ?? 0) + (rows.step ?? 0) / 2;
    return mean === null ? null : since(Math.min(range.to, Math.max(range.from, middle)));
  });
  const last = readings === null ? endsOf(store, edges) : lastOf(readings, edges, means);
  return { risen, total: since(range.to), last };
}

/** As far back as the quarter of an hour in which the rows begin. */
function readingsOf(store: Store, edges: readonly number[], step: Series['step']): Gathered {
  const from = Math.floor((edges[0] ?? 0) / QUARTER) * QUARTER;
  const to = (edges.at(-1) ?? from) + QUARTER;
  return gather(store, from, to, [ENERGY], step === null ? 'polls' : 'marks');
}

const endsOf = (store: Store, edges: readonly number[]): (number | null)[] =>
  (counterStands(store, ['energy'], edges).energy ?? []).map((stand) => stand?.end ?? null);

/** The last reading that stands in each row of which something is known. */
function lastOf(
  readings: Gathered,
  edges: readonly number[],
  means: readonly (number | null)[],
): (number | null)[] {
  carryCounters(readings, [0]);
  const values = readings.fields[0] ?? [];
  let [next, last] = [0, Number.NaN];
  return means.map((mean, row) => {
    const end = edges[row + 1] ?? Number.POSITIVE_INFINITY;
    // A row of one reading begins with it.
    const isBefore = (at: number): boolean => at < end || at === edges[row];
    for (; next < values.length && isBefore(readings.at[next] ?? end); next++) {
      if (!Number.isNaN(values[next])) last = values[next] ?? last;
    }
    return mean === null || Number.isNaN(last) ? null : last * scaleOf(ENERGY);
  });
}
