import { type EpochMs, minutes } from '../units.ts';

/** No meter that this app reads is older; a computer without a battery begins at 1970. */
const EARLIEST = Date.UTC(2000, 0);
/** Clocks of two computers differ by less. */
const AHEAD = minutes(5);
/** One slip of a digit is thousands of years away, and energy on the way there would be shared among all. */
const LATEST = Date.UTC(2100, 0);

/** Whether a clock that shows this was ever set, so that a record may go by it. */
export const isClockSet = (now: EpochMs): boolean => now >= EARLIEST && now < LATEST;

/** Whether a reading from elsewhere can have been made then. */
export const isPossibleTime = (at: EpochMs, now: EpochMs): boolean =>
  isClockSet(at) && at <= now + AHEAD;
