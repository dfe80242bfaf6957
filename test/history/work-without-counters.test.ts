import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { epochMs, hours, minutes, seconds } from '../../app/units.ts';
import { fillGaps, type Sample } from '../../main/history/fill.ts';
import { queryEnergy } from '../../main/history/queries/energy.ts';
import { sealedFrom, sealedText } from '../../main/history/store-state.ts';
import { toWire } from '../../main/history/wire.ts';
import { fault, Recording, reading, values } from './fixtures.ts';

const START = Date.UTC(2026, 10, 20, 10);
const EVERY = seconds(30);
const POLLS = 480;
const RANGE = { from: epochMs(START), to: epochMs(START + hours(5)) };

const recordings: Recording[] = [];
afterEach(() => {
  for (const made of recordings.splice(0)) made.close();
});

interface Poll {
  readonly at: number;
  readonly power: number;
  readonly counter: number;
}

/** Four hours in which the compressor runs now and then. */
const polls: readonly Poll[] = (() => {
  let counter = 500_000;
  return Array.from({ length: POLLS }, (_, i) => {
    const power = i % 150 < 60 ? 1900 + (i % 7) : 6;
    if (i > 0) counter += (power * EVERY) / hours(1);
    return { at: START + i * EVERY, power, counter };
  });
})();

const sampleOf = ({ at, power, counter }: Poll): Sample => ({
  at: epochMs(at),
  wire: toWire(values(power, counter)),
  flags: 0,
});

/** @param seals after how many polls the newest are packed */
function recorded(isCounted: (poll: number) => boolean, seals: number, upTo = POLLS): Recording {
  const made = new Recording(EVERY);
  recordings.push(made);
  polls.slice(0, upTo).forEach(({ at, power, counter }, i) => {
    made.record(reading(at, values(power, isCounted(i) ? counter : null)));
    if (i % seals === seals - 1) made.seal();
  });
  return made;
}

const energies = ({ store }: Recording) =>
  queryEnergy(store, { ...RANGE, per: 'hour', zone: 'UTC' }, RANGE.to).map(
    ({ energy, estimated }) => ({ ...energy, estimated }),
  );
const sumOf = (made: Recording): number =>
  energies(made).reduce((sum, { energy }) => sum + Math.round((energy ?? 0) * 1000), 0);
const rise = (from: number, to: number): number => {
  const mWh = (poll: number) => Math.round(Math.fround((polls[poll]?.counter ?? 0) / 1000) * 1e6);
  return mWh(to) - mWh(from);
};

describe('hours in which the power is read and no counter', () => {
  const cases = fc.record({
    from: fc.integer({ min: 1, max: 200 }),
    lasts: fc.integer({ min: 1, max: 260 }),
    seals: fc.constantFrom(3, 50, 100_000),
    some: fc.array(fc.nat(POLLS - 1), { maxLength: 5 }),
  });

  it('have the energies of the counters once these are added, in whatever parts', () => {
    const whole = energies(recorded(() => true, 100_000));
    fc.assert(
      fc.property(cases, ({ from, lasts, seals, some }) => {
        const made = recorded((i) => i < from || i >= from + lasts, seals);
        expect(sumOf(made)).toBe(rise(0, POLLS - 1));
        made.seal();
        const hadCounter = [...some].sort((a, b) => a - b).flatMap((i) => polls[i] ?? []);
        fillGaps(made.store, hadCounter.map(sampleOf), 'import');
        expect(sumOf(made)).toBe(rise(0, POLLS - 1));
        fillGaps(made.store, polls.map(sampleOf), 'import');
        expect(energies(made)).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  it('are shared by the work that is left when a counter is added before the next is read', () => {
    const made = recorded((i) => i < 10, 25, 400);
    fillGaps(
      made.store,
      [polls[200], polls[210]].flatMap((poll) => poll ?? []).map(sampleOf),
      'import',
    );
    for (const { at, power, counter } of polls.slice(400)) {
      made.record(reading(at, values(power, counter)));
    }
    expect(sumOf(made)).toBe(rise(0, POLLS - 1));
    const whole = energies(recorded(() => true, 100_000));
    energies(made).forEach(({ energy }, hour) => {
      // Within one poll of the compressor, by whose power a time stands or is counted.
      expect(Math.abs((energy ?? 0) - (whole[hour]?.energy ?? 0))).toBeLessThan(35);
    });
  });

  it('are shared by time where nothing was read, and are estimates only there', () => {
    const made = new Recording(EVERY);
    recordings.push(made);
    const at = (minute: number) => START + minutes(minute);
    const tell = (minute: number, power: number, counter: number | null) =>
      made.record(reading(at(minute), values(power, counter)));
    tell(0, 1000, 500_000);
    // An hour by power, two hours of which nothing is known, another hour by power.
    for (let i = 1; i < 120; i++) tell(i / 2, 1000, null);
    made.record(fault(at(60)));
    for (let i = 360; i < 480; i++) tell(i / 2, 1000, null);
    made.seal();
    tell(240, 6, 506_000);
    expect(energies(made).map(({ energy }) => Math.round(energy ?? 0))).toEqual([
      1000, 2000, 2000, 1000, 0,
    ]);
    // How much came before the third hour is not known, and neither is it of the second from its end.
    expect(energies(made).map(({ estimated }) => estimated)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('do not hide from the next reading that the meter was changed, sealed or not', () => {
    const session = (serial: number) =>
      ({
        framing: 'rtu-over-tcp',
        identity: { serial, energyMode: 'import', floatFormat: true },
      }) as const;
    for (const isSealed of [false, true]) {
      const made = new Recording(EVERY);
      recordings.push(made);
      const tell = (poll: number, serial: number, counter: number | null) =>
        made.record({
          ...reading(START + poll * EVERY, values(6, counter)),
          session: session(serial),
        });
      tell(0, 1, 500_000);
      tell(1, 2, null);
      tell(2, 2, null);
      if (isSealed) made.seal();
      if (isSealed) made.reopen();
      tell(3, 2, 500_100);
      tell(4, 2, 500_101);
      expect(sumOf(made)).toBe(rise4());
    }
  });
});

/** A float32 of 500.101 kWh less one of 500.1. */
const rise4 = (): number =>
  Math.round(Math.fround(500.101) * 1e6) - Math.round(Math.fround(500.1) * 1e6);

describe('a file of an earlier version', () => {
  it('goes on with nothing known since the counters were read', () => {
    const made = recorded((i) => i < 10, 25);
    const { since, ...earlier } = made.store.sealed;
    expect(sealedFrom(sealedText(made.store.sealed))).toEqual(made.store.sealed);
    const known = sealedFrom(sealedText(earlier as typeof made.store.sealed));
    expect(since.work[0]?.length).toBeGreaterThan(0);
    expect(known?.since.work.flat()).toEqual([]);
    expect(known?.marks).toEqual(earlier.marks);
  });
});
