import type { Alert } from '../alerts/alert.ts';
import type { HeatNow } from '../heat/heat-side.ts';
import type { HeatPumpState } from '../heat-pump/state.ts';
import type { HeatPumpToday } from '../insights/today.ts';
import type { Live } from '../live.ts';
import { appendRecent, type RecentPoint, type RecentPower } from '../recent.ts';
import type { Settings } from '../settings.ts';
import type { EpochMs, WattHours } from '../units.ts';
import type { UpdateState } from '../updates.ts';

/** Energy since local midnight, or since the first reading when that is younger. */
export interface EnergyToday {
  readonly since: EpochMs;
  /** false: counting began after midnight, so the day's figure is larger. */
  readonly wholeDay: boolean;
  readonly energy: WattHours;
  /** A gap lies over its beginning, so how much of it came before is an estimate. */
  readonly estimated: boolean;
}

/** Something that a person should know and that does not pass by itself. */
export interface Notice {
  readonly id: string;
  /** Key in the `notices` texts. */
  readonly text: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** All that a window shows, apart from what it asks for with queries. */
export interface AppState {
  readonly live: Live;
  /** null before the first reading and after a gap. */
  readonly heatPump: HeatPumpState | null;
  /** null: no heat side, or nothing new is known of it. */
  readonly heat: HeatNow | null;
  readonly recent: RecentPower;
  /** null before the day's first reading of the counter. */
  readonly today: EnergyToday | null;
  /** What the record tells of the heat pump's day; null: nothing is recorded, or not asked yet. */
  readonly heatPumpToday: HeatPumpToday | null;
  readonly settings: Settings;
  /** Settings that a command-line flag sets in this run; a change here takes over from the flag. */
  readonly overridden: readonly (keyof Settings)[];
  readonly notices: readonly Notice[];
  /** The newest first. */
  readonly alerts: readonly Alert[];
  readonly update: UpdateState;
}

/** One change of the state. */
export type AppEvent =
  | {
      readonly kind: 'live';
      readonly live: Live;
      readonly heatPump: HeatPumpState | null;
      readonly today: EnergyToday | null;
      /** null: nothing to add to the last hour. */
      readonly point: RecentPoint | null;
    }
  | {
      readonly kind: 'settings';
      readonly settings: Settings;
      readonly overridden: readonly (keyof Settings)[];
    }
  /** What the record knows of the last hour. */
  | { readonly kind: 'recent'; readonly recent: RecentPower }
  | { readonly kind: 'heat'; readonly heat: HeatNow | null }
  /** What the record knows of the day's energy, where it knows better. */
  | { readonly kind: 'energy-today'; readonly today: EnergyToday | null }
  | { readonly kind: 'heat-pump-today'; readonly heatPumpToday: HeatPumpToday }
  | { readonly kind: 'notices'; readonly notices: readonly Notice[] }
  | { readonly kind: 'alerts'; readonly alerts: readonly Alert[] }
  | { readonly kind: 'update'; readonly update: UpdateState }
  /** The source changed: nothing of the old one may stay on the screen. */
  | { readonly kind: 'restarted'; readonly state: AppState };

export interface Numbered<T> {
  /** Counts up by one with each event. */
  readonly number: number;
  readonly value: T;
}

/** The state after `event`. Pure; main and every window use this one. */
export function applyEvent(state: AppState, event: AppEvent): AppState {
  switch (event.kind) {
    case 'live': {
      const { live, heatPump, today, point } = event;
      const recent = point === null ? state.recent : appendRecent(state.recent, point);
      return { ...state, live, heatPump, today, recent };
    }
    case 'settings':
      return { ...state, settings: event.settings, overridden: event.overridden };
    case 'recent':
      return { ...state, recent: event.recent };
    case 'heat':
      return { ...state, heat: event.heat };
    case 'energy-today':
      return { ...state, today: event.today };
    case 'heat-pump-today':
      return { ...state, heatPumpToday: event.heatPumpToday };
    case 'notices':
      return { ...state, notices: event.notices };
    case 'alerts':
      return { ...state, alerts: event.alerts };
    case 'update':
      return { ...state, update: event.update };
    case 'restarted':
      return event.state;
  }
}
