import type { HeatPumpState } from '../heat-pump/state.ts';
import { type EpochMs, minutes, seconds, type Watts } from '../units.ts';

/** What a run drew in one quarter of an hour, in W · ms by its readings. */
export interface RunPart {
  readonly quarter: number;
  readonly work: number;
  /** For how long its readings stand for the work: half of the time to the next, half from the one before. */
  readonly ms: number;
}

/** A run as readings of power tell it; its energy is a part of the counter's. */
export interface RunRecord {
  readonly start: EpochMs;
  /** First instant no more in it, or where data ends. */
  readonly end: EpochMs;
  readonly startSeen: boolean;
  readonly endSeen: boolean;
  readonly peak: Watts;
  readonly defrosts: number;
  readonly parts: readonly RunPart[];
}

/** A run under way. */
export interface OpenRun extends Omit<RunRecord, 'end' | 'endSeen'> {
  /** Since when a high load that followed ordinary running lasts; null: none does. */
  readonly highSince: EpochMs | null;
}

/**
 * A defrost turns the machine round for some minutes. Controls end it after 10 min (Bard
 * 2100-443, Nortek Q7RD) or 14 min (Armstrong 48478A006) at the latest; less than a minute
 * is an inrush. A meter cannot see ice, so a boost of the heating as short as that looks the same.
 */
const LONGEST_DEFROST = minutes(15);
const SHORTEST_DEFROST = seconds(60);

export const beginRun = (start: EpochMs, startSeen: boolean, power: Watts): OpenRun => ({
  start,
  startSeen,
  peak: power,
  defrosts: 0,
  parts: [],
  highSince: null,
});

/** When a high load began that ends now and looks like a defrost; null: none. */
export function thawed(
  { highSince }: OpenRun,
  at: EpochMs,
  before: HeatPumpState | null,
  state: HeatPumpState,
): EpochMs | null {
  if (highSince === null || before !== 'high-load' || state !== 'running') return null;
  const lasted = at - highSince;
  return lasted >= SHORTEST_DEFROST && lasted <= LONGEST_DEFROST ? highSince : null;
}

/** The run after a reading in which it goes on. */
export function inRun(
  run: OpenRun,
  at: EpochMs,
  power: Watts,
  before: HeatPumpState | null,
  state: HeatPumpState,
): OpenRun {
  const defrosts = run.defrosts + (thawed(run, at, before, state) === null ? 0 : 1);
  const rises = before === 'running' && state === 'high-load';
  const highSince = rises ? at : state === 'high-load' ? run.highSince : null;
  const peak = power > run.peak ? power : run.peak;
  return { ...run, peak, defrosts, highSince };
}

/** The run with what it drew in a quarter that is its newest or the one after. */
export function workInRun(run: OpenRun, part: RunPart): OpenRun {
  const last = run.parts.at(-1);
  if (last?.quarter !== part.quarter) return { ...run, parts: [...run.parts, part] };
  const { quarter, work, ms } = part;
  const sum = { quarter, work: last.work + work, ms: last.ms + ms };
  return { ...run, parts: [...run.parts.slice(0, -1), sum] };
}

export function endRun(run: OpenRun, end: EpochMs, endSeen: boolean): RunRecord {
  const { start, startSeen, peak, defrosts, parts } = run;
  return { start, end, startSeen, endSeen, peak, defrosts, parts };
}
