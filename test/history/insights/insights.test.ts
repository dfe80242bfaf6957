import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { SEED_STATE_LIMITS } from '../../../app/heat-pump/state.ts';
import type { Doing, Figures } from '../../../app/insights/figures.ts';
import { rulesOf } from '../../../app/insights/rules.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { epochMs, hours, minutes, watts } from '../../../app/units.ts';
import {
  queryHeatPumpToday,
  queryInsights,
  queryRuns,
} from '../../../main/history/insights/insights.ts';
import { retellNext } from '../../../main/history/insights/retell.ts';
import { queryEnergy } from '../../../main/history/queries/energy.ts';
import { queryStrip } from '../../../main/history/queries/strip.ts';
import type { Store } from '../../../main/history/store.ts';
import { classifyAnew, fault, Recording, reading, values } from '../fixtures.ts';

/** A Monday; 13:00 in Berlin. */
const START = Date.UTC(2026, 10, 23, 12);
const ZONE = 'Europe/Berlin';
const RULES = rulesOf(DEFAULT_SETTINGS, ZONE);
const MINUTE = minutes(1);

const recordings: Recording[] = [];
afterEach(() => {
  for (const recording of recordings.splice(0)) recording.close();
});

function recording(): Recording {
  const made = new Recording(MINUTE);
  recordings.push(made);
  return made;
}

/** Each hour 20 minutes at 600 W, of which the last 5 at 2,400 W on odd hours, and 40 minutes at 6 W. */
function powerAt(minute: number): number {
  if (minute % 60 >= 20) return 6;
  return minute % 60 >= 15 && Math.floor(minute / 60) % 2 === 1 ? 2400 : 600;
}

const isOut = (minute: number, outages: readonly (readonly [number, number])[]): boolean =>
  outages.some(([from, to]) => minute >= from && minute < to);

/** Reads once a minute a counter of what is drawn; each change comes halfway between two readings. */
function record(
  store: Recording,
  span: number,
  {
    outages = [],
    sealAt = [],
  }: {
    readonly outages?: readonly (readonly [number, number])[];
    readonly sealAt?: readonly number[];
  } = {},
): void {
  let counter = 100_000;
  for (let minute = 0; minute < span; minute++) {
    const at = START + minute * MINUTE;
    if (!isOut(minute, outages)) store.record(reading(at, values(powerAt(minute), counter)));
    else if (!isOut(minute - 1, outages)) store.record(fault(at));
    counter += (powerAt(minute) + powerAt(minute + 1)) / 120;
    if (sealAt.includes(minute)) store.seal();
  }
}

function figures(store: Store, from: number, to: number, now = to): Figures {
  const range = { from: epochMs(START + from * MINUTE), to: epochMs(START + to * MINUTE) };
  const query = { ...range, kind: 'free', zone: ZONE } as const;
  return queryInsights(store, query, RULES, epochMs(START + now * MINUTE)).figures;
}

const wh = (value: number | null): number => Math.round(value ?? Number.NaN);
const STATES: readonly Doing[] = ['standby', 'circulating', 'running', 'high-load', 'no-data'];
const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

describe('figures of a time', () => {
  it('are what a day by hand comes to', () => {
    const made = recording();
    record(made, 4 * 60 + 1, { sealAt: [100, 170] });
    const { states, ...found } = figures(made.store, 0, 240, 241);
    // 4 × 40 min at 6 W; 4 × 15 min and 2 × 5 min at 600 W; 2 × 5 min at 2,400 W.
    expect(STATES.map((state) => states[state].time / MINUTE)).toEqual([160, 0, 70, 10, 0]);
    expect(STATES.map((state) => wh(states[state].energy))).toEqual([16, 0, 700, 400, 0]);
    expect(wh(found.energy.energy)).toBe(1116);
    expect(found).toMatchObject({
      complete: 1,
      // The first run was under way when the record began.
      starts: 3,
      startsPerHour: 0.75,
      runTime: 80 * MINUTE,
      shortestRun: 20 * MINUTE,
      longestRun: 20 * MINUTE,
      medianRun: 20 * MINUTE,
      shortCycles: 0,
      suspectedDefrosts: 0,
    });
    expect(found.peakPower?.at).toBe(START + 75 * MINUTE);
    expect(found.peakPower?.power).toBeCloseTo(2400, 3);
    // Half on L1, a quarter each on L2 and L3: a sixth of the whole above the mean of a third.
    expect(found.imbalance).toBeCloseTo(0.5, 4);
  });

  it('count what the counter rose by in a gap as not known', () => {
    const made = recording();
    record(made, 121, { outages: [[30, 90]] });
    const { states, energy, complete } = figures(made.store, 0, 120);
    expect(STATES.map((state) => states[state].time / MINUTE)).toEqual([40, 0, 20, 0, 60]);
    expect(complete).toBeCloseTo(0.5, 9);
    expect(sum(STATES.map((state) => wh(states[state].energy)))).toBe(wh(energy.energy));
    // 60 to 80 minutes in it ran: 15 min at 600 W and 5 min at 2,400 W, and 40 min stood by.
    // The minute before the gap has its part of what was counted over all 61 minutes.
    expect(states['no-data'].energy).toBeCloseTo(((150 + 200 + 4) * 60) / 61, 0);
  });

  it('say short cycles by the setting', () => {
    const made = recording();
    record(made, 241);
    const range = { from: epochMs(START), to: epochMs(START + hours(4)) };
    const rules = { ...RULES, shortBelow: minutes(21) };
    const query = { ...range, kind: 'free', zone: ZONE } as const;
    expect(queryInsights(made.store, query, rules, range.to).figures.shortCycles).toBe(3);
  });

  it('lie on whole quarters of an hour, and the answer says on which', () => {
    const made = recording();
    record(made, 120);
    const { from, to } = figures(made.store, 8, 67);
    expect([from, to]).toEqual([START + 15 * MINUTE, START + 60 * MINUTE]);
  });
});

describe('any record', () => {
  const anyRecord = fc.record({
    outages: fc.array(
      fc
        .tuple(fc.nat(700), fc.integer({ min: 3, max: 90 }))
        .map(([from, span]) => [from, from + span] as const),
      { maxLength: 3 },
    ),
    sealAt: fc.array(fc.nat(450), { maxLength: 4 }),
    cuts: fc.array(fc.nat(480), { maxLength: 5 }),
  });

  it('has states that partition its time and add up to its counter, however it is cut', () => {
    fc.assert(
      fc.property(anyRecord, ({ outages, sealAt, cuts }) => {
        const made = recording();
        record(made, 481, { outages, sealAt });
        const edges = [0, ...cuts.toSorted((a, b) => a - b), 480];
        const parts = edges.slice(1).map((to, i) => figures(made.store, edges[i] ?? 0, to, 480));
        const whole = figures(made.store, 0, 480);
        for (const one of [whole, ...parts]) {
          const time = sum(STATES.map((state) => one.states[state].time));
          expect(time).toBe(one.to - one.from);
          const mWh = sum(STATES.map((state) => Math.round(one.states[state].energy * 1000)));
          expect(mWh).toBe(Math.round((one.energy.energy ?? 0) * 1000));
        }
        for (const state of STATES) {
          const share = (one: Figures) => one.states[state];
          expect(sum(parts.map((one) => share(one).time))).toBe(share(whole).time);
          expect(sum(parts.map((one) => share(one).energy))).toBeCloseTo(share(whole).energy, 6);
        }
        expect(sum(parts.map(({ starts }) => starts))).toBe(whole.starts);
        expect(sum(parts.map(({ runTime }) => runTime))).toBe(whole.runTime);
        const query = { from: whole.from, to: whole.to, per: 'day', zone: ZONE } as const;
        const days = queryEnergy(made.store, query, whole.to);
        expect(sum(days.map(({ energy }) => energy.energy ?? 0))).toBeCloseTo(
          whole.energy.energy ?? 0,
          6,
        );
        made.close();
        recordings.splice(recordings.indexOf(made), 1);
      }),
      { numRuns: 8 },
    );
  });

  it('tells the same whether it is sealed, open, or read again from the disk', () => {
    fc.assert(
      fc.property(anyRecord, ({ outages, sealAt }) => {
        const [open, sealed] = [recording(), recording()];
        record(open, 400, { outages });
        record(sealed, 400, { outages, sealAt });
        sealed.reopen();
        const [one, other] = [open, sealed].map(({ store }) => figures(store, 0, 405, 400));
        expect(wattHoursOf(other)).toEqual(wattHoursOf(one));
        const runs = [open, sealed].map(({ store }) => runsOf(store, 400));
        expect(runs[1]).toEqual(runs[0]);
        for (const made of recordings.splice(0)) made.close();
      }),
      { numRuns: 8 },
    );
  });
});

/** Everything of it, energies to the watt-hour. */
function wattHoursOf(found: Figures | undefined) {
  if (found === undefined) return null;
  const { states, imbalance, energy, ...rest } = found;
  return {
    ...rest,
    total: wh(energy.energy),
    imbalance: imbalance?.toFixed(4),
    time: STATES.map((state) => states[state].time),
  };
}

const runsOf = (store: Store, minute: number) => {
  const range = { from: epochMs(START - hours(1)), to: epochMs(START + minute * MINUTE) };
  return queryRuns(store, range, RULES, range.to).map((run) => ({
    ...run,
    energy: wh(run.energy),
    meanPower: Math.round(run.meanPower),
  }));
};

describe('runs', () => {
  it('have their energy by the counter, and say what was not seen of them', () => {
    const made = recording();
    record(made, 200, { outages: [[130, 135]], sealAt: [90, 150] });
    expect(runsOf(made.store, 200)).toMatchObject([
      // The first half of its first minute was before the record.
      { start: START, startSeen: false, endSeen: true, energy: 195, meanPower: 600 },
      { start: START + 60 * MINUTE, startSeen: true, endSeen: true, energy: 350, meanPower: 1050 },
      { start: START + 120 * MINUTE, end: START + 130 * MINUTE, endSeen: false },
      { start: START + 135 * MINUTE, end: START + 140 * MINUTE, startSeen: false, endSeen: true },
      { start: START + 180 * MINUTE, end: null, startSeen: true, endSeen: false },
    ]);
  });

  it('draw together what was drawn while running', () => {
    const made = recording();
    record(made, 241, { sealAt: [90, 150] });
    const { states } = figures(made.store, 0, 240, 241);
    const all = sum(runsOf(made.store, 241).map(({ energy }) => energy));
    expect(all).toBe(wh(states.running.energy + states['high-load'].energy));
  });
});

describe('the newest run', () => {
  it('goes on while readings come, and ends with the last of them', () => {
    const made = recording();
    record(made, 71);
    const runAt = (minute: number) => {
      const now = epochMs(START + minute * MINUTE);
      return queryRuns(made.store, { from: epochMs(START), to: now }, RULES, now).at(-1);
    };
    expect(runAt(71)).toMatchObject({ start: START + 60 * MINUTE, end: null });
    // Two polls and a moment are missing.
    expect(runAt(73)).toMatchObject({ end: START + 71 * MINUTE, endSeen: false });
    // Half of the minute before its start is its work too, and its time.
    expect(runAt(5000)?.meanPower).toBeCloseTo(600, 0);
  });
});

describe('the heat pump’s day so far', () => {
  it('agrees with the figures of the day, and with what they are over night', () => {
    const made = recording();
    // 13:00 to 01:00 in Berlin.
    record(made, 660, { sealAt: [300] });
    const at = (minute: number) => epochMs(START + minute * MINUTE);
    const midnight = 660;
    const evening = queryHeatPumpToday(made.store, ZONE, RULES, at(midnight - 1));
    const day = figures(made.store, -780, midnight);
    expect(evening).toMatchObject({ since: at(-780), starts: day.starts });
    const later = recording();
    record(later, midnight + 10, { sealAt: [300] });
    const night = queryHeatPumpToday(later.store, ZONE, RULES, at(midnight + 10));
    expect(night).toMatchObject({ since: at(midnight), starts: 1, runTime: 10 * MINUTE });
    const ran = evening.segments.filter(
      ({ state }) => state === 'running' || state === 'high-load',
    );
    expect(sum(ran.map(({ from, to }) => to - from))).toBe(evening.runTime);
  });
});

describe('other limits of the states', () => {
  const limits = { ...SEED_STATE_LIMITS, runningFrom: watts(1000), runningUntil: watts(900) };
  const retell = (store: Store): number => {
    let days = 1;
    while (!retellNext(store)) days++;
    return days;
  };
  /** Thirty hours, so that two days are told. */
  const SPAN = 1800;

  function judgedAnew(interrupt: boolean): Figures {
    const made = recording();
    record(made, SPAN, { sealAt: [700, 1500] });
    classifyAnew(made.store, limits);
    if (interrupt) {
      retellNext(made.store);
      made.reopen();
    }
    retell(made.store);
    expect(made.store.states.state).toMatchObject({
      limits,
      retelling: null,
      otherLimitsUntil: null,
    });
    return figures(made.store, 0, SPAN);
  }

  it('judge anew what is recorded, and what comes', () => {
    const found = judgedAnew(false);
    // Only the high loads of the fifteen odd hours are runs now.
    expect(found).toMatchObject({ starts: 15, runTime: 75 * MINUTE, longestRun: 5 * MINUTE });
    expect(found.states.circulating.time).toBe((15 * 20 + 15 * 15) * MINUTE);
  });

  it('go on after an interruption where they were', () => {
    expect(judgedAnew(true)).toEqual(judgedAnew(false));
  });

  it('take in what is recorded and sealed meanwhile', () => {
    const made = recording();
    record(made, 1000, { sealAt: [900] });
    classifyAnew(made.store, limits);
    retellNext(made.store);
    let counter = 200_000;
    for (let minute = 1000; minute < SPAN; minute++) {
      made.record(reading(START + minute * MINUTE, values(powerAt(minute), counter)));
      counter += powerAt(minute) / 60;
      if (minute === 1500) made.seal();
    }
    retell(made.store);
    expect(figures(made.store, 0, SPAN)).toMatchObject({ starts: 15, runTime: 75 * MINUTE });
  });

  it('leave alone what there are no readings for any more, and say so', () => {
    const made = recording();
    record(made, SPAN, { sealAt: [700, 1790] });
    const before = figures(made.store, 0, 660, SPAN);
    const { tables, db, states } = made.store;
    const first = tables.marks.ids(-1e9, 1e9)[0] ?? 0;
    tables.marks.remove(first);
    db.exec(`DELETE FROM raw_chunk WHERE from_at < ${(first + 1) * hours(24)}`);
    classifyAnew(made.store, limits);
    retell(made.store);
    expect(figures(made.store, 0, 660, SPAN).states).toEqual(before.states);
    expect(states.state.otherLimitsUntil).toBe((first + 1) * hours(24));
    expect(figures(made.store, 780, SPAN).longestRun).toBe(5 * MINUTE);
  });

  it('cut a run in two where there are readings from its middle on only', () => {
    const made = recording();
    const midnight = START + hours(12);
    for (let minute = -60; minute < 60; minute++) {
      const power = Math.abs(minute) < 30 ? 600 : 6;
      made.record(reading(midnight + minute * MINUTE, values(power, 100_000 + minute * 10)));
    }
    made.seal();
    const { tables, db } = made.store;
    tables.marks.remove(tables.marks.ids(-1e9, 1e9)[0] ?? 0);
    db.exec('DELETE FROM raw_chunk');
    classifyAnew(made.store, { ...SEED_STATE_LIMITS, circulatingFrom: watts(30) });
    retell(made.store);
    const range = { from: epochMs(midnight - hours(1)), to: epochMs(midnight + hours(1)) };
    expect(queryRuns(made.store, range, RULES, range.to)).toMatchObject([
      { start: midnight - 29 * MINUTE, end: midnight, startSeen: true, endSeen: false },
      { start: midnight, end: midnight + 30 * MINUTE, startSeen: false, endSeen: true },
    ]);
  });

  it('are those of the strip too, by the reading and by the quarter of an hour', () => {
    const made = recording();
    record(made, 48 * 60, { sealAt: [2000] });
    classifyAnew(made.store, limits);
    retell(made.store);
    const to = epochMs(START + hours(48));
    const long = queryStrip(made.store, { from: epochMs(START), to, points: 48 }, to);
    expect(new Set(long.map(({ state }) => state))).toEqual(new Set(['standby']));
    const short = { from: epochMs(to - hours(2)), to, points: 240 };
    const runs = queryStrip(made.store, short, to).filter(({ state }) => state === 'high-load');
    expect(runs.map((run) => run.to - run.from)).toEqual([5 * MINUTE]);
  });
});
