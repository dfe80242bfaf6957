import type { AppState } from '../../app/bridge/state.ts';
import { startLive } from '../../app/live.ts';
import { NO_RECENT_POWER } from '../../app/recent.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { epochMs, seconds } from '../../app/units.ts';
import { UNASKED } from '../../app/updates.ts';

/** As main has it right after the start. */
export const FIRST_STATE: AppState = {
  live: startLive({ kind: 'demo' }, seconds(2), epochMs(0)),
  heatPump: null,
  heat: null,
  recent: NO_RECENT_POWER,
  today: null,
  heatPumpToday: null,
  settings: DEFAULT_SETTINGS,
  overridden: [],
  notices: [],
  alerts: [],
  update: UNASKED,
};
