import { describe, expect, it } from 'vitest';
import { SEED_STATE_LIMITS } from '../../../app/heat-pump/state.ts';
import { StateLedger } from '../../../app/insights/state-ledger.ts';
import { epochMs, minutes, seconds, watts } from '../../../app/units.ts';

const START = Date.UTC(2026, 10, 22, 12);
const MINUTE = minutes(1);

/** One reading a minute; null is a failed poll. */
function watched(powers: readonly (number | null)[]): StateLedger {
  const ledger = new StateLedger(SEED_STATE_LIMITS);
  powers.forEach((power, minute) => {
    ledger.add({
      at: epochMs(START + minute * MINUTE),
      every: MINUTE,
      power: power === null ? null : watts(power),
      phases: power === null ? null : [power, 0, 0],
      clockStepped: false,
    });
  });
  return ledger;
}

const times = (count: number, power: number | null) => Array.from({ length: count }, () => power);
const first = (ledger: StateLedger) => ledger.quarters.get(START / minutes(15));

describe('states told from readings', () => {
  it('give each minute to what was read at its beginning', () => {
    const ledger = watched([
      ...times(3, 6),
      ...times(4, 46),
      ...times(5, 700),
      ...times(2, 2400),
      6,
    ]);
    expect(first(ledger)?.time).toEqual([3, 4, 5, 2].map((count) => count * MINUTE));
    // Half a minute at each change goes by the reading before, half by the one after.
    expect(first(ledger)?.work).toEqual(
      [3 * 6, 4 * 46, 5 * 700, 2 * 2400].map((watt) => watt * MINUTE),
    );
    expect(first(ledger)).toMatchObject({ starts: 1, defrosts: 0 });
    expect(first(ledger)?.peak).toEqual({ at: START + 12 * MINUTE, power: 2400 });
    expect(ledger.runs).toEqual([
      {
        start: START + 7 * MINUTE,
        end: START + 14 * MINUTE,
        startSeen: true,
        endSeen: true,
        peak: 2400,
        defrosts: 0,
        parts: [
          { quarter: START / minutes(15), work: (5 * 700 + 2 * 2400) * MINUTE, ms: 7 * MINUTE },
        ],
      },
    ]);
  });

  it('tell a run that began in time shown twice from where time is new', () => {
    const ledger = new StateLedger(SEED_STATE_LIMITS);
    const read = (minute: number, power: number): void =>
      ledger.add({
        at: epochMs(START + minute * MINUTE),
        every: MINUTE,
        power: watts(power),
        phases: null,
        clockStepped: false,
      });
    for (let minute = 0; minute < 120; minute++) read(minute, 6);
    // Set back by an hour.
    for (let minute = 60; minute < 180; minute++) read(minute, minute >= 100 ? 600 : 6);
    read(180, 6);
    expect(ledger.runs).toMatchObject([
      { start: START + 119 * MINUTE, end: START + 180 * MINUTE, startSeen: false, endSeen: true },
    ]);
  });

  it('go on with a run that dips, and end it below the lower limit', () => {
    const ledger = watched([6, 150, 120, 100, 99.9, 120, 6]);
    expect(ledger.runs).toMatchObject([{ start: START + MINUTE, end: START + 4 * MINUTE }]);
  });

  it('end a run where data ends, and begin another where it begins again', () => {
    const ledger = watched([6, 700, 700, null, null, 700, 6]);
    expect(ledger.runs).toMatchObject([
      { start: START + MINUTE, end: START + 3 * MINUTE, startSeen: true, endSeen: false },
      { start: START + 5 * MINUTE, end: START + 6 * MINUTE, startSeen: false, endSeen: true },
    ]);
    expect(first(ledger)?.starts).toBe(1);
    expect(first(ledger)?.time).toEqual([MINUTE, 0, 3 * MINUTE, 0]);
  });

  it('suspect a defrost in a high load of some minutes inside a run, and in no other', () => {
    const run = (high: number, after: number) =>
      watched([6, 700, ...times(high, 2300), ...times(after, 700), 6]).runs[0]?.defrosts;
    expect(run(5, 3)).toBe(1);
    expect(run(15, 3)).toBe(1);
    expect(run(16, 3)).toBe(0);
    // Hot water ends with the high load, and an inrush begins with one.
    expect(run(5, 0)).toBe(0);
    expect(watched([6, 2300, 2300, 700, 6]).runs[0]?.defrosts).toBe(0);
  });

  it('tell what a clock that was set back shows twice only once', () => {
    const ledger = watched([6, 700, 700, 6, 6, 6]);
    ledger.add({
      at: epochMs(START),
      every: MINUTE,
      power: watts(6),
      phases: null,
      clockStepped: true,
    });
    for (let minute = 1; minute < 20; minute++) {
      const power = watts(minute === 3 || minute === 10 ? 700 : 6);
      const at = epochMs(START + minute * MINUTE);
      ledger.add({ at, every: MINUTE, power, phases: null, clockStepped: false });
    }
    expect(ledger.runs.map(({ start }) => (start - START) / MINUTE)).toEqual([1, 10]);
    const time = first(ledger)?.time.reduce((sum, ms) => sum + ms, 0);
    expect(time).toBe(minutes(15));
  });

  it('weigh the imbalance of the phases by what they carry while it runs', () => {
    const ledger = watched([700, 700, 6]);
    // All of it on one phase: the mean is a third, and that phase is two thirds above it.
    expect((first(ledger)?.deviation ?? 0) / (first(ledger)?.phaseMean ?? 1)).toBeCloseTo(2, 9);
  });

  it('take power that flows the other way for no state and no work, and a hair below 0 for noise', () => {
    const ledger = watched([6, -2000, -2000, 6, -3, 6]);
    expect(first(ledger)?.time).toEqual([3 * MINUTE, 0, 0, 0]);
    // To the last reading before, from the first after, and none below 0.
    expect(first(ledger)?.work[0]).toBeCloseTo((6 + 3 + 3) * MINUTE, 6);
    expect(watched([700, -2000, 700, 6]).runs).toMatchObject([
      { endSeen: false },
      { startSeen: false, endSeen: true },
    ]);
  });

  it('take an inrush of a few seconds for what it is', () => {
    const ledger = new StateLedger(SEED_STATE_LIMITS);
    [700, 2300, 700, 6].forEach((power, i) => {
      const at = epochMs(START + i * seconds(2));
      ledger.add({ at, every: seconds(2), power: watts(power), phases: null, clockStepped: false });
    });
    expect(ledger.runs[0]).toMatchObject({ defrosts: 0, peak: 2300 });
  });
});
