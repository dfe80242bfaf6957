import { after, type EpochMs, epochMs, type Millis, minutes } from '../../app/units.ts';
import { type PlannedRun, runsOfDay } from './schedule.ts';
import { dayTemperature, midnight, type Site } from './weather.ts';

/** What the heat pump does, from least to most power; a defrost is a high load inside a run. */
export type Activity = 'standby' | 'circulating' | 'running' | 'high-load' | 'defrost';

/** A time in which one activity goes on; `end` is its first instant no more. */
export interface PlannedSegment {
  readonly activity: Activity;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** null: the compressor is off. */
  readonly run: PlannedRun | null;
}

/** Below this mean of the day in °C the circulation pump never stops, against freezing. */
const FROST = 1.5;

/** A shorter rest is not worth stopping the circulation pump for. */
const SHORTEST_REST = minutes(3);

/** A day's plan begins at local midnight, or when the last run of the day before is over. */
function planStart(site: Site, day: number): EpochMs {
  const last = runsOfDay(site, day - 1).at(-1);
  const over = last === undefined ? 0 : after(last.end, last.postRun);
  return epochMs(Math.max(midnight(site, day), over));
}

function runSegments(run: PlannedRun): readonly PlannedSegment[] {
  const { start, end, peak } = run;
  if (peak === null) return [{ activity: 'running', start, end, run }];
  const activity = run.purpose === 'heating' ? 'defrost' : 'high-load';
  const before: PlannedSegment = { activity: 'running', start, end: peak.start, run };
  const during: PlannedSegment = { activity, start: peak.start, end: peak.end, run };
  if (peak.end >= end) return [before, during];
  return [before, during, { activity: 'running', start: peak.end, end, run }];
}

/** The time between two runs: the pump runs on, rests, and runs ahead of the next. */
function pause(
  start: EpochMs,
  end: EpochMs,
  postRun: Millis | 0,
  preRun: Millis | 0,
  frost: boolean,
): readonly PlannedSegment[] {
  const rest = after(start, postRun);
  const wake = after(end, -preRun);
  if (frost || wake < after(rest, SHORTEST_REST))
    return [{ activity: 'circulating', start, end, run: null }];
  const parts: readonly PlannedSegment[] = [
    { activity: 'circulating', start, end: rest, run: null },
    { activity: 'standby', start: rest, end: wake, run: null },
    { activity: 'circulating', start: wake, end, run: null },
  ];
  return parts.filter((part) => part.end > part.start);
}

/** Everything from this day's {@link planStart} to the next one's, without a gap. */
export function segmentsOfDay(site: Site, day: number): readonly PlannedSegment[] {
  const frost = dayTemperature(site, day) < FROST;
  const segments: PlannedSegment[] = [];
  let cursor = planStart(site, day);
  let postRun: Millis | 0 = 0;
  for (const run of runsOfDay(site, day)) {
    segments.push(...pause(cursor, run.start, postRun, run.preRun, frost), ...runSegments(run));
    cursor = run.end;
    postRun = run.postRun;
  }
  segments.push(...pause(cursor, planStart(site, day + 1), postRun, 0, frost));
  return segments;
}
