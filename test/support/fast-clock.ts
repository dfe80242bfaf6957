import { after, epochMs, type Millis, millis } from '../../app/units.ts';
import { type Clock, SYSTEM_CLOCK } from '../../main/clock.ts';

/** A Wednesday at eleven in Berlin. */
export const BEGIN = epochMs(Date.UTC(2026, 9, 14, 9));

/** A fixed day, `speed` times as fast as real time; for tests that wait for real sockets. */
export function createFastClock(speed: number): Clock {
  const start = SYSTEM_CLOCK.elapsed();
  const elapsed = (): Millis => millis((SYSTEM_CLOCK.elapsed() - start) * speed);
  return {
    elapsed,
    now: () => after(BEGIN, Math.round(elapsed())),
    sleep: (span, stop) => SYSTEM_CLOCK.sleep(millis(span / speed), stop),
  };
}
