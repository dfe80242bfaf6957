import { describe, expect, it } from 'vitest';
import { cost, epochMs, hours, wattHours } from '../../../app/units.ts';
import {
  clicked,
  columnsOf,
  FIRST_ORDER,
  pageOf,
  RUN_COLUMNS,
  sortedRuns,
  valueIn,
} from '../../../renderer/heat-pump/run-rows.ts';
import { run, START } from './figures.ts';

const RUNS = [
  run(1, { energy: wattHours(500) }),
  run(5, { energy: wattHours(2000), end: epochMs(START + hours(9)) }),
  run(20, { energy: wattHours(700), end: null }),
];
const hoursOf = (runs: readonly { readonly start: number }[]): number[] =>
  runs.map(({ start }) => (start - START) / hours(1));

describe('the table of runs', () => {
  it('begins with the newest', () => {
    expect(hoursOf(sortedRuns(RUNS, FIRST_ORDER))).toEqual([20, 5, 1]);
  });

  it('sorts by every column, in both directions', () => {
    for (const column of RUN_COLUMNS) {
      const up = sortedRuns(RUNS, { column, direction: 'ascending' });
      const known = up.map((one) => valueIn(one, column)).filter((value) => value !== null);
      expect(known).toEqual(known.toSorted((a, b) => a - b));
    }
    expect(hoursOf(sortedRuns(RUNS, { column: 'energy', direction: 'descending' }))).toEqual([
      5, 20, 1,
    ]);
  });

  it('puts what is not known last either way', () => {
    for (const direction of ['ascending', 'descending'] as const) {
      expect(sortedRuns(RUNS, { column: 'length', direction }).at(-1)?.end).toBeNull();
    }
  });

  it('turns the order round on a second click', () => {
    const once = clicked(FIRST_ORDER, 'energy');
    expect(once).toEqual({ column: 'energy', direction: 'descending' });
    expect(clicked(once, 'energy').direction).toBe('ascending');
  });

  it('leaves out costs and COP where none is known', () => {
    expect(columnsOf(RUNS)).not.toContain('cost');
    expect(columnsOf([...RUNS, run(30, { cost: cost(1) })])).toContain('cost');
    expect(columnsOf(RUNS)).toContain('defrosts');
  });

  it('shows a page of thousands, and the last one beyond the end', () => {
    const rows = Array.from({ length: 2558 }, (_, index) => index);
    expect(pageOf(rows, 1).rows[0]).toBe(25);
    expect(pageOf(rows, 1000)).toMatchObject({ page: 102, isLast: true, first: 2550 });
    expect(pageOf([], 3)).toMatchObject({ page: 0, isLast: true, rows: [] });
  });
});
