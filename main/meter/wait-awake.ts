import { type Millis, millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';

/** A timer that is as late as this, as a part of its span, has seen the event loop stand still. */
const LATE = 0.5;
/** How often it is waited again before nobody can tell what the other end does. */
const TRIES = 4;
const AWAKE = millis(0);

/**
 * Waits until the other end has had `span` to answer and this program to notice. Timers come before
 * sockets: after a stall of our own the time is up although what arrived meanwhile lies in the system's
 * buffers, so it is waited once more.
 * @param onStall told each time that this program stood still, and for how long.
 * @returns 0, or for how long this program stood still, when it did so at each try.
 */
export async function waitAwake(
  clock: Clock,
  span: Millis,
  stop: AbortSignal,
  onStall: (late: Millis) => void,
): Promise<Millis> {
  let late: Millis = AWAKE;
  for (let tries = 0; tries < TRIES; tries++) {
    const began = clock.elapsed();
    await clock.sleep(span, stop);
    late = millis(Math.round(clock.elapsed() - began - span));
    if (stop.aborted || late < span * LATE) return AWAKE;
    onStall(late);
  }
  return late;
}
