import { type CounterState, heldBackFrom } from '../../../app/counters.ts';
import type { PollEvent } from '../../../app/poll.ts';
import { type EpochMs, after as later, seconds, watts } from '../../../app/units.ts';
import { Poller } from '../../../main/poller/poller.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { NOON, readingOf } from '../../support/readings.ts';
import { type Answer, ScriptedMeter } from '../../support/scripted-meter.ts';

/** So many seconds after noon. */
export const at = (second: number): EpochMs => later(NOON, seconds(second));

/** What a record of an idle heat pump knows. */
export const KNOWN: CounterState = {
  accepted: heldBackFrom(readingOf({}, later(NOON, -seconds(60)))).heldBack,
  heldBack: {},
};

/** A poller that was started `past` a full minute of the wall clock. */
export async function setUp({
  every = 2,
  past = 700,
  counters = KNOWN,
  script = [] as readonly Answer[],
  onEvent = (_clock: ManualClock): void => {},
} = {}) {
  const clock = new ManualClock(later(NOON, past));
  const meter = new ScriptedMeter(clock);
  meter.script.push(...script);
  const events: PollEvent[] = [];
  const poller = new Poller({
    meter,
    clock,
    pollEvery: seconds(every),
    wiring: { isTotalOnly: () => false, remember: () => undefined },
    connectionLimit: () => watts(24_000),
    counters,
    publish: (event) => {
      events.push(event);
      onEvent(clock);
    },
  });
  poller.start();
  await clock.advance(0);
  /** When the meter was asked, in s after noon. */
  const polls = (): readonly number[] => meter.asked.map(({ at }) => (at - NOON) / 1000);
  const kinds = (): readonly string[] => events.map(({ kind }) => kind);
  const faults = () => events.filter((event) => event.kind === 'fault');
  return { clock, meter, events, poller, polls, kinds, faults };
}
