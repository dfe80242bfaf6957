import type { AppEvent, AppState } from './bridge/state.ts';
import {
  brokenEnergyToday,
  type EnergyTodayState,
  energyTodayAt,
  nextEnergyToday,
} from './energy-today.ts';
import { type HeatPumpState, nextHeatPumpState, type StateLimits } from './heat-pump/state.ts';
import { limitsOf } from './insights/rules.ts';
import { type Live, nextLive } from './live.ts';
import type { PollEvent } from './poll.ts';
import { gapAt, pointOf, type RecentPoint } from './recent.ts';
import type { EpochMs } from './units.ts';

/** What must be remembered from one poll to the next beside the state that windows see. */
export type Memory = EnergyTodayState | null;

export interface Followed {
  readonly event: AppEvent;
  readonly memory: Memory;
}

function heatPumpAfter(
  before: HeatPumpState | null,
  live: Live,
  poll: PollEvent,
  limits: StateLimits,
): HeatPumpState | null {
  if (poll.kind !== 'reading') return live.link.state === 'faltering' ? before : null;
  const { power } = poll.reading.values;
  return power === null ? null : nextHeatPumpState(before, power, limits);
}

const timeOf = (poll: PollEvent): EpochMs => (poll.kind === 'reading' ? poll.reading.at : poll.at);

function pointAfter(poll: PollEvent): RecentPoint | null {
  if (poll.kind === 'reading') return pointOf(poll.reading);
  return poll.kind === 'pace' ? null : gapAt(poll.at);
}

function memoryAfter(memory: Memory, poll: PollEvent, live: Live, zone: string): Memory {
  switch (poll.kind) {
    case 'reading':
      return nextEnergyToday(memory, poll, live.pollEvery, zone);
    case 'fault':
    case 'paused':
      return brokenEnergyToday(memory, poll.at);
    default:
      return memory;
  }
}

/** What a poll changes of what windows show. Pure. */
export function follow(state: AppState, memory: Memory, poll: PollEvent, zone: string): Followed {
  const live = nextLive(state.live, poll);
  const next = memoryAfter(memory, poll, live, zone);
  const today = energyTodayAt(next, timeOf(poll), zone);
  const heatPump =
    poll.kind === 'pace'
      ? state.heatPump
      : heatPumpAfter(state.heatPump, live, poll, limitsOf(state.settings));
  const point = pointAfter(poll);
  return { event: { kind: 'live', live, heatPump, today, point }, memory: next };
}
