import type { Limits } from './counters.ts';
import type { Reading } from './measurement.ts';
import { between, type EpochMs, hours, minutes, type WattHours } from './units.ts';

/** A counter that stands still while power flows back. */
export interface StillImport {
  readonly counter: WattHours;
  readonly at: EpochMs;
  /** What has flowed back since then, in Wh. */
  readonly flowedBack: number;
}

/** Several steps of a counter that shows 0.01 kWh. */
const NOTICEABLE_WH = 30;
/** Nobody knows what flowed in a longer gap. */
const LONGEST_STEP = minutes(10);

/** What is known after one more reading; null: nothing speaks for it. Pure. */
export function nextStillImport(
  before: StillImport | null,
  { at, values: { power, energy } }: Reading,
  { energyMode }: Limits,
): StillImport | null {
  const countsOnlyImport =
    energyMode === 'import' || energyMode === 'unknown' || energyMode === null;
  if (!countsOnlyImport) return null;
  const counter = energy ?? before?.counter ?? null;
  if (counter === null) return null;
  if (before === null || counter !== before.counter || at < before.at) {
    return { counter, at, flowedBack: 0 };
  }
  const span = Math.min(between(before.at, at), LONGEST_STEP);
  const wattHours = power === null || power > 0 ? 0 : (-power * span) / hours(1);
  return { counter, at, flowedBack: before.flowedBack + wattHours };
}

export const isStillImport = (state: StillImport | null): boolean =>
  state !== null && state.flowedBack >= NOTICEABLE_WH;
