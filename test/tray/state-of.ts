import type { AppState } from '../../app/bridge/state.ts';
import { startLive } from '../../app/live.ts';
import { NO_RECENT_POWER } from '../../app/recent.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { epochMs, seconds, wattHours } from '../../app/units.ts';
import { measured, NOON } from '../support/readings.ts';

/** The state at noon, while a meter is read every 2 s and takes `power` W. */
export function liveState(power: number | null, changes: Partial<AppState> = {}): AppState {
  const address = {
    framing: 'auto',
    host: 'meter',
    port: 8899,
    unit: 2,
    model: 'wago-879',
  } as const;
  return {
    live: {
      ...startLive({ kind: 'meter', address }, seconds(2), NOON),
      link: { state: 'online', since: NOON },
      values: measured({ power }),
      at: NOON,
      energyAt: NOON,
    },
    heatPump: power === null ? null : power < 150 ? 'circulating' : 'running',
    heat: null,
    recent: NO_RECENT_POWER,
    today: { since: epochMs(0), wholeDay: true, estimated: false, energy: wattHours(4213) },
    settings: DEFAULT_SETTINGS,
    overridden: [],
    notices: [],
    heatPumpToday: null,
    alerts: [],
    update: { kind: 'unasked' },
    ...changes,
  };
}

/** The same with another link. */
export const linked = (state: AppState, link: AppState['live']['link']): AppState => ({
  ...state,
  live: { ...state.live, link },
});
