import { describe, expect, test } from 'vitest';
import { hours, minutes } from '../../app/units.ts';
import { noiseOf } from '../../main/simulator/noise.ts';
import { type PlannedRun, runsOfDay } from '../../main/simulator/schedule.ts';
import {
  dayTemperature,
  isHeatingSeason,
  isHumid,
  localDay,
  midnight,
  type Site,
} from '../../main/simulator/weather.ts';
import { local } from './fixtures.ts';

const SITES: readonly Site[] = [
  1,
  2,
  3,
  879,
  65_537,
  ...Array.from({ length: 3 }, (_, i) => 100 + i),
].map((seed) => ({
  noise: noiseOf(seed),
  utcOffset: hours(1),
}));

/** Every day of a year from August on, for every site. */
function* everyDay(): Iterable<{ site: Site; day: number; runs: readonly PlannedRun[] }> {
  for (const site of SITES) {
    const first = localDay(site, local(2026, 8, 1));
    for (let day = first; day < first + 365; day++) {
      yield { site, day, runs: runsOfDay(site, day) };
    }
  }
}

const length = (run: PlannedRun): number => run.end - run.start;
const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

describe('the schedule of a day', () => {
  test('has 5 to 12 starts from October to April and uses the whole range', () => {
    const counts = new Set<number>();
    for (const { day, runs } of everyDay()) if (isHeatingSeason(day)) counts.add(runs.length);
    expect([...counts].sort((a, b) => a - b)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('has one or two hot-water runs and no other from May to September', () => {
    const counts = new Set<number>();
    for (const { day, runs } of everyDay()) {
      if (isHeatingSeason(day)) continue;
      counts.add(runs.length);
      expect(runs.every((run) => run.purpose === 'hot-water')).toBe(true);
    }
    expect([...counts].sort()).toEqual([1, 2]);
  });

  test('knows the seasons by the local calendar', () => {
    const site = SITES[0] as Site;
    const season = (month: number, day: number): boolean =>
      isHeatingSeason(localDay(site, local(2026, month, day)));
    expect([season(9, 30), season(10, 1), season(4, 30), season(5, 1)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('starts every run on its own local day', () => {
    for (const { site, day, runs } of everyDay()) {
      for (const run of runs) expect(localDay(site, run.start)).toBe(day);
    }
  });

  test('leaves a quarter of an hour or more between runs, over midnight too', () => {
    let last: PlannedRun | undefined;
    for (const { runs } of everyDay()) {
      for (const run of runs) {
        // Sites follow one another, so the first day of the next one begins anew.
        if (last !== undefined && run.start > last.start) {
          expect(run.start - last.end).toBeGreaterThanOrEqual(minutes(15));
        }
        last = run;
      }
    }
  });

  test('lets some runs cross midnight, by 8 minutes at most', () => {
    let crossing = 0;
    for (const { site, day, runs } of everyDay()) {
      const over = (runs.at(-1)?.end ?? 0) - midnight(site, day + 1);
      if (over > 0) crossing++;
      expect(over).toBeLessThanOrEqual(minutes(8));
    }
    expect(crossing).toBeGreaterThan(5);
  });

  test('runs longer and more often when it is cold', () => {
    const winter = [...everyDay()].filter(({ day }) => isHeatingSeason(day));
    const cold = winter.filter(({ site, day }) => dayTemperature(site, day) < 0);
    const mild = winter.filter(({ site, day }) => dayTemperature(site, day) > 9);
    const runTime = (days: typeof winter): number =>
      mean(days.flatMap(({ runs }) => runs.map(length)));
    const starts = (days: typeof winter): number => mean(days.map(({ runs }) => runs.length));
    expect(runTime(cold)).toBeGreaterThan(1.3 * runTime(mild));
    expect(starts(cold)).toBeGreaterThan(1.3 * starts(mild));
  });

  test('has some runs below ten minutes, all of them in mild weather', () => {
    const short = [...everyDay()].filter(({ runs }) =>
      runs.some((run) => length(run) < minutes(10)),
    );
    expect(short.length).toBeGreaterThan(20);
    for (const { site, day } of short) expect(dayTemperature(site, day)).toBeGreaterThan(3);
  });

  test('defrosts inside a run, for 3 to 7 minutes, on humid days only and a few times a day', () => {
    let most = 0;
    for (const { site, day, runs } of everyDay()) {
      const iced = runs.filter((run) => run.purpose === 'heating' && run.peak !== null);
      most = Math.max(most, iced.length);
      if (iced.length > 0) expect(isHumid(site, day)).toBe(true);
      for (const { start, end, peak } of iced) {
        if (peak === null) continue;
        expect(peak.end - peak.start).toBeGreaterThanOrEqual(minutes(3));
        expect(peak.end - peak.start).toBeLessThanOrEqual(minutes(7));
        expect(peak.start - start).toBeGreaterThan(minutes(10));
        expect(end - peak.end).toBeGreaterThan(minutes(3));
      }
    }
    expect(most).toBeGreaterThanOrEqual(3);
    expect(most).toBeLessThanOrEqual(8);
  });

  test('begins and ends everything on whole seconds', () => {
    for (const { runs } of everyDay()) {
      for (const { start, end, peak, preRun, postRun } of runs) {
        const times = [start, end, preRun, postRun, peak?.start ?? 0, peak?.end ?? 0];
        expect(times.every((time) => time % 1000 === 0)).toBe(true);
      }
    }
  });
});
