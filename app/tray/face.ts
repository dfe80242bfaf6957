import type { AppState } from '../bridge/state.ts';
import type { HeatPumpState } from '../heat-pump/state.ts';
import { freshness } from '../live.ts';
import { powerLevel } from '../thresholds.ts';
import type { EpochMs, Watts } from '../units.ts';
import type { Face, Tone } from './icon.ts';

/** `46`, `869`, `1.2k`, `12k`: at most four characters up to 99 kW, five where power flows back. */
export function figure(power: Watts): string {
  const size = Math.abs(power);
  const sign = power <= -0.5 ? '-' : '';
  if (size < 999.5) return `${sign}${Math.round(size)}`;
  const decimals = size < 9950 ? 1 : 0;
  return `${sign}${(size / 1000).toFixed(decimals)}k`;
}

function toneOf(heatPump: HeatPumpState | null, power: Watts): Tone {
  const rests = heatPump === null || heatPump === 'standby' || heatPump === 'circulating';
  return rests ? 'neutral' : powerLevel(power);
}

/** What the icon shows at `now`: only a reading that is new is shown in the colour of its state. */
export function faceOf({ live, heatPump }: AppState, now: EpochMs): Face {
  const state = freshness(live, now);
  const { power } = live.values;
  if (state === 'waiting' || state === 'offline' || state === 'paused') {
    return { kind: 'sign', sign: state };
  }
  const text = power === null ? '-' : figure(power);
  if (state === 'stale') return { kind: 'figure', text, tone: 'stale' };
  return { kind: 'figure', text, tone: power === null ? 'neutral' : toneOf(heatPump, power) };
}
