import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useSyncExternalStore,
} from 'react';
import type { Bridge } from '../../app/bridge/contract.ts';
import type { AppState } from '../../app/bridge/state.ts';
import { type Freshness, freshness } from '../../app/live.ts';
import type { EpochMs } from '../../app/units.ts';
import type { AppStore } from './app-store.ts';
import type { WallClock } from './wall-clock.ts';

/** What the components stand on; made once in `main.tsx`. */
export interface Services {
  readonly bridge: Bridge;
  readonly store: AppStore;
  readonly clock: WallClock;
}

const ServicesContext = createContext<Services | null>(null);

export function ServicesProvider(props: {
  readonly services: Services;
  readonly children: ReactNode;
}) {
  return <ServicesContext value={props.services}>{props.children}</ServicesContext>;
}

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('No ServicesProvider above this component.');
  return services;
}

/** true once the first snapshot is here. */
export function useHasState(): boolean {
  const { store } = useServices();
  return useSyncExternalStore(store.subscribe, () => store.get() !== null);
}

/** Part of the state; the component renders again when that part is another object. */
export function useAppState<T>(select: (state: AppState) => T): T {
  const { store } = useServices();
  return useSyncExternalStore(store.subscribe, () => select(known(store)));
}

/** Answers the state as it is when something happens, which may be newer than what was rendered. */
export function useNewestState(): () => AppState {
  const { store } = useServices();
  return useCallback(() => known(store), [store]);
}

/** Something that depends on state and time; renders again only when the answer changes. */
export function useTimed<T extends string | number | null>(
  answer: (state: AppState, now: EpochMs) => T,
): T {
  const { store, clock } = useServices();
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [store.subscribe(listener), clock.onSecond(listener)];
      return () => {
        for (const end of ends) end();
      };
    },
    [store, clock],
  );
  return useSyncExternalStore(subscribe, () => answer(known(store), clock.now()));
}

export const useFreshness = (): Freshness => useTimed((state, now) => freshness(state.live, now));

function known(store: AppStore): AppState {
  const state = store.get();
  if (state === null)
    throw new Error('No component may ask for the state before the first snapshot.');
  return state;
}
