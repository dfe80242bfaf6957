import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type EpochMs, epochMs, hours, after as later, minutes, seconds } from '../../app/units.ts';
import { fittedBefore } from '../../main/simulator/fitted.ts';
import {
  createHeatPump,
  type HeatPump,
  type Run,
  type Segment,
} from '../../main/simulator/heat-pump.ts';
import {
  AUTUMN,
  local,
  PUMPS,
  powerFactorOf,
  pumpOf,
  sumEnergy,
  totalEnergy,
  totalPower,
} from './fixtures.ts';

const pump = fc.constantFrom(...PUMPS);
const instant = fc
  .integer({ min: local(2026, 8, 2), max: local(2027, 9, 1) })
  .map((at) => epochMs(at));

/** A fortnight of each season: heating with frost, without, and summer. */
const FORTNIGHTS: readonly EpochMs[] = [local(2027, 1, 10), local(2026, 10, 10), local(2027, 7, 1)];

const FORTNIGHT = hours(24 * 14);

function* everySegment(): Iterable<{ machine: HeatPump; segment: Segment }> {
  for (const machine of PUMPS) {
    for (const start of FORTNIGHTS) {
      for (const segment of machine.segments(start, later(start, FORTNIGHT))) {
        yield { machine, segment };
      }
    }
  }
}

function* everyRun(): Iterable<{ machine: HeatPump; run: Run }> {
  for (const machine of PUMPS) {
    for (const start of FORTNIGHTS) {
      for (const run of machine.runs(start, later(start, FORTNIGHT))) yield { machine, run };
    }
  }
}

/** Instants of a segment, its first and its last ms among them. */
const within = ({ start, end }: Segment): readonly EpochMs[] =>
  [0, 0.2, 0.5, 0.8, 1].map((share) => later(start, Math.floor(share * (end - start - 1))));

describe('a simulated heat pump', () => {
  test('is the same machine for the same seed, in whatever order it is asked', () => {
    const span = fc.integer({ min: 1, max: hours(24 * 60) });
    const early = span.map((ms) => later(local(2026, 8, 2), ms));
    fc.assert(
      fc.property(fc.array(early, { minLength: 1, maxLength: 6 }), (instants) => {
        const [one, other] = [pumpOf(5), pumpOf(5)];
        const asked = instants.map((at) => one.instant(at));
        expect(instants.toReversed().map((at) => other.instant(at))).toEqual(asked.toReversed());
      }),
      { numRuns: 5 },
    );
  });

  test('is another machine for another seed', () => {
    const runs = (machine: HeatPump): string =>
      JSON.stringify(machine.runs(AUTUMN, later(AUTUMN, hours(24))));
    expect(runs(pumpOf(5))).not.toBe(runs(pumpOf(6)));
  });

  test('is the machine that it was in every earlier version, on every machine', () => {
    const seen = pumpOf(879).instant(local(2026, 11, 22, 1));
    expect(seen.activity).toBe('running');
    expect(totalPower(seen)).toBeCloseTo(780.382, 2);
    expect(totalEnergy(seen)).toBeCloseTo(456_759.8, 1);
  });

  test('does not depend on the time zone of the machine', () => {
    const seen = (zone: string): string => {
      vi.stubEnv('TZ', zone);
      const machine = pumpOf(879);
      const month = machine.runs(local(2026, 9, 29), local(2026, 10, 29));
      vi.unstubAllEnvs();
      return JSON.stringify([month, machine.instant(AUTUMN)]);
    };
    expect(seen('Pacific/Auckland')).toBe(seen('America/Los_Angeles'));
  });

  test('counts exactly the energy that its power amounts to', () => {
    fc.assert(
      fc.property(pump, instant, fc.integer({ min: 60, max: 5400 }), (machine, start, length) => {
        const sums = [0, 0, 0];
        for (let second = 0; second < length; second++) {
          const { power } = machine.instant(later(start, seconds(second + 0.5)));
          for (const phase of [0, 1, 2] as const) sums[phase] = (sums[phase] ?? 0) + power[phase];
        }
        const before = machine.instant(start).energy;
        const then = machine.instant(later(start, seconds(length))).energy;
        for (const phase of [0, 1, 2] as const) {
          const summed = (sums[phase] ?? 0) / 3600;
          // A jump of power within one of the summed seconds is worth up to 0.15 Wh a phase.
          const slack = 0.3 + 0.001 * summed;
          expect(Math.abs(then[phase] - before[phase] - summed)).toBeLessThan(slack);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('never lets a counter fall or jump', () => {
    const step = fc.integer({ min: 1, max: hours(30) });
    fc.assert(
      fc.property(pump, instant, step, (machine, at, span) => {
        const [before, then] = [machine.instant(at), machine.instant(later(at, span))];
        for (const phase of [0, 1, 2] as const) {
          const rise = then.energy[phase] - before.energy[phase];
          expect(rise).toBeGreaterThanOrEqual(0);
          expect(rise).toBeLessThanOrEqual((span / hours(1)) * 1000 + 1e-6);
          expect(then.reactiveEnergy[phase]).toBeGreaterThanOrEqual(before.reactiveEnergy[phase]);
        }
      }),
    );
  });

  test('counts on without a step where one day ends and the next begins', () => {
    const [machine] = PUMPS as [HeatPump];
    for (const { start } of machine.segments(local(2027, 1, 1), local(2027, 2, 1))) {
      const gap =
        totalEnergy(machine.instant(start)) - totalEnergy(machine.instant(later(start, -1)));
      expect(gap).toBeGreaterThanOrEqual(0);
      expect(gap).toBeLessThan(0.001);
    }
  });

  test('has counted some hundreds of kWh in its first autumn', () => {
    for (const machine of PUMPS) {
      const kwh = totalEnergy(machine.instant(AUTUMN)) / 1000;
      expect(kwh).toBeGreaterThan(350);
      expect(kwh).toBeLessThan(600);
    }
  });

  test('stands at 0 until its meter is fitted', () => {
    const [machine] = PUMPS as [HeatPump];
    expect(machine.instant(local(2026, 7, 31, 12)).energy).toEqual([0, 0, 0]);
    expect(totalEnergy(machine.instant(local(2026, 8, 1, 12)))).toBeGreaterThan(0);
    expect(totalEnergy(machine.instant(local(2026, 8, 1, 12)))).toBeLessThan(5000);
  });

  test('draws what each activity draws, from its first ms to its last', () => {
    const levels = {
      standby: [5, 7],
      circulating: [43, 49],
      running: [450, 1300],
      'high-load': [2000, 3000],
      defrost: [2000, 2500],
    } as const;
    for (const { machine, segment } of everySegment()) {
      const [low, high] = levels[segment.activity];
      for (const at of within(segment)) {
        const seen = machine.instant(at);
        expect(seen.activity).toBe(segment.activity);
        expect(totalPower(seen)).toBeGreaterThan(low);
        expect(totalPower(seen)).toBeLessThan(high);
      }
    }
  });

  test('peaks at 1.2 to 1.3 kW for some seconds when it starts, then runs at 450 to 1000 W', () => {
    for (const { machine, run } of everyRun()) {
      const power = (span: number): number => totalPower(machine.instant(later(run.start, span)));
      expect(power(-1)).toBeLessThan(49);
      expect(Math.min(power(0), power(seconds(2.9)))).toBeGreaterThan(1200);
      expect(Math.max(power(0), power(seconds(2.9)))).toBeLessThan(1300);
      const settled = [seconds(25), minutes(2), minutes(4)].map(power);
      expect(Math.min(...settled)).toBeGreaterThanOrEqual(450);
      expect(Math.max(...settled)).toBeLessThanOrEqual(1000);
    }
  });

  test('leaves L2 and L3 at exactly 0 while the compressor is off', () => {
    for (const { machine, segment } of everySegment()) {
      const off = segment.activity === 'standby' || segment.activity === 'circulating';
      for (const at of within(segment)) {
        const { power, reactive } = machine.instant(at);
        const idle = [power[1], power[2], reactive[1], reactive[2]].every((value) => value === 0);
        expect(idle).toBe(off);
      }
    }
  });

  test('spreads a running compressor over the phases nearly, but not quite evenly', () => {
    for (const { machine, segment } of everySegment()) {
      if (segment.activity !== 'running') continue;
      const { power } = machine.instant(within(segment)[2] ?? segment.start);
      expect(Math.abs(power[1] / power[2] - 1)).toBeLessThan(0.12);
      expect(power[0]).toBeGreaterThan(power[1]);
      expect(power[1]).not.toBe(power[2]);
    }
  });

  test('has a power factor of about 0.55 when idle and 0.93 when running', () => {
    for (const { machine, segment } of everySegment()) {
      for (const at of within(segment)) {
        const seen = machine.instant(at);
        const off = segment.activity === 'standby' || segment.activity === 'circulating';
        expect(powerFactorOf(seen)).toBeGreaterThan(off ? 0.53 : 0.88);
        expect(powerFactorOf(seen)).toBeLessThan(off ? 0.57 : 0.95);
      }
    }
  });

  test('plans a year in well under a second', () => {
    const machine = createHeatPump({ seed: 11, fitted: fittedBefore(AUTUMN) });
    const begun = performance.now();
    machine.instant(local(2027, 8, 1));
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe('the truth about a simulated heat pump', () => {
  const range = fc.tuple(instant, fc.integer({ min: 1, max: hours(60) }));

  test('partitions any time into activities, each unlike the one before', () => {
    fc.assert(
      fc.property(pump, range, (machine, [from, span]) => {
        const to = later(from, span);
        const segments = machine.segments(from, to);
        let [cursor, before] = [from, ''];
        for (const { activity, start, end } of segments) {
          expect(start).toBe(cursor);
          expect(end).toBeGreaterThan(start);
          expect(activity).not.toBe(before);
          [cursor, before] = [end, activity];
        }
        expect(cursor).toBe(to);
      }),
    );
  });

  test('adds up to what the counters counted, wherever the time is cut', () => {
    fc.assert(
      fc.property(pump, range, (machine, [from, span]) => {
        const to = later(from, span);
        const counted = totalEnergy(machine.instant(to)) - totalEnergy(machine.instant(from));
        expect(sumEnergy(machine.segments(from, to))).toBeCloseTo(counted, 4);
      }),
    );
  });

  test('tells each run once, whole, with the energy of its segments', () => {
    fc.assert(
      fc.property(pump, range, (machine, [from, span]) => {
        const to = later(from, span);
        const runs = machine.runs(from, to);
        const cut = later(from, Math.floor(span / 2));
        expect([...machine.runs(from, cut), ...machine.runs(cut, to)]).toEqual(runs);
        for (const run of runs) {
          expect(run.start >= from && run.start < to).toBe(true);
          const parts = machine.segments(run.start, run.end);
          expect(run.energy).toBeCloseTo(sumEnergy(parts), 4);
          const idle = parts.filter(({ activity }) => /standby|circulating/.test(activity));
          expect(idle).toEqual([]);
        }
      }),
    );
  });

  test('is empty for an empty time', () => {
    fc.assert(
      fc.property(pump, instant, (machine, at) => {
        expect(machine.segments(at, at)).toEqual([]);
        expect(machine.runs(at, at)).toEqual([]);
      }),
    );
  });
});

describe('the day on which the simulated meter was fitted', () => {
  test('is 1 August 2026, or the 1 August before an earlier start', () => {
    expect(fittedBefore(local(2026, 11, 22))).toBe(local(2026, 8, 1));
    expect(fittedBefore(local(2029, 3, 1))).toBe(local(2026, 8, 1));
    expect(fittedBefore(local(2026, 7, 31))).toBe(local(2025, 8, 1));
    expect(fittedBefore(local(2024, 8, 1))).toBe(local(2024, 8, 1));
  });
});
