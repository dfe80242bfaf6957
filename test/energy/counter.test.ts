import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CounterMark,
  type CounterWay,
  energyBetween,
  QUARTER,
  shareByTime,
} from '../../app/energy/counter.ts';
import { periodEdges } from '../../app/energy/periods.ts';
import { epochMs, hours, minutes } from '../../app/units.ts';

const START = Date.UTC(2026, 2, 28, 22);
const RISING: CounterWay = {
  newEpoch: false,
  mayFall: false,
  clockStepped: false,
  gapAbove: minutes(2),
};
const mark = (at: number, mWh: number): CounterMark => ({ at: epochMs(at), mWh });
const ZONES = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham', 'UTC'];

describe('energy between two readings of a counter', () => {
  it('is what the counter rose by', () => {
    expect(energyBetween(mark(0, 100), mark(1, 350), RISING)).toBe(250);
  });

  it('is nothing when the counter fell, since another one counts now', () => {
    expect(energyBetween(mark(0, 350), mark(1, 100), RISING)).toBe(0);
  });

  it('is nothing over a new epoch, even when the counter rose', () => {
    expect(energyBetween(mark(0, 100), mark(1, 9000), { ...RISING, newEpoch: true })).toBe(0);
  });

  it('is negative when a net counter fell', () => {
    expect(energyBetween(mark(0, 350), mark(1, 100), { ...RISING, mayFall: true })).toBe(-250);
  });
});

describe('sharing an energy by time', () => {
  it('gives a third before midnight when a third of the gap lies before it', () => {
    const midnight = Date.UTC(2026, 0, 10, 23);
    const shares = shareByTime(
      mark(midnight - hours(2), 0),
      mark(midnight + hours(4), 1_200_000),
      RISING,
    );
    const before = shares.filter(({ quarter }) => quarter * QUARTER < midnight);
    expect(before.reduce((sum, { mWh }) => sum + mWh, 0)).toBe(400_000);
    expect(shares.find(({ quarter }) => quarter * QUARTER === midnight)?.beginsInGap).toBe(true);
    expect(shares[0]?.beginsInGap).toBe(false);
  });

  it('does not call two ordinary readings on both sides of midnight a gap', () => {
    const shares = shareByTime(mark(-10_000, 0), mark(20_000, 300), RISING);
    expect(shares).toEqual([
      { quarter: -1, mWh: 100, beginsInGap: false },
      { quarter: 0, mWh: 200, beginsInGap: false },
    ]);
  });

  it('gives everything to the later reading when the clock was set in between', () => {
    const way = { ...RISING, clockStepped: true };
    expect(shareByTime(mark(0, 0), mark(hours(50_000), 70), way)).toEqual([
      { quarter: 200_000, mWh: 70, beginsInGap: false },
    ]);
  });

  it('loses and adds nothing, whatever the readings, and hands every day its part', () => {
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 4 * 86_400 }), fc.integer({ min: -5000, max: 900_000 })),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(steps, fc.constantFrom(...ZONES), fc.boolean(), (ways, zone, mayFall) => {
        let [from, total] = [mark(START, 5_000_000), 0];
        const quarters = new Map<number, number>();
        for (const [wait, rise] of ways) {
          const to = mark(from.at + wait * 1000, from.mWh + rise);
          total += energyBetween(from, to, { ...RISING, mayFall });
          for (const { quarter, mWh } of shareByTime(from, to, { ...RISING, mayFall })) {
            quarters.set(quarter, (quarters.get(quarter) ?? 0) + mWh);
          }
          from = to;
        }
        const edges = periodEdges(epochMs(START), epochMs(from.at + 1), 'day', zone);
        const days = edges.slice(1).map((end, day) => {
          let sum = 0;
          for (const [quarter, mWh] of quarters) {
            const at = quarter * QUARTER;
            if (at >= (edges[day] ?? 0) && at < end) sum += mWh;
          }
          return sum;
        });
        expect(days.reduce((sum, day) => sum + day, 0)).toBe(total);
      }),
    );
  });
});

describe('local periods', () => {
  it('has 23 hours on the day the clocks go forward and 25 when they go back', () => {
    const day = (month: number, date: number): number => {
      const [from = 0, to = 0] = periodEdges(
        epochMs(Date.UTC(2026, month, date, 10)),
        epochMs(Date.UTC(2026, month, date, 11)),
        'day',
        'Europe/Berlin',
      );
      return (to - from) / hours(1);
    };
    expect([day(2, 28), day(2, 29), day(9, 25), day(9, 26)]).toEqual([24, 23, 25, 24]);
  });

  it('counts both hours of the night that has one twice', () => {
    const from = epochMs(Date.UTC(2026, 9, 24, 22));
    const edges = periodEdges(from, epochMs(from + hours(5)), 'hour', 'Europe/Berlin');
    expect(edges.map((edge) => (edge - from) / hours(1))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('begins on a quarter of an hour in every zone', () => {
    for (const zone of ZONES) {
      const edges = periodEdges(epochMs(START), epochMs(START + hours(400)), 'day', zone);
      expect(edges.every((edge) => edge % QUARTER === 0)).toBe(true);
    }
  });
});
