import { QUARTER } from '../energy/counter.ts';
import { HEAT_PUMP_STATES } from '../heat-pump/state.ts';

/** What a heat pump did in one quarter of an hour, as far as it was seen. Lists are in HEAT_PUMP_STATES' order. */
export interface QuarterDoing {
  /** ms in each state; together never more than the quarter has. */
  readonly time: number[];
  /** Power times time in each state, W · ms; none while power is below 0. Says how the counter's energy is shared, not how much it is. */
  readonly work: number[];
  starts: number;
  defrosts: number;
  /** W; null: no reading. */
  peak: { readonly at: number; readonly power: number } | null;
  /** While running: how far the farthest phase is from the mean of the three, and that mean, in W · ms. */
  deviation: number;
  phaseMean: number;
}

export const STATES = HEAT_PUMP_STATES.length;

export const nothingDone = (): QuarterDoing => ({
  time: HEAT_PUMP_STATES.map(() => 0),
  work: HEAT_PUMP_STATES.map(() => 0),
  starts: 0,
  defrosts: 0,
  peak: null,
  deviation: 0,
  phaseMean: 0,
});

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** For how much of the quarter it is known what was done, in ms. */
export const timeKnown = ({ time }: QuarterDoing): number => total(time);

/**
 * Adds time in a state. A clock that was set back shows time a second time; that is counted
 * once, so a quarter never holds more than its 15 minutes.
 */
export function addTime(quarter: QuarterDoing, state: number, ms: number): void {
  const room = QUARTER - timeKnown(quarter);
  quarter.time[state] = (quarter.time[state] ?? 0) + Math.min(ms, room);
}

export function addPeak(quarter: QuarterDoing, at: number, power: number): void {
  if (quarter.peak === null || power > quarter.peak.power) quarter.peak = { at, power };
}

/** Adds what `more` knows of the same quarter. */
export function mergeDoing(into: QuarterDoing, more: QuarterDoing): void {
  more.time.forEach((ms, state) => {
    addTime(into, state, ms);
  });
  more.work.forEach((work, state) => {
    into.work[state] = (into.work[state] ?? 0) + work;
  });
  into.starts += more.starts;
  into.defrosts += more.defrosts;
  into.deviation += more.deviation;
  into.phaseMean += more.phaseMean;
  if (more.peak !== null) addPeak(into, more.peak.at, more.peak.power);
}
