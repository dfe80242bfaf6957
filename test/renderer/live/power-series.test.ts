import { describe, expect, it } from 'vitest';
import { appendRecent, gapAt, NO_RECENT_POWER, type RecentPower } from '../../../app/recent.ts';
import { epochMs, seconds } from '../../../app/units.ts';
import { chartPoints, extremesOf, longestStep } from '../../../renderer/live/power-series.ts';

const at = (second: number) => epochMs(seconds(second));
const pointAt = (second: number, power: number) => ({
  at: at(second),
  power,
  powerL1: power / 2,
  powerL2: power / 4,
  powerL3: power / 4,
});
const seriesOf = (...points: ReturnType<typeof pointAt>[]): RecentPower =>
  points.reduce(appendRecent, NO_RECENT_POWER);

describe('the points of a power line', () => {
  it('are those of the series', () => {
    const series = seriesOf(pointAt(0, 46), pointAt(2, 48));
    expect(chartPoints(series, 'powerL1', seconds(6))).toEqual([
      { x: at(0), y: 23 },
      { x: at(2), y: 24 },
    ]);
  });

  it('break where a poll failed', () => {
    const series = [gapAt(at(2)), pointAt(4, 46)].reduce(appendRecent, seriesOf(pointAt(0, 46)));
    expect(chartPoints(series, 'power', seconds(6)).map(({ y }) => y)).toEqual([46, null, 46]);
  });

  it('break where nothing came for longer than a few polls', () => {
    const series = seriesOf(pointAt(0, 46), pointAt(6, 46), pointAt(13, 46));
    expect(chartPoints(series, 'power', seconds(6))).toEqual([
      { x: at(0), y: 46 },
      { x: at(6), y: 46 },
      { x: at(9.5), y: null },
      { x: at(13), y: 46 },
    ]);
  });

  it('do not break at the slow pace of a hidden window', () => {
    expect(longestStep(2, 30)).toBe(seconds(90));
  });
});

describe('the extremes of a series', () => {
  it('leave gaps out', () => {
    const series = [gapAt(at(2))].reduce(appendRecent, seriesOf(pointAt(0, 40)));
    expect(extremesOf(series)).toEqual({ lowest: 10, highest: 40 });
    expect(extremesOf(series, ['power'])).toEqual({ lowest: 40, highest: 40 });
  });

  it('are unknown without a value', () => {
    expect(extremesOf(NO_RECENT_POWER)).toBeNull();
  });
});
