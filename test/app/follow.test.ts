import { describe, expect, test } from 'vitest';
import { type AppState, applyEvent } from '../../app/bridge/state.ts';
import { follow, type Memory } from '../../app/follow.ts';
import { startLive } from '../../app/live.ts';
import type { PollEvent } from '../../app/poll.ts';
import { NO_RECENT_POWER } from '../../app/recent.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { type EpochMs, hours, after as later, seconds } from '../../app/units.ts';
import { NOON, polled } from '../support/readings.ts';

const ZONE = 'Europe/Berlin';
const START: AppState = {
  live: startLive({ kind: 'demo' }, seconds(2), NOON),
  heatPump: null,
  heat: null,
  recent: NO_RECENT_POWER,
  today: null,
  heatPumpToday: null,
  settings: DEFAULT_SETTINGS,
  overridden: [],
  notices: [],
  alerts: [],
  update: { kind: 'unasked' },
};
const at = (second: number): EpochMs => later(NOON, seconds(second));
const fault = (second: number): PollEvent => ({
  kind: 'fault',
  at: at(second),
  fault: { kind: 'closed' },
  nextTryAt: at(second + 2),
});

function run(polls: readonly PollEvent[]): AppState {
  let memory: Memory = null;
  let state = START;
  for (const poll of polls) {
    const followed = follow(state, memory, poll, ZONE);
    memory = followed.memory;
    state = applyEvent(state, followed.event);
  }
  return state;
}

describe('what windows show after a poll', () => {
  test('is the reading, the heat pump’s state, the last hour and the energy of the day', () => {
    const state = run([
      polled({ power: 46 }, at(0)),
      polled({ power: 869, energy: 513_150 }, at(30)),
    ]);
    expect(state.live.values.power).toBe(869);
    expect(state.heatPump).toBe('running');
    expect(state.recent.power).toEqual([46, 869]);
    expect(state.today).toEqual({ since: NOON, wholeDay: false, estimated: false, energy: 50 });
  });

  test('is a gap where the poll failed, while the heat pump goes on as long as the link only falters', () => {
    const faltering = run([polled({ power: 869 }, at(0)), fault(2), fault(4)]);
    expect(faltering.recent.power).toEqual([869, null, null]);
    expect(faltering.heatPump).toBe('running');
    expect(run([polled({ power: 869 }, at(0)), fault(2), fault(4), fault(8)]).heatPump).toBeNull();
  });

  test('is no state of the heat pump where power was rejected', () => {
    expect(
      run([polled({ power: 869 }, at(0)), polled({ power: null }, at(2))]).heatPump,
    ).toBeNull();
  });

  test('begins a gap when polling is paused, and says nothing of the heat pump then', () => {
    const state = run([polled({ power: 869 }, at(0)), { kind: 'paused', at: at(1) }]);
    expect(state.recent.power).toEqual([869, null]);
    expect(state.heatPump).toBeNull();
  });

  test('is the same but for the pace when only that changed', () => {
    const before = run([polled({ power: 869 }, at(0))]);
    const after = run([
      polled({ power: 869 }, at(0)),
      { kind: 'pace', at: at(1), pollEvery: seconds(30) },
    ]);
    expect(after).toEqual({ ...before, live: { ...before.live, pollEvery: 30_000 } });
  });

  test('is no energy of today once the day is over, also while the meter is away', () => {
    const state = run([polled({}, at(0)), polled({}, at(30)), fault(hours(13) / 1000)]);
    expect(state.today).toBeNull();
  });

  test('counts no energy across a counter’s jump', () => {
    const counterEvents = [
      { at: at(60), field: 'energy', kind: 'jump', from: 513_100, to: 900_000 },
    ] as unknown as (PollEvent & { kind: 'reading' })['counterEvents'];
    const state = run([polled({}, at(0)), polled({ energy: 900_000 }, at(60), { counterEvents })]);
    expect(state.today?.energy).toBe(0);
  });
});
