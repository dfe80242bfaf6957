import { type Clock, SYSTEM_CLOCK } from '../../main/clock.ts';
import type { Wires } from './wires.ts';

/** Turns of the event loop without any movement after which nothing more is to come. */
const QUIET_TURNS = 6;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function quiet(wires: Wires, stop: AbortSignal): Promise<void> {
  let mark = Number.NaN;
  for (let turns = 0; turns < QUIET_TURNS && !stop.aborted; turns++) {
    await turn();
    const now = wires.mark();
    if (now !== mark) turns = 0;
    mark = now;
  }
}

/**
 * Real time in which sleeps end one after the other, and none while anything moves on a socket:
 * what waits while a busy machine lets this process stand still is neither late nor out of turn.
 */
export function patientClock(wires: Wires): Clock {
  let last: Promise<void> = Promise.resolve();
  return {
    ...SYSTEM_CLOCK,
    async sleep(span, stop) {
      await SYSTEM_CLOCK.sleep(span, stop);
      if (stop.aborted) return;
      last = last.then(() => quiet(wires, stop));
      await last;
    },
  };
}
