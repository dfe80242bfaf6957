import type { Bridge } from '../../app/bridge/contract.ts';
import type { AppState } from '../../app/bridge/state.ts';
import { FIRST_SYNC, hear, learn, type Sync, shownState } from './sync.ts';

/** The state of main as this window knows it, in the shape that `useSyncExternalStore` takes. */
export interface AppStore {
  /** null before the first snapshot. */
  readonly get: () => AppState | null;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Main answers as soon as it runs; this long between attempts while it does not. */
const ASK_AGAIN_AFTER_MS = 1000;

/** Listens first and then asks, so that nothing is lost between the two. */
export function createAppStore(bridge: Pick<Bridge, 'snapshot' | 'onEvent'>): AppStore {
  const listeners = new Set<() => void>();
  let sync: Sync = FIRST_SYNC;

  const advance = (next: Sync): void => {
    const [before, now] = [shownState(sync), shownState(next)];
    const asked = sync.kind === 'asking';
    sync = next;
    if (next.kind === 'asking' && !asked) ask();
    if (before !== now) for (const listener of listeners) listener();
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
    get: () => shownState(sync),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
