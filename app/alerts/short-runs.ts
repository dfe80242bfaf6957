import { type HeatPumpState, isRunning } from '../heat-pump/state.ts';
import { between, type EpochMs, millis } from '../units.ts';
import type { AlertRules } from './rules.ts';

/** What is known of the run under way. */
export type RunWatch =
  /** Nobody saw the heat pump stand still yet, so a run's beginning is unknown. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'still' }
  | { readonly kind: 'running'; readonly since: EpochMs };

export const UNSEEN: RunWatch = { kind: 'unseen' };

/** More than any rule asks for. */
const MOST_RUNS = 100;

/** @param state null: unknown, as after a gap */
export function nextRunWatch(watch: RunWatch, state: HeatPumpState | null, now: EpochMs): RunWatch {
  if (state === null) return UNSEEN;
  if (!isRunning(state)) return { kind: 'still' };
  return watch.kind === 'still' ? { kind: 'running', since: now } : watch;
}

/** Ends of short runs, oldest first, with the one that ends now. Returns `ends` itself if none does. */
export function withRunEnd(
  ends: readonly EpochMs[],
  watch: RunWatch,
  state: HeatPumpState | null,
  { shorterThanS }: AlertRules['cycling'],
  now: EpochMs,
): readonly EpochMs[] {
  if (watch.kind !== 'running' || state === null || isRunning(state)) return ends;
  const isShort = between(watch.since, now) < millis(shorterThanS * 1000);
  return isShort ? [...ends, now].slice(-MOST_RUNS) : ends;
}

/** The ends that count at `now`. Returns `ends` itself if all do. */
export function countedEnds(
  ends: readonly EpochMs[],
  { withinS }: AlertRules['cycling'],
  now: EpochMs,
): readonly EpochMs[] {
  const counts = (end: EpochMs): boolean => end <= now && between(end, now) < withinS * 1000;
  return ends.every(counts) ? ends : ends.filter(counts);
}
