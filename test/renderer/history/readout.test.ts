import { describe, expect, it } from 'vitest';
import { after, epochMs, hours, minutes } from '../../../app/units.ts';
import { valuesAt } from '../../../renderer/history/at-time.ts';
import {
  barPeriod,
  type HistoryPicture,
  isEmpty,
} from '../../../renderer/history/history-request.ts';
import { fieldSummary, stateShares, summaryOf } from '../../../renderer/history/summary.ts';
import { bucket, readings, START, steppedSeries } from '../charts/series.ts';

const series = {
  ...steppedSeries(minutes(10), { power: [6, 900, null], energy: [5000, 5100, null] }, 6),
  // The counter was reset in the second row.
  counter: { risen: [6, 60, null], total: 112, last: [5006, 20, null] },
};
const picture: HistoryPicture = {
  request: { from: START, to: series.to, points: 3, per: 'hour', zone: 'Europe/Berlin' },
  series,
  energy: [bucket(START, START + hours(1), 150, { complete: 0.66 })],
  strip: [
    { from: START, to: after(START, minutes(10)), state: 'standby' },
    { from: after(START, minutes(10)), to: after(START, minutes(20)), state: 'running' },
    { from: after(START, minutes(20)), to: series.to, state: null },
  ],
};

describe('the values at the crosshair', () => {
  it('are those of the row that holds the time', () => {
    const moment = valuesAt(picture, START + minutes(15));
    expect(moment).toMatchObject({
      from: START + minutes(10),
      to: START + minutes(20),
      state: 'running',
      isRow: true,
      values: { power: { mean: 900, min: 894, max: 906 } },
      counter: 20,
    });
    expect(moment.bucket?.complete).toBe(0.66);
  });

  it('are none in a gap and before the first row', () => {
    expect(valuesAt(picture, START + minutes(25))).toMatchObject({
      state: null,
      values: { power: null },
      counter: null,
    });
    expect(valuesAt(picture, START - 1).values.power).toBeNull();
  });

  it('are a reading where rows are readings', () => {
    const single = { ...picture, series: readings([[START, 46]], 'power') };
    expect(valuesAt(single, START)).toMatchObject({
      isRow: false,
      values: { power: { mean: 46 } },
    });
  });
});

describe('the sum of a range', () => {
  it('is the mean over the time that is known, and the extremes over all readings', () => {
    expect(fieldSummary(series, 'power')).toEqual({ mean: 453, min: 0, max: 906 });
    expect(fieldSummary(series, 'frequency')).toBeNull();
  });

  it('weighs single readings by the time for which they stand', () => {
    const at = (minute: number) => epochMs(START + minutes(minute));
    const uneven = readings(
      [
        [at(0), 0],
        [at(9), 1000],
        [at(10), 1000],
      ],
      'power',
    );
    expect(fieldSummary(uneven, 'power')?.mean).toBe(100);
  });

  it('has the energy of the record, and what the counter showed last', () => {
    expect(summaryOf(picture)).toMatchObject({ energy: 112, counter: 20 });
  });

  it('has the time of each state within the range', () => {
    const shares = stateShares(picture.strip, { from: after(START, minutes(5)), to: series.to });
    const spans = Object.fromEntries(shares.map(({ state, span }) => [state ?? 'none', span]));
    expect(spans).toMatchObject({ standby: minutes(5), running: minutes(10), none: minutes(10) });
  });

  it('knows when nothing was recorded', () => {
    expect(isEmpty(picture)).toBe(false);
    const nothing = {
      ...picture,
      series: steppedSeries(minutes(1), { power: [null] }),
      energy: [],
    };
    expect(isEmpty(nothing)).toBe(true);
  });
});

describe('the bars', () => {
  it.each([
    [hours(24), 'hour'],
    [hours(24 * 7), 'day'],
    [hours(24 * 365), 'month'],
    [hours(24 * 366 * 8), 'year'],
  ] as const)('of %i ms stand for a %s each', (span, per) => {
    expect(barPeriod(span)).toBe(per);
  });
});
