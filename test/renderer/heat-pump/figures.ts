import type { Figures } from '../../../app/insights/figures.ts';
import type { InsightBar, Insights } from '../../../app/insights/query.ts';
import type { RatedRun } from '../../../app/insights/run.ts';
import { cost, epochMs, hours, millis, minutes, wattHours, watts } from '../../../app/units.ts';

export const START = epochMs(Date.UTC(2026, 10, 16));

/** A day of which everything is known, but neither price nor heat. */
export function figures(more: Partial<Figures> = {}): Figures {
  const share = (time: number, energy: number) => ({
    time: hours(time),
    energy: wattHours(energy),
  });
  return {
    from: START,
    to: epochMs(START + hours(24)),
    energy: {
      energy: wattHours(10_000),
      energyL1: wattHours(4000),
      energyL2: wattHours(3000),
      energyL3: wattHours(3000),
    },
    counted: hours(24),
    complete: 1,
    states: {
      standby: share(10, 500),
      circulating: share(4, 500),
      running: share(9, 8000),
      'high-load': share(1, 1000),
      'no-data': share(0, 0),
    },
    starts: 8,
    startsPerHour: 8 / 24,
    runTime: hours(10),
    shortestRun: minutes(8),
    longestRun: hours(3),
    medianRun: minutes(70),
    shortCycles: 1,
    suspectedDefrosts: 2,
    peakPower: { at: START, power: watts(2810) },
    imbalance: 0.04,
    cost: null,
    heat: null,
    ...more,
  };
}

/** What is left of a time in which nothing was read. */
export const NOTHING: Partial<Figures> = {
  energy: { energy: null, energyL1: null, energyL2: null, energyL3: null },
  complete: 0,
  states: Object.fromEntries(
    ['standby', 'circulating', 'running', 'high-load', 'no-data'].map((state) => [
      state,
      { time: state === 'no-data' ? hours(24) : millis(0), energy: wattHours(0) },
    ]),
  ) as Figures['states'],
  starts: 0,
  startsPerHour: null,
  runTime: millis(0),
  shortestRun: null,
  longestRun: null,
  medianRun: null,
  shortCycles: 0,
  suspectedDefrosts: 0,
  peakPower: null,
  imbalance: null,
};

export const insights = (more: Partial<Insights> = {}): Insights => ({
  figures: figures(),
  before: null,
  yearBefore: null,
  bars: [],
  lengths: [],
  hourOfWeek: [],
  season: null,
  copOverOutdoor: null,
  otherLimitsUntil: null,
  retold: null,
  ...more,
});

export const bar = (index: number, more: Partial<InsightBar> = {}): InsightBar => ({
  from: epochMs(START + hours(24 * index)),
  to: epochMs(START + hours(24 * (index + 1))),
  energy: wattHours(4000),
  cost: cost(1.2),
  starts: 6,
  runTime: hours(5),
  complete: 1,
  cop: null,
  ...more,
});

/** A run of an hour that began so many hours after the first. */
export const run = (hour: number, more: Partial<RatedRun> = {}): RatedRun => ({
  start: epochMs(START + hours(hour)),
  end: epochMs(START + hours(hour + 1)),
  startSeen: true,
  endSeen: true,
  energy: wattHours(900),
  meanPower: watts(900),
  peakPower: watts(1200),
  suspectedDefrosts: 0,
  cost: null,
  cop: null,
  outdoor: null,
  ...more,
});
