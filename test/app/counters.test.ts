import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CounterEvent,
  type CounterRejection,
  type CounterState,
  heldBackFrom,
  isUnknown,
  judgeCounters,
  type Limits,
  NO_COUNTERS,
} from '../../app/counters.ts';
import {
  type EpochMs,
  epochMs,
  hours,
  after as later,
  minutes,
  seconds,
  wattHours,
  watts,
} from '../../app/units.ts';
import { NOON, only } from '../support/readings.ts';

const LIMITS: Limits = { connection: watts(24_000), energyMode: 'import' };
const NET: Limits = { ...LIMITS, energyMode: 'net' };
/** What 24 kW are in the 30 s between two reads of the counter, with the 20 Wh of slack. */
const MOST_IN_30_S = 220;

interface Outcome {
  /** The counter in Wh as it passed; otherwise why it was held back. */
  readonly fates: readonly (number | CounterRejection)[];
  readonly events: readonly CounterEvent[];
  readonly state: CounterState;
}

/** Feeds one value of the total counter after the other; null: the counter was not asked for. */
function follow(
  values: readonly (number | null)[],
  { limits = LIMITS, every = seconds(30) as number, start = NOON as EpochMs } = {},
): Outcome {
  let state = NO_COUNTERS;
  const fates: (number | CounterRejection)[] = [];
  const events: CounterEvent[] = [];
  for (const [index, energy] of values.entries()) {
    const verdict = judgeCounters(later(start, index * every), only({ energy }), state, limits);
    state = verdict.state;
    events.push(...verdict.events);
    if (energy !== null) fates.push(verdict.rejected[0]?.reason ?? energy);
  }
  return { fates, events, state };
}

const kinds = ({ events }: Outcome): readonly string[] => events.map(({ kind }) => kind);

describe('an energy counter that rises', () => {
  test('counts as fast as the connection can carry', () => {
    const values = [1000, 1000 + MOST_IN_30_S, 1000 + 2 * MOST_IN_30_S];
    expect(follow(values)).toMatchObject({ fates: values, events: [] });
  });

  test('may rise as far as a long gap allows', () => {
    const twoHours = 2 * 24_000;
    const { fates } = follow([1000, 1000 + twoHours], { every: hours(2) });
    expect(fates).toEqual([1000, 1000 + twoHours]);
  });

  test('counts from the first reading on, whatever it is', () => {
    expect(follow([987_654]).fates).toEqual([987_654]);
  });
});

describe('a first value', () => {
  const heldBack = (energy: number) => heldBackFrom({ at: NOON, values: only({ energy }) });
  const judged = (before: number, energy: number) =>
    judgeCounters(later(NOON, seconds(1)), only({ energy }), heldBack(before), LIMITS);

  test('counts when it goes on from one that was held back', () => {
    const { state, rejected, events } = judged(513_000, 513_001);
    expect([rejected, events]).toEqual([[], []]);
    expect(state).toMatchObject({ accepted: { energy: { value: 513_001 } }, heldBack: {} });
  });

  test.each([
    [514_000, 'energy-jumped'],
    [512_000, 'energy-fell'],
  ] as const)('of %d Wh is held back when the one before was 513,000', (energy, reason) => {
    const { state, rejected } = judged(513_000, energy);
    expect(rejected).toEqual([{ field: 'energy', reason }]);
    expect(state).toMatchObject({ accepted: {}, heldBack: { energy: { value: energy } } });
  });

  test('is known to be one while nothing was accepted or held back', () => {
    expect(isUnknown(NO_COUNTERS)).toBe(true);
    expect(isUnknown(heldBack(1))).toBe(false);
    expect(isUnknown({ accepted: heldBack(1).heldBack, heldBack: {} })).toBe(false);
  });
});

describe('a counter that jumps', () => {
  const high = 9000;

  test('is held back, and recorded once the next reading goes on from there', () => {
    const outcome = follow([1000, high, high + 5, high + 10]);
    expect(outcome.fates).toEqual([1000, 'energy-jumped', high + 5, high + 10]);
    expect(outcome.events).toEqual([
      { at: later(NOON, seconds(60)), field: 'energy', kind: 'jump', from: 1000, to: high + 5 },
    ]);
  });

  test('is held back from the first Wh on that the connection cannot carry', () => {
    expect(follow([1000, 1000 + MOST_IN_30_S + 1]).fates.at(-1)).toBe('energy-jumped');
  });

  test('is no event when the time until the next reading explains it', () => {
    const { fates, events } = follow([1000, 1300, 1300]);
    expect(fates).toEqual([1000, 'energy-jumped', 1300]);
    expect(events).toEqual([]);
  });

  test('leaves no trace when it comes back: one corrupt reading rejects no true one', () => {
    const outcome = follow([1000, 9_000_000, 1001, 1002]);
    expect(outcome.fates).toEqual([1000, 'energy-jumped', 1001, 1002]);
    expect(outcome.events).toEqual([]);
    expect(outcome.state).toEqual(follow([1000, 1000, 1001, 1002]).state);
  });

  test('is not confirmed by another jump to elsewhere', () => {
    const outcome = follow([1000, 9_000_000, 5_000_000, 7_000_000, 1001]);
    expect(outcome.fates).toEqual([1000, 'energy-jumped', 'energy-jumped', 'energy-jumped', 1001]);
    expect(outcome.events).toEqual([]);
  });

  test('is confirmed by the next value that was asked for, however long that takes', () => {
    const outcome = follow([1000, high, null, null, high]);
    expect(outcome.fates.at(-1)).toBe(high);
    expect(kinds(outcome)).toEqual(['jump']);
  });
});

describe('a counter that falls', () => {
  test('is held back, and begins a new epoch once the next reading confirms it', () => {
    const outcome = follow([513_000, 4, 4, 6]);
    expect(outcome.fates).toEqual([513_000, 'energy-fell', 4, 6]);
    expect(outcome.events).toEqual([
      { at: later(NOON, seconds(60)), field: 'energy', kind: 'epoch', from: 513_000, to: 4 },
    ]);
  });

  test('leaves no trace when it comes back', () => {
    const outcome = follow([513_000, 0, 513_001]);
    expect(outcome.fates).toEqual([513_000, 'energy-fell', 513_001]);
    expect(outcome.events).toEqual([]);
  });

  test('is judged for each phase by itself', () => {
    const first = judgeCounters(NOON, only({ energy: 900, energyL1: 300 }), NO_COUNTERS, LIMITS);
    const at = later(NOON, seconds(30));
    const second = judgeCounters(at, only({ energy: 905, energyL1: 3 }), first.state, LIMITS);
    expect(second.rejected).toEqual([{ field: 'energyL1', reason: 'energy-fell' }]);
    expect(second.state.accepted.energy?.value).toBe(905);
  });
});

describe('a counter of import minus export', () => {
  test('may fall as fast as it may rise', () => {
    const values = [1000, 1000 - MOST_IN_30_S, 1000];
    expect(follow(values, { limits: NET })).toMatchObject({ fates: values, events: [] });
  });

  test('is held back when it falls further than the connection can carry', () => {
    expect(follow([1000, 999 - MOST_IN_30_S], { limits: NET }).fates.at(-1)).toBe('energy-fell');
    const outcome = follow([1000, -9000, -9000], { limits: NET });
    expect(outcome.fates).toEqual([1000, 'energy-fell', -9000]);
    expect(kinds(outcome)).toEqual(['epoch']);
  });

  test.each([null, 'unknown', 'import', 'export', 'sum'] as const)(
    'is the only one that may fall, not one of %s',
    (energyMode) => {
      expect(follow([1000, 999], { limits: { ...LIMITS, energyMode } }).fates).toEqual([
        1000,
        'energy-fell',
      ]);
    },
  );
});

describe('a wall clock that is set', () => {
  const readAt = (marks: readonly (readonly [number, number])[]): Outcome => {
    let state = NO_COUNTERS;
    const fates: (number | CounterRejection)[] = [];
    const events: CounterEvent[] = [];
    for (const [minute, energy] of marks) {
      const at = later(NOON, minutes(minute));
      const verdict = judgeCounters(at, only({ energy }), state, LIMITS);
      state = verdict.state;
      fates.push(verdict.rejected[0]?.reason ?? energy);
      events.push(...verdict.events);
    }
    return { fates, events, state };
  };

  test('back lets a heat pump’s few Wh between two reads pass', () => {
    expect(
      readAt([
        [0, 1000],
        [-60, 1017],
        [-59.5, 1028],
      ]).fates,
    ).toEqual([1000, 1017, 1028]);
  });

  test('back lets pass what the connection can carry in the longest wait between polls', () => {
    const most = 1000 + LIMITS.connection / 6 + 20;
    const outcome = readAt([
      [0, 1000],
      [-60, most],
    ]);
    expect(outcome).toMatchObject({ fates: [1000, most], events: [] });
    const more = readAt([
      [0, 1000],
      [-60, most + 1],
    ]);
    expect(more.fates).toEqual([1000, 'energy-jumped']);
  });

  test('forward holds nothing back', () => {
    expect(
      readAt([
        [0, 1000],
        [6000, 1010],
      ]).fates,
    ).toEqual([1000, 1010]);
  });
});

const anyLimits = fc.record({
  connection: fc.integer({ min: 500, max: 1_000_000 }).map(watts),
  energyMode: fc.constantFrom(...(['import', 'export', 'sum', 'net', 'unknown', null] as const)),
});
const counter = fc.double({ min: 0, max: 1e11, noNaN: true });
/** Times in any order: the wall clock may be set at any time. */
const anyTime = fc.integer({ min: 0, max: 4e12 }).map(epochMs);

describe('whatever came before', () => {
  const history = fc.array(fc.tuple(anyTime, counter), { maxLength: 12 });
  const stateAfter = (
    marks: readonly (readonly [EpochMs, number])[],
    limits: Limits,
  ): CounterState =>
    marks.reduce(
      (state, [at, energy]) => judgeCounters(at, only({ energy }), state, limits).state,
      NO_COUNTERS,
    );

  test('nothing is rejected for good: a value that stays is accepted at the second reading', () => {
    fc.assert(
      fc.property(
        history,
        anyLimits,
        counter,
        anyTime,
        anyTime,
        (marks, limits, energy, t1, t2) => {
          const first = judgeCounters(t1, only({ energy }), stateAfter(marks, limits), limits);
          const second = judgeCounters(t2, only({ energy }), first.state, limits);
          expect(second.rejected).toEqual([]);
          expect(second.state.accepted.energy).toEqual({ at: t2, value: energy });
          expect(second.state.heldBack.energy).toBeUndefined();
        },
      ),
    );
  });

  test('goes on from a record that rounded it up to the mWh', () => {
    const recorded = { at: epochMs(0), value: wattHours(139_974.106) };
    const state = { accepted: { energy: recorded }, heldBack: {} };
    const energy = wattHours(139_974.105_834_960_94);
    const verdict = judgeCounters(epochMs(30_000), only({ energy }), state, LIMITS);
    expect(verdict).toMatchObject({ rejected: [], events: [] });
  });

  test('a fall or a jump is never accepted at its first reading', () => {
    fc.assert(
      fc.property(history, anyTime, counter, (marks, at, energy) => {
        const state = stateAfter(marks, LIMITS);
        const { accepted, heldBack } = state;
        const verdict = judgeCounters(at, only({ energy }), state, LIMITS);
        if (accepted.energy === undefined || heldBack.energy !== undefined) return;
        const rise = energy - accepted.energy.value;
        const apart = at - accepted.energy.at;
        const span = apart < 0 ? minutes(10) : apart;
        // The record keeps counters to the mWh.
        const isPossible = rise >= -0.001 && rise <= (24_000 * span) / 3_600_000 + 20;
        expect(verdict.rejected.length).toBe(isPossible ? 0 : 1);
      }),
    );
  });

  test('an event is told once, with the value before and the value that confirmed it', () => {
    fc.assert(
      fc.property(history, anyTime, counter, anyLimits, (marks, at, energy, limits) => {
        const state = stateAfter(marks, limits);
        const {
          events,
          state: next,
          rejected,
        } = judgeCounters(at, only({ energy }), state, limits);
        for (const event of events) {
          expect(event).toMatchObject({ at, from: state.accepted.energy?.value, to: energy });
          expect(rejected).toEqual([]);
        }
        expect(judgeCounters(at, only({ energy }), next, limits).events.length).toBeLessThanOrEqual(
          rejected.length,
        );
      }),
    );
  });
});
