import { type Watts, watts } from '../units.ts';

/** What a heat pump does, judged by the power that it takes. */
export type HeatPumpState = 'standby' | 'circulating' | 'running' | 'high-load';

export const HEAT_PUMP_STATES = [
  'standby',
  'circulating',
  'running',
  'high-load',
] as const satisfies readonly HeatPumpState[];

/** Where one state ends and the next begins. Seen: 6 W standby, 46 W pump, 450–1,000 W compressor. */
export interface StateLimits {
  readonly circulatingFrom: Watts;
  readonly runningFrom: Watts;
  /** A run ends below this; lower than `runningFrom` so that noise does not split a run. */
  readonly runningUntil: Watts;
  readonly highLoadAbove: Watts;
}

export const SEED_STATE_LIMITS: StateLimits = {
  circulatingFrom: watts(26),
  runningFrom: watts(150),
  runningUntil: watts(100),
  highLoadAbove: watts(2000),
};

/**
 * The state at `power`; `before` is the state until now, null at the start or after a gap.
 * @returns null: power flows the other way, which no heat pump does. A current transformer sits the
 * wrong way round, or a solar system feeds in behind the same meter, so nothing is known of the
 * heat pump. A few watts below 0 are the meter's noise.
 */
export function nextHeatPumpState(
  before: HeatPumpState | null,
  power: Watts,
  limits: StateLimits = SEED_STATE_LIMITS,
): HeatPumpState | null {
  if (power <= -limits.circulatingFrom) return null;
  if (power > limits.highLoadAbove) return 'high-load';
  const ran = before === 'running' || before === 'high-load';
  if (power >= (ran ? limits.runningUntil : limits.runningFrom)) return 'running';
  return power >= limits.circulatingFrom ? 'circulating' : 'standby';
}

/** Whether the compressor works. */
export const isRunning = (state: HeatPumpState): boolean =>
  state === 'running' || state === 'high-load';
