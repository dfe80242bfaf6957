import { QUARTER } from '../../../app/energy/counter.ts';
import { FIELDS } from '../../../app/measurement.ts';
import { days } from '../../../app/units.ts';
import type { Store } from '../store.ts';
import { scaleOf } from '../wire.ts';
import { counterStands } from './counters.ts';
import { carryCounters, type Gathered, gather } from './gather.ts';

/** Counters in columns, as wire values; null: not known. */
export interface CounterEnds {
  /** Where it stood last in each column. */
  readonly last: readonly (number | null)[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

/** So much is read at a time. */
const WINDOW = days(1);

interface Found {
  last: number;
  min: number;
  max: number;
}

/**
 * Where counters stood last in each column between `edges`. Readings tell it as the meter sent it.
 * Where they are gone the ledger does, by quarters of an hour and to the mWh; it knows where counters
 * were reset and where they fell, so it is never another row's value.
 * @param counters by their place in FIELDS
 */
export function counterEnds(
  store: Store,
  counters: readonly number[],
  edges: readonly number[],
): readonly CounterEnds[] {
  const read = readEnds(store, counters, edges);
  const older = standEnds(store, counters, edges, read);
  return counters.map((_, k) => {
    const ends = edges.slice(1).map((_end, column) => read[k]?.[column] ?? older[k]?.[column]);
    const pick = (kind: keyof Found) => ends.map((end) => end?.[kind] ?? null);
    return { last: pick('last'), min: pick('min'), max: pick('max') };
  });
}

type Ends = (Found | undefined)[][];

function readEnds(store: Store, counters: readonly number[], edges: readonly number[]): Ends {
  const found: Ends = counters.map(() => []);
  const columns = edges.length - 1;
  for (let first = 0; first < columns; ) {
    let end = first + 1;
    while (end < columns && (edges[end + 1] ?? 0) - (edges[first] ?? 0) <= WINDOW) end++;
    const rows = gather(store, edges[first] ?? 0, edges[end] ?? 0, counters, 'polls');
    carryCounters(rows, [...counters.keys()]);
    counters.forEach((_, k) => {
      addRows(found[k] ?? [], rows, k, edges, first);
    });
    first = end;
  }
  return found;
}

/** A reading belongs to each column in which it stands. */
function addRows(
  into: (Found | undefined)[],
  { at, until, fields }: Gathered,
  k: number,
  edges: readonly number[],
  first: number,
): void {
  let column = first;
  (fields[k] ?? []).forEach((value, row) => {
    const [from, to] = [at[row] ?? 0, until[row] ?? 0];
    while (from >= (edges[column + 1] ?? Number.POSITIVE_INFINITY)) column++;
    if (Number.isNaN(value)) return;
    for (let one = column; one < edges.length - 1 && (edges[one] ?? 0) < to; one++) {
      into[one] = withValue(into[one], value);
    }
  });
}

const withValue = (known: Found | undefined, value: number): Found => ({
  last: value,
  min: Math.min(value, known?.min ?? value),
  max: Math.max(value, known?.max ?? value),
});

function standEnds(
  store: Store,
  counters: readonly number[],
  edges: readonly number[],
  read: Ends,
): Ends {
  const isMissing = edges.slice(1).some((_, column) => read.some((ends) => !ends[column]));
  if (!isMissing || edges.some((edge) => edge % QUARTER !== 0)) return [];
  const names = counters.flatMap((index) => FIELDS[index] ?? []);
  const stands = counterStands(store, names, edges);
  return names.map((name, k) => {
    const wire = (wh: number): number => Math.fround(wh / scaleOf(counters[k] ?? 0));
    return (stands[name] ?? []).map((stand) =>
      stand === null
        ? undefined
        : { last: wire(stand.end), min: wire(stand.low), max: wire(stand.high) },
    );
  });
}
