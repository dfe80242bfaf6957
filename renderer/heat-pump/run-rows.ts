import type { RatedRun } from '../../app/insights/run.ts';
import { between, type Millis } from '../../app/units.ts';

export const RUN_COLUMNS = [
  'start',
  'end',
  'length',
  'energy',
  'meanPower',
  'peakPower',
  'cost',
  'cop',
  'outdoor',
  'defrosts',
] as const;
export type RunColumn = (typeof RUN_COLUMNS)[number];

export interface RunOrder {
  readonly column: RunColumn;
  readonly direction: 'ascending' | 'descending';
}

/** The newest first. */
export const FIRST_ORDER: RunOrder = { column: 'start', direction: 'descending' };

/** How long a run lasted; null while it goes on. */
const runLength = ({ start, end }: RatedRun): Millis | null =>
  end === null ? null : between(start, end);

/** What a column sorts by; null: not known. */
export function valueIn(run: RatedRun, column: RunColumn): number | null {
  switch (column) {
    case 'length':
      return runLength(run);
    case 'defrosts':
      return run.suspectedDefrosts;
    default:
      return run[column];
  }
}

/** Columns with something in them; what is never known takes no room. */
export const columnsOf = (runs: readonly RatedRun[]): readonly RunColumn[] =>
  RUN_COLUMNS.filter((column) => {
    const isOptional = column === 'cost' || column === 'cop' || column === 'outdoor';
    return !isOptional || runs.some((run) => run[column] !== null);
  });

/** What is not known comes last, whichever way the others are. */
export function sortedRuns(
  runs: readonly RatedRun[],
  { column, direction }: RunOrder,
): readonly RatedRun[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return runs.toSorted((a, b) => {
    const [one, other] = [valueIn(a, column), valueIn(b, column)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other) || b.start - a.start;
  });
}

/** The order after a click on a column: the other way round where it is sorted by it already. */
export function clicked({ column, direction }: RunOrder, on: RunColumn): RunOrder {
  if (column !== on) return { column: on, direction: 'descending' };
  return { column, direction: direction === 'ascending' ? 'descending' : 'ascending' };
}

export const ROWS_ON_PAGE = 25;

/** A page of rows; beyond the last one is the last one. */
export function pageOf<T>(rows: readonly T[], wanted: number) {
  const last = Math.max(0, Math.ceil(rows.length / ROWS_ON_PAGE) - 1);
  const page = Math.min(last, Math.max(0, wanted));
  const first = page * ROWS_ON_PAGE;
  return { page, first, isLast: page === last, rows: rows.slice(first, first + ROWS_ON_PAGE) };
}
