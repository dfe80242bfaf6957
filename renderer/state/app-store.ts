import type { Bridge } from '../../app/bridge/contract.ts';
import type { AppState } from '../../app/bridge/state.ts';
import type { Settings, SettingsPatch } from '../../app/settings.ts';
import { FIRST_SYNC, hear, learn, type Sync, shownState } from './sync.ts';

/** The state of main as this window knows it, in the shape that `useSyncExternalStore` takes. */
export interface AppStore {
  /** null before the first snapshot. */
  readonly get: () => AppState | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes settings; the state shows it at once, so that one change builds on the one before. */
  readonly change: (patch: SettingsPatch) => void;
}

/** Main answers as soon as it runs; this long between attempts while it does not. */
const ASK_AGAIN_AFTER_MS = 1000;

function withChanges(state: AppState | null, patches: readonly SettingsPatch[]): AppState | null {
  if (state === null || patches.length === 0) return state;
  return { ...state, settings: Object.assign({}, state.settings, ...patches) as Settings };
}

/** Listens first and then asks, so that nothing is lost between the two. */
export function createAppStore(
  bridge: Pick<Bridge, 'snapshot' | 'onEvent' | 'changeSettings'>,
): AppStore {
  const listeners = new Set<() => void>();
  let sync: Sync = FIRST_SYNC;
  /** Changes that main has not answered yet. */
  let underWay: readonly SettingsPatch[] = [];
  let shown: AppState | null = null;

  const show = (): void => {
    shown = withChanges(shownState(sync), underWay);
    for (const listener of listeners) listener();
  };

  const advance = (next: Sync): void => {
    const [before, now] = [shownState(sync), shownState(next)];
    const asked = sync.kind === 'asking';
    sync = next;
    if (next.kind === 'asking' && !asked) ask();
    if (before !== now) show();
  };
  const ask = (): void => {
    bridge.snapshot().then(
      (snapshot) => {
        const next = learn(sync, snapshot);
        // A hole among the events that came meanwhile.
        if (next.kind === 'asking') ask();
        advance(next);
      },
      () => void setTimeout(ask, ASK_AGAIN_AFTER_MS),
    );
  };

  bridge.onEvent((event) => advance(hear(sync, event)));
  ask();
  return {
    get: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    change: (patch) => {
      const answered = (): void => {
        underWay = underWay.filter((one) => one !== patch);
        show();
      };
      underWay = [...underWay, patch];
      show();
      bridge.changeSettings(patch).then(answered, answered);
    },
  };
}
