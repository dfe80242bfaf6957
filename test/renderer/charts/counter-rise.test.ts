import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochMs, minutes, seconds } from '../../../app/units.ts';
import { riseOf } from '../../../renderer/charts/counter-rise.ts';
import { readings, START, steppedSeries } from './series.ts';

const CONNECTION = 24_000;

describe('the energy since the beginning of a range', () => {
  it('begins at zero and rises with the counter', () => {
    const at = (minute: number) => epochMs(START + minutes(minute));
    const series = readings(
      [
        [at(0), 5000],
        [at(1), 5010],
        [at(2), 5030],
      ],
      'energy',
    );
    expect(riseOf(series, CONNECTION)).toEqual({ values: [0, 10, 30], total: 30 });
  });

  it('is over rows the whole way from the first beginning to the last end', () => {
    const series = steppedSeries(minutes(15), { energy: [5000, 5100, 5200] }, 50);
    expect(riseOf(series, CONNECTION)).toEqual({ values: [50, 150, 250], total: 300 });
  });

  it('leaves out a gap and counts the energy across it', () => {
    const series = steppedSeries(minutes(15), { energy: [5000, null, 5300] });
    expect(riseOf(series, CONNECTION)).toEqual({ values: [0, null, 300], total: 300 });
  });

  it('counts nothing where the meter was swapped', () => {
    const series = steppedSeries(minutes(15), { energy: [513_000, 513_100, 20, 120] });
    expect(riseOf(series, CONNECTION)).toEqual({ values: [0, 100, 100, 200], total: 200 });
    const used = steppedSeries(minutes(15), { energy: [20, 120, 2_000_000, 2_000_100] });
    expect(riseOf(used, CONNECTION).total).toBe(200);
  });

  it('falls with a counter that export takes back', () => {
    const series = steppedSeries(minutes(15), { energy: [5000, 4900] });
    expect(riseOf(series, CONNECTION).total).toBe(-100);
  });

  it('is not known where the counter is not', () => {
    const series = steppedSeries(minutes(15), { energy: [null, null] });
    expect(riseOf(series, CONNECTION)).toEqual({ values: [null, null], total: null });
    expect(riseOf(steppedSeries(minutes(15), {}), CONNECTION).total).toBeNull();
  });

  it('is the difference of the counter for every load that the connection carries', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(steps, (rises) => {
        let value = 500_000;
        const rows = rises.map((rise, row) => {
          value += rise;
          return [epochMs(START + row * seconds(30)), value] as const;
        });
        const first = rows[0]?.[1] ?? 0;
        expect(riseOf(readings(rows, 'energy'), CONNECTION).total).toBe(value - first);
      }),
    );
  });
});
