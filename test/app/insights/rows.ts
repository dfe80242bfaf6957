import fc from 'fast-check';
import type { StateRow } from '../../../app/insights/state-ledger.ts';
import { epochMs, millis, watts } from '../../../app/units.ts';

export const START = Date.UTC(2026, 10, 22, 12);

/** Polls every 2 to 60 s with misses, gaps, failed polls and powers around every limit. */
export const rowsOfPolls = fc
  .record({
    every: fc.constantFrom(2000, 5000, 30_000, 60_000),
    steps: fc.array(
      fc.record({
        /** In times of `every`; mostly the next poll, now and then a missed one or a gap. */
        wait: fc.oneof(
          { weight: 8, arbitrary: fc.constant(1) },
          { weight: 1, arbitrary: fc.constant(2) },
          { weight: 1, arbitrary: fc.integer({ min: 3, max: 200 }) },
        ),
        power: fc.oneof(
          fc.constantFrom(6, 25.9, 26, 46, 99.9, 100, 149.9, 150, 700, 2000, 2001, 2400),
          fc.constant(null),
        ),
      }),
      { maxLength: 150 },
    ),
  })
  .map(({ every, steps }): StateRow[] => {
    let at = START;
    return steps.map(({ wait, power }) => {
      at += wait * every;
      return {
        at: epochMs(at),
        every: millis(every),
        power: power === null ? null : watts(power),
        phases: power === null ? null : [power / 2, power / 4, power / 4],
        clockStepped: false,
      };
    });
  });
