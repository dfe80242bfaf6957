import type { EnergyToday } from '../bridge/state.ts';
import { type HeatPumpState, isRunning } from '../heat-pump/state.ts';
import { freshness, type Live } from '../live.ts';
import type { EpochMs } from '../units.ts';
import type { AlertRules, RuleName } from './rules.ts';

/** What the rules look at: part of the app's state. */
export interface AlertInput {
  readonly live: Live;
  readonly heatPump: HeatPumpState | null;
  readonly today: EnergyToday | null;
}

/** How a rule's condition stands now. */
export type Signal =
  /** Beyond the limit; `since` where that is known better than by looking. */
  | { readonly kind: 'beyond'; readonly value: number | null; readonly since?: EpochMs }
  /** Within the limit, but not by the hysteresis: what was goes on. */
  | { readonly kind: 'edge' }
  | { readonly kind: 'within' }
  /** Nobody knows for a moment. */
  | { readonly kind: 'blink' }
  /** Nobody knows, so that no time counts. */
  | { readonly kind: 'unknown' };

const WITHIN: Signal = { kind: 'within' };
const EDGE: Signal = { kind: 'edge' };
const BLINK: Signal = { kind: 'blink' };
const UNKNOWN: Signal = { kind: 'unknown' };
const NOMINAL_HZ = 50;
const WH_A_KWH = 1000;
/** Keeps an edge inside its band although the float32 of 50.2 or 0.7 is a hair off. */
const ROUNDING = 1e-6;

/** @param excess how far beyond the limit; negative within */
function judged(value: number, excess: number, hysteresis: number): Signal {
  if (excess > ROUNDING) return { kind: 'beyond', value };
  return excess <= ROUNDING - hysteresis ? WITHIN : EDGE;
}

function offlineSignal({ link }: Live): Signal {
  switch (link.state) {
    case 'online':
      return WITHIN;
    case 'faltering':
    case 'offline':
      return { kind: 'beyond', value: null, since: link.since };
    case 'connecting':
    case 'paused':
      return UNKNOWN;
  }
}

/** The signal of a rule that needs a fresh reading. */
function measuredSignal(
  rule: Exclude<RuleName, 'offline' | 'cycling'>,
  { live: { values }, heatPump, today }: AlertInput,
  rules: AlertRules,
): Signal {
  switch (rule) {
    case 'power': {
      const { limit, hysteresis } = rules.power;
      const { power } = values;
      return power === null ? UNKNOWN : judged(power, power - limit, hysteresis);
    }
    case 'frequency': {
      const { limit, hysteresis } = rules.frequency;
      const { frequency } = values;
      if (frequency === null) return UNKNOWN;
      return judged(frequency, Math.abs(frequency - NOMINAL_HZ) - limit, hysteresis);
    }
    case 'powerFactor': {
      const { limit, hysteresis } = rules.powerFactor;
      const { powerFactor } = values;
      // At idle it is low by nature and means nothing.
      if (powerFactor === null || heatPump === null || !isRunning(heatPump)) return UNKNOWN;
      // The sign says direction, not quality.
      return judged(powerFactor, limit - Math.abs(powerFactor), hysteresis);
    }
    case 'energy': {
      if (today === null) return UNKNOWN;
      const kwh = today.energy / WH_A_KWH;
      return judged(kwh, kwh - rules.energy.limit, 0);
    }
  }
}

function cyclingSignal(runs: number, { limit, hysteresis }: AlertRules['cycling']): Signal {
  if (runs >= limit) return { kind: 'beyond', value: runs };
  return runs <= Math.max(0, limit - 1 - hysteresis) ? WITHIN : EDGE;
}

/** @param runs short runs that count now */
export function signalOf(
  rule: RuleName,
  input: AlertInput,
  runs: number,
  rules: AlertRules,
  now: EpochMs,
): Signal {
  if (rule === 'offline') return offlineSignal(input.live);
  if (rule === 'cycling') return cyclingSignal(runs, rules.cycling);
  switch (freshness(input.live, now)) {
    case 'live':
      return measuredSignal(rule, input, rules);
    case 'stale':
      return BLINK;
    case 'waiting':
    case 'offline':
    case 'paused':
      return UNKNOWN;
  }
}
