import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, epochMs, hours } from '../../../app/units.ts';
import { defrostMarks } from '../../../renderer/heat-pump/timeline-marks.ts';
import {
  nextTimeline,
  type TimelineAction,
  wholeOf,
} from '../../../renderer/heat-pump/timeline-window.ts';
import { run, START } from './figures.ts';

const WEEK = { from: START, to: epochMs(START + days(7)) };
const NOW = epochMs(START + days(6.5));

describe('the timeline', () => {
  it('zooms around the place that is pointed at', () => {
    const { range } = nextTimeline(wholeOf(WEEK), {
      kind: 'zoom',
      factor: 0.5,
      part: 0.25,
      now: NOW,
    });
    expect(range.to - range.from).toBe(days(3.5));
    expect(range.from - START).toBe(days(7) * 0.25 * 0.5);
  });

  it('shows the whole span again', () => {
    const zoomed = nextTimeline(wholeOf(WEEK), { kind: 'zoom', factor: 0.1, part: 0, now: NOW });
    expect(nextTimeline(zoomed, { kind: 'whole' }).range).toEqual(WEEK);
  });

  it('never shows less than an hour, more than a year, or what is to come', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const action: fc.Arbitrary<TimelineAction> = fc.oneof(
      fc.record({
        kind: fc.constant('zoom' as const),
        factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
        part,
        now: fc.constant(NOW),
      }),
      fc.record({
        kind: fc.constant('pan' as const),
        part: fc.double({ min: -3, max: 3, noNaN: true }),
        now: fc.constant(NOW),
      }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const { range } = actions.reduce(nextTimeline, wholeOf(WEEK));
        const span = range.to - range.from;
        expect(span).toBeGreaterThanOrEqual(hours(1) - 1);
        expect(span).toBeLessThanOrEqual(days(366) + 1);
        expect(range.to).toBeLessThanOrEqual(WEEK.to + 1);
      }),
    );
  });
});

describe('the marks of suspected defrosts', () => {
  const defrosting = (hour: number) => run(hour, { suspectedDefrosts: 1 });

  it('stand in the middle of their runs', () => {
    const day = { from: START, to: epochMs(START + hours(24)) };
    expect(defrostMarks([run(1), defrosting(11.5), run(20)], day, 480)).toEqual([240]);
  });

  it('do not lie on each other', () => {
    const runs = [defrosting(1), defrosting(2.1), defrosting(50)];
    expect(defrostMarks(runs, WEEK, 700)).toHaveLength(2);
  });

  it('are left out where there would be too many', () => {
    const runs = Array.from({ length: 160 }, (_, index) => defrosting(index));
    expect(defrostMarks(runs, WEEK, 7000)).toEqual([]);
  });

  it('count a run that goes on up to the end of what is shown', () => {
    const goingOn = run(160, { end: null, suspectedDefrosts: 1 });
    expect(defrostMarks([goingOn], WEEK, 168)).toEqual([164]);
  });
});
