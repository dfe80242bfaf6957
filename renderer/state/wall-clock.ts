import { type EpochMs, epochMs, type Millis, millis } from '../../app/units.ts';

/** The only source of time in a window. */
export interface WallClock {
  readonly now: () => EpochMs;
  /** Calls `listener` when a new second of the wall clock begins, and when the page comes into sight. */
  readonly onSecond: (listener: () => void) => () => void;
}

/** What the clock must know of the page that shows it. */
export type Sight = Pick<Document, 'hidden' | 'addEventListener'>;

const SECOND_MS = 1000;

/** What main puts into the page's address where the app's clock is not the system's. */
export const clockAheadIn = (search: string): Millis =>
  millis(Number(new URLSearchParams(search).get('ahead') ?? 0));

/**
 * One timer for every age on the screen; it rests while nobody listens or nobody can see the page.
 * @param ahead by how much the app's clock is ahead of the system's.
 */
export function systemClock(page: Sight, ahead = millis(0)): WallClock {
  const now = (): EpochMs => epochMs(Date.now() + ahead);
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const schedule = (): void => {
    clearTimeout(timer);
    if (page.hidden || listeners.size === 0) return;
    timer = setTimeout(
      () => {
        schedule();
        tell();
      },
      SECOND_MS - (now() % SECOND_MS),
    );
  };
  page.addEventListener('visibilitychange', () => {
    schedule();
    if (!page.hidden) tell();
  });
  return {
    now,
    onSecond: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) schedule();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) schedule();
      };
    },
  };
}
