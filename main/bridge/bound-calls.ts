import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Dispatch } from './serve-bridge.ts';

/** What a page of ours never comes near; one that was taken over is held to it. */
export interface CallBounds {
  /** Calls that are not answered yet, of all commands and askers together. */
  readonly underWay: number;
  /** Calls a second that may go on for ever. */
  readonly perSecond: number;
  /** Calls at once after a time of silence. */
  readonly burst: number;
}

export const CALL_BOUNDS: CallBounds = { underWay: 64, perSecond: 200, burst: 400 };

/**
 * Refuses calls beyond the bounds before anybody looks at them, so that main has time for the meter
 * whatever a page does.
 */
export function boundCalls(
  dispatch: Dispatch,
  clock: Clock,
  log: Log,
  { underWay: most, perSecond, burst }: CallBounds = CALL_BOUNDS,
): Dispatch {
  let underWay = 0;
  let left = burst;
  let countedAt = clock.elapsed();
  const admit = (): boolean => {
    const now = clock.elapsed();
    left = Math.min(burst, left + ((now - countedAt) / 1000) * perSecond);
    countedAt = now;
    if (left < 1 || underWay >= most) return false;
    left -= 1;
    return true;
  };
  return async (name, asker, args) => {
    if (!admit()) {
      log.warn('bridge', `refused ${name}: too many calls`);
      throw new Error(`${name}: too many calls`);
    }
    underWay += 1;
    try {
      return await dispatch(name, asker, args);
    } finally {
      underWay -= 1;
    }
  };
}
