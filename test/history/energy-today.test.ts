import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { periodStart } from '../../app/energy/periods.ts';
import {
  brokenEnergyToday,
  type EnergyTodayState,
  energyTodayAt,
  nextEnergyToday,
} from '../../app/energy-today.ts';
import type { MeterSession } from '../../app/live.ts';
import type { PollEvent } from '../../app/poll.ts';
import { days, epochMs, hours, minutes, seconds, wattHours } from '../../app/units.ts';
import { queryEnergy } from '../../main/history/queries/energy.ts';
import { queryToday } from '../../main/history/queries/now.ts';
import { fault, Recording, reading, values } from './fixtures.ts';

const EVERY = seconds(30);

const open: Recording[] = [];
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

function recording(): Recording {
  const made = new Recording(EVERY);
  open.push(made);
  return made;
}

const session = (serial: number, energyMode: 'import' | 'net' = 'import'): MeterSession => ({
  framing: 'rtu-over-tcp',
  identity: { serial, energyMode, floatFormat: true },
});

/** What History shows for the day that holds `at`. */
function dayInHistory({ store }: Recording, at: number, zone: string) {
  const now = epochMs(at);
  const day = {
    from: periodStart(now, 'day', zone),
    to: epochMs(at + 1),
    per: 'day',
    zone,
  } as const;
  const [bucket] = queryEnergy(store, day, now);
  return { energy: bucket?.energy.energy ?? 0, estimated: bucket?.estimated ?? false };
}

describe('energy today on Live and in History', () => {
  /** Whole milliwatt-hours; what happens before a reading. */
  const step = fc.record({
    wait: fc.constantFrom(
      ...[seconds(30), minutes(1), minutes(4), minutes(20), hours(2), hours(9), hours(30)],
    ),
    rise: fc.integer({ min: 0, max: 900 }),
    what: fc.constantFrom(
      'plain',
      'plain',
      'plain',
      'no-energy',
      'powers',
      'powers',
      'fault',
      'swap',
      'reset',
      'restart',
      'seal',
    ),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
  const zones = fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC');

  /** The meter and the app through what happens, one poll after the other. */
  class Stage {
    readonly #made = recording();
    /** A day and a half before clocks go back in Berlin. */
    #at = Date.UTC(2026, 9, 23, 10, 7, 12);
    #counter = 123_890_000;
    #serial = 1;
    #counted: EnergyTodayState | null = null;

    constructor(readonly zone: string) {}

    poll({ wait, rise, what }: Step): void {
      if (what === 'powers') this.#powers();
      if (what === 'fault') this.#fault();
      this.#at += wait;
      const before = this.#counter;
      if (what === 'swap') this.#serial += 1;
      this.#counter = what === 'reset' ? 1000 : before + rise;
      if (what === 'restart') {
        this.#made.reopen();
        this.#counted = this.#asked();
      }
      if (what === 'no-energy') {
        this.#take(this.#reading(before, null));
        this.#at += EVERY;
      }
      this.#take(this.#reading(before, this.#counter));
      if (what === 'seal') this.#made.seal();
    }

    /** Some minutes in which no counter is read, whose energy the next reading of it tells. */
    #powers(): void {
      for (let poll = 0; poll < 20; poll++) {
        this.#at += EVERY;
        this.#counter += poll < 7 ? 8 : 0;
        const event = { ...reading(epochMs(this.#at), values(poll < 7 ? 960 : 6, null)) };
        this.#take({ ...event, session: session(this.#serial) });
      }
    }

    #fault(): void {
      this.#at += EVERY;
      const event = fault(this.#at);
      this.#made.record(event);
      this.#counted = brokenEnergyToday(this.#counted, epochMs(this.#at));
    }

    #take(poll: PollEvent & { readonly kind: 'reading' }): void {
      this.#made.record(poll);
      this.#counted = nextEnergyToday(this.#counted, poll, EVERY, this.zone);
    }

    #reading(before: number, counter: number | null): PollEvent & { readonly kind: 'reading' } {
      const at = epochMs(this.#at);
      const [from, to] = [wattHours(before), wattHours(this.#counter)];
      const event = { at, field: 'energy', kind: 'epoch', from, to } as const;
      return {
        ...reading(at, values(46, counter)),
        counterEvents: this.#counter < before ? [event] : [],
        session: session(this.#serial),
      };
    }

    #asked(): EnergyTodayState | null {
      return queryToday(this.#made.store, epochMs(this.#at), this.zone);
    }

    /** Live, the record's own count, and History's bar of the day. */
    shown() {
      const { energy, estimated } = dayInHistory(this.#made, this.#at, this.zone);
      const [live, asked] = [this.#counted?.today, this.#asked()?.today];
      const bar = { ...live, energy, estimated };
      return { live, asked, bar };
    }

    close(): void {
      this.#made.close();
      open.splice(0);
    }
  }

  test('are one, whatever happens to the meter and the app', () => {
    fc.assert(
      fc.property(zones, fc.array(step, { minLength: 2, maxLength: 12 }), (zone, steps) => {
        const stage = new Stage(zone);
        for (const one of steps) {
          stage.poll(one);
          const { live, asked, bar } = stage.shown();
          expect(live).toEqual(asked);
          expect(live).toEqual(bar);
        }
        stage.close();
      }),
      { numRuns: 25 },
    );
  });

  test('know nothing of what another meter counted, whose counter stands a little higher', () => {
    const made = recording();
    const zone = 'Europe/Berlin';
    const [evening, morning] = [Date.UTC(2026, 10, 26, 22), Date.UTC(2026, 10, 27, 6)];
    made.record({ ...reading(evening, values(46, 123_890_000)), session: session(1001) });
    const before = queryToday(made.store, epochMs(morning), zone);
    expect(before?.today).toBeNull();
    const swapped = { ...reading(morning, values(46, 124_040_000)), session: session(1002) };
    made.record(swapped);
    const next = { ...reading(morning + 60_000, values(46, 124_049_296)), session: session(1002) };
    made.record(next);
    let counted = nextEnergyToday(before, swapped, EVERY, zone);
    counted = nextEnergyToday(counted, next, EVERY, zone);
    expect(counted?.today?.energy).toBeCloseTo(9296, -1);
    expect(counted?.today?.energy).toBe(dayInHistory(made, morning + 60_000, zone).energy);
  });

  test.each([
    ['back', -days(1)],
    ['on', days(1)],
  ])('go on together when the clock is set %s by a day and put right', (_, step) => {
    const made = recording();
    const zone = 'Europe/Berlin';
    let [elapsed, offset, counter] = [0, Date.UTC(2026, 10, 18, 9), 500_000];
    let counted: EnergyTodayState | null = null;
    for (const by of [0, step, -step]) {
      offset += by;
      for (let row = 0; row < 20; row++) {
        elapsed += EVERY;
        counter += 1;
        const poll = reading(offset + elapsed, values(120, counter));
        made.record(poll, elapsed);
        counted = nextEnergyToday(counted, poll, EVERY, zone);
      }
      const asked = queryToday(made.store, epochMs(offset + elapsed), zone);
      // What it counts can be shown: it began before now, and on this day.
      const now = epochMs(offset + elapsed);
      expect(energyTodayAt(asked, now, zone)).toEqual(asked?.today);
      // What was counted earlier on the day that is gone back to only the record knows.
      if (by === -step) counted = asked;
      expect(counted?.today?.energy).toBeCloseTo(asked?.today?.energy ?? 0, 6);
    }
  });
});
