import { type AppEvent, type AppState, applyEvent, type Numbered } from '../../app/bridge/state.ts';

/** How far this window follows main. */
export type Sync =
  | {
      readonly kind: 'asking';
      /** What the screen shows meanwhile; null before the first snapshot. */
      readonly shown: AppState | null;
      /** Events that came while the snapshot is under way, in order. */
      readonly heard: readonly Numbered<AppEvent>[];
    }
  | { readonly kind: 'following'; readonly number: number; readonly state: AppState };

export const FIRST_SYNC: Sync = { kind: 'asking', shown: null, heard: [] };

/** After an event: what is known already is dropped, a hole in the numbers asks for a snapshot. */
export function hear(sync: Sync, event: Numbered<AppEvent>): Sync {
  if (sync.kind === 'asking') return { ...sync, heard: [...sync.heard, event] };
  if (event.number <= sync.number) return sync;
  if (event.number > sync.number + 1) {
    return { kind: 'asking', shown: sync.state, heard: [event] };
  }
  return { ...sync, number: event.number, state: applyEvent(sync.state, event.value) };
}

/** After a snapshot: the events that it does not hold yet are applied to it. */
export function learn(sync: Sync, snapshot: Numbered<AppState>): Sync {
  const heard = sync.kind === 'asking' ? sync.heard : [];
  const start: Sync = { kind: 'following', number: snapshot.number, state: snapshot.value };
  return heard.reduce<Sync>(hear, start);
}

export const shownState = (sync: Sync): AppState | null =>
  sync.kind === 'asking' ? sync.shown : sync.state;
