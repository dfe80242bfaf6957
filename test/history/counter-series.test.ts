import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { periodEdges } from '../../app/energy/periods.ts';
import type { CounterSeries } from '../../app/history/query.ts';
import type { MeterSession } from '../../app/live.ts';
import { epochMs, hours, minutes, seconds, wattHours } from '../../app/units.ts';
import { queryEnergy } from '../../main/history/queries/energy.ts';
import { querySeries } from '../../main/history/queries/series.ts';
import { Recording, reading, values } from './fixtures.ts';

const EVERY = seconds(30);
const ZONE = 'Europe/Berlin';
/** Midnight there. */
const START = Date.UTC(2026, 10, 26, 23);

const open: Recording[] = [];
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

interface Stay {
  readonly from: number;
  readonly to: number;
  /** mWh */
  readonly counter: number;
  /** mWh between two polls */
  readonly step: number;
  readonly serial?: number;
  readonly mode?: 'import' | 'net';
  readonly isReset?: boolean;
}

const session = ({ serial = 7, mode = 'import' }: Stay): MeterSession => ({
  framing: 'rtu-over-tcp',
  identity: { serial, energyMode: mode, floatFormat: true },
});

function record(made: Recording, stay: Stay, isWithoutEnergy = false): void {
  const anew = { field: 'energy', kind: 'epoch', from: wattHours(0), to: wattHours(0) } as const;
  for (let at = stay.from; at < stay.to; at += EVERY) {
    const counter = stay.counter + ((at - stay.from) / EVERY) * stay.step;
    const begins = stay.isReset === true && at === stay.from;
    made.record({
      ...reading(at, values(120, isWithoutEnergy ? null : counter / 1000)),
      session: session(stay),
      counterEvents: begins ? [{ ...anew, at: epochMs(at) }] : [],
    });
  }
}

/** Records what meters counted, one after the other; without anything in between. */
function recorded(...stays: readonly Stay[]): Recording {
  const made = new Recording(EVERY);
  open.push(made);
  for (const stay of stays) record(made, stay);
  return made;
}

function counterOf({ store }: Recording, from: number, to: number, points = 600): CounterSeries {
  const range = { from: epochMs(from), to: epochMs(to) };
  const { counter } = querySeries(store, { ...range, points, fields: ['power', 'energy'] });
  if (counter === null) throw new Error('No counter.');
  return counter;
}

/** The bars of whole local days together, in Wh. */
function bars({ store }: Recording, from: number, to: number): number | null {
  const range = { from: epochMs(from), to: epochMs(to) };
  const days = queryEnergy(store, { ...range, per: 'day', zone: ZONE }, epochMs(to));
  const known = days.flatMap(({ energy }) => (energy.energy === null ? [] : [energy.energy]));
  return known.length === 0 ? null : known.reduce((sum, energy) => sum + energy, 0);
}

const newest = (column: readonly (number | null)[]): number | null =>
  column.findLast((value) => value !== null) ?? null;

describe('the energy since the beginning of a range', () => {
  it.each([30, 600, 2000])('begins at zero and rises with the counter, in %i columns', (points) => {
    const [from, to] = [START, START + hours(6)];
    const made = recorded({ from, to: to + EVERY, counter: 500_000_000, step: 1000 });
    const { risen, total, last } = counterOf(made, from, to, points);
    expect(total).toBeCloseTo(720, 1);
    const width = hours(6) / risen.filter((value) => value !== null).length;
    expect(risen[0]).toBeGreaterThanOrEqual(0);
    expect(risen[0]).toBeLessThanOrEqual(width / EVERY + 1);
    expect(newest(risen)).toBeGreaterThan(718 - width / EVERY);
    expect(newest(last)).toBeGreaterThanOrEqual(500_717);
  });

  it.each([
    ['another meter that stands a little higher', { counter: 500_400_000, serial: 8 }],
    ['another meter that stands far lower', { counter: 20_000, serial: 8 }],
    ['a reset', { counter: 0, isReset: true }],
  ])('counts nothing up to %s', (_, next) => {
    const swap = START + hours(3);
    const made = recorded(
      { from: START, to: swap, counter: 500_000_000, step: 1000 },
      { from: swap, to: START + hours(6), step: 1000, ...next },
    );
    for (const points of [24, 600, 2000]) {
      const { risen, total, last } = counterOf(made, START, START + hours(6), points);
      expect(total).toBeCloseTo(359 + 359, 1);
      expect(newest(risen)).toBeLessThanOrEqual(718.1);
      expect(newest(last)).toBeCloseTo((next.counter + 359_000) / 1000, 0);
    }
  });

  it('falls with a net counter, whose last value is shown', () => {
    const stay = { from: START, to: START + hours(6), counter: 500_000_000, step: -100 };
    const made = recorded({ ...stay, mode: 'net' });
    for (const points of [24, 600]) {
      const { risen, total, last } = counterOf(made, START, START + hours(6), points);
      expect(total).toBeCloseTo(-71.9, 1);
      expect(newest(risen)).toBeLessThan(-70);
      expect(newest(last)).toBeCloseTo(499_928, 0);
    }
  });

  it('has what a night off is given after midnight, as the bar of the day', () => {
    const [evening, morning] = [START - hours(2), START + hours(6)];
    const made = recorded(
      { from: evening, to: evening + hours(1), counter: 500_000_000, step: 1000 },
      { from: morning, to: morning + hours(1), counter: 503_000_000, step: 1000 },
    );
    const { risen, total } = counterOf(made, START, START + hours(24), 900);
    expect(total).toBeGreaterThan(2000);
    expect(total).toBe(bars(made, START, START + hours(24)));
    expect(risen.find((value) => value !== null)).toBeGreaterThan(2000);
  });

  it('is not known before anything was read', () => {
    const made = recorded({ from: START, to: START + hours(1), counter: 0, step: 10 });
    const { total, risen } = counterOf(made, START - hours(48), START - hours(24));
    expect(total).toBeNull();
    expect(risen.every((value) => value === null)).toBe(true);
  });
});

describe('the energy of whole days', () => {
  const step = fc.record({
    wait: fc.constantFrom(seconds(30), minutes(1), minutes(20), hours(2), hours(9), hours(30)),
    rise: fc.integer({ min: 0, max: 900_000 }),
    what: fc.constantFrom('plain', 'plain', 'plain', 'no-energy', 'swap', 'reset', 'seal'),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function played(steps: readonly Step[]): { readonly made: Recording; readonly end: number } {
    const made = recorded();
    let [at, counter, serial] = [START + 431_000, 123_890_000, 1];
    for (const { wait, rise, what } of steps) {
      at += wait;
      if (what === 'swap') serial += 1;
      counter = what === 'reset' ? 1000 : counter + rise;
      const stay = { from: at, to: at + 1, counter, step: 0, serial, isReset: what === 'reset' };
      record(made, stay, what === 'no-energy');
      if (what === 'seal') made.seal();
    }
    return { made, end: at + 1 };
  }

  const known = (column: readonly (number | null)[]) => column.filter((value) => value !== null);

  it('is that of the bars whatever happens to the meter, and never falls', () => {
    const steps = fc.array(step, { minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(steps, fc.constantFrom(20, 300, 5000), (story, points) => {
        const { made, end } = played(story);
        const edges = periodEdges(epochMs(START), epochMs(end), 'day', ZONE);
        const to = edges.at(-1) ?? end;
        const { total, risen } = counterOf(made, START, to, points);
        const wanted = bars(made, START, to);
        expect(total === null).toBe(wanted === null);
        expect(total ?? 0).toBeCloseTo(wanted ?? 0, 6);
        const values = known(risen);
        expect(values.every((value) => value <= (total ?? 0) + 0.002)).toBe(true);
        expect(values.every((value, row) => value >= (values[row - 1] ?? 0) - 0.002)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
