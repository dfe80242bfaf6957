import { after, type EpochMs, type Millis, millis } from '../../app/units.ts';
import { type Clock, SYSTEM_CLOCK } from '../../main/clock.ts';

/** Real time, `speed` times as fast; for tests that wait for real sockets. */
export function createFastClock(speed: number): Clock {
  const begun: EpochMs = SYSTEM_CLOCK.now();
  const start = SYSTEM_CLOCK.elapsed();
  const elapsed = (): Millis => millis((SYSTEM_CLOCK.elapsed() - start) * speed);
  return {
    elapsed,
    now: () => after(begun, Math.round(elapsed())),
    sleep: (span, stop) => SYSTEM_CLOCK.sleep(millis(span / speed), stop),
  };
}
