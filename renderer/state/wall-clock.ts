import { type EpochMs, epochMs } from '../../app/units.ts';

/** The only source of time in a window. */
export interface WallClock {
  readonly now: () => EpochMs;
  /** Calls `listener` when a new second of the wall clock begins. */
  readonly onSecond: (listener: () => void) => () => void;
}

const SECOND_MS = 1000;

/** One timer for every age on the screen; it rests while nobody listens. */
export function systemClock(): WallClock {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const schedule = (): void => {
    timer = setTimeout(tick, SECOND_MS - (Date.now() % SECOND_MS));
  };
  const tick = (): void => {
    schedule();
    for (const listener of listeners) listener();
  };
  return {
    now: () => epochMs(Date.now()),
    onSecond: (listener) => {
      listeners.add(listener);
      if (timer === null) schedule();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearTimeout(timer);
        timer = null;
      };
    },
  };
}
