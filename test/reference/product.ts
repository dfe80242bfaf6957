// The same polls told to the product as its poller would tell them.
import type { Measurement } from '../../app/measurement.ts';
import type { PollEvent } from '../../app/poll.ts';
import { epochMs, millis } from '../../app/units.ts';
import { fault, Recording, reading, values } from '../history/fixtures.ts';
import type { Poll } from './polls.ts';

const identityOf = (serial: number) => ({
  serial,
  energyMode: 'import' as const,
  dataFormat: null,
  baud: null,
  ctRatio: null,
});

function eventOf({ at, power, counter, serial, reset }: Poll): PollEvent {
  if (power === null) return fault(at);
  const measured: Measurement = values(power, counter === null ? null : counter * 1000);
  const event = reading(at, measured);
  const session = { identity: identityOf(serial) } as unknown as NonNullable<typeof event.session>;
  const counterEvents = reset
    ? [{ at: epochMs(at), field: 'energy' as const, kind: 'reset' as const, from: 0, to: 0 }]
    : [];
  return {
    ...event,
    session,
    counterEvents: counterEvents as unknown as typeof event.counterEvents,
  };
}

/** A history on disk that holds `polls`. @param seals after how many polls the newest are packed */
export function recorded(polls: readonly Poll[], seals: number): Recording {
  const made = new Recording(millis(polls[0]?.every ?? 30_000));
  let every = polls[0]?.every;
  polls.forEach((poll, index) => {
    if (poll.every !== every) {
      every = poll.every;
      made.record({ kind: 'pace', at: epochMs(poll.at), pollEvery: millis(every) }, poll.at);
    }
    made.record(eventOf(poll), poll.at);
    if (index % seals === seals - 1) made.seal();
  });
  return made;
}
