import type { PollEvent } from '../../app/poll.ts';
import { between, type EpochMs, type Millis, minutes } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { StateStore } from './state.ts';

/** A smaller step changes nothing that a person could see. */
const WORTH_A_WORD = minutes(1);

/** Both clocks at one poll. */
interface Moment {
  readonly at: EpochMs;
  readonly elapsed: Millis;
}

export interface TellOfClockOptions {
  readonly states: Pick<StateStore, 'notify'>;
  readonly clock: Clock;
  readonly log: Log;
  /** What was counted along by the time of day is not right any more. */
  readonly onStep: () => void;
}

/** Says when the wall clock was set. Over a pause nothing can be told: the machine may have slept. */
export function tellOfClock(options: TellOfClockOptions): (poll: PollEvent) => void {
  const { states, clock, log, onStep } = options;
  let before: Moment | null = null;
  return (poll) => {
    if (poll.kind === 'pace') return;
    if (poll.kind === 'paused' || poll.kind === 'resumed') {
      before = null;
      return;
    }
    const at = poll.kind === 'reading' ? poll.reading.at : poll.at;
    const now = { at, elapsed: clock.elapsed() };
    const step = before === null ? 0 : between(before.at, at) - (now.elapsed - before.elapsed);
    before = now;
    if (Math.abs(step) < WORTH_A_WORD) return;
    log.warn('app', `the wall clock was set by ${Math.round(step / 1000)} s`);
    const values = { minutes: Math.round(Math.abs(step) / minutes(1)) };
    states.notify({ id: 'clock', text: step > 0 ? 'clockAhead' : 'clockBack', values });
    onStep();
  };
}
