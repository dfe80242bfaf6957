import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUARTER } from '../../../app/energy/counter.ts';
import { SEED_STATE_LIMITS } from '../../../app/heat-pump/state.ts';
import { heldUntil } from '../../../app/history/hold.ts';
import { mergeDoing, nothingDone, type QuarterDoing } from '../../../app/insights/quarter.ts';
import { NOTHING_OWED, owedAfter, shareEnergy } from '../../../app/insights/share-energy.ts';
import {
  StateLedger,
  type StateMemory,
  type StateRow,
} from '../../../app/insights/state-ledger.ts';
import { rowsOfPolls } from './rows.ts';

function ledgerOf(rows: readonly StateRow[], memory?: StateMemory): StateLedger {
  const ledger = new StateLedger(SEED_STATE_LIMITS, memory);
  for (const row of rows) ledger.add(row);
  return ledger;
}

const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);

describe('states told from any readings', () => {
  it('partition the time for which there are readings', () => {
    fc.assert(
      fc.property(rowsOfPolls, (rows) => {
        const told = sum([...ledgerOf(rows).quarters.values()].flatMap(({ time }) => time));
        const seen = sum(
          rows.slice(0, -1).map(({ at, every, power }, i) => {
            return power === null ? 0 : heldUntil(at, every, rows[i + 1]?.at ?? null) - at;
          }),
        );
        expect(told).toBe(seen);
      }),
    );
  });

  it('never make a quarter of an hour longer than it is, whatever the clock does', () => {
    const withSteps = fc.tuple(rowsOfPolls, fc.array(fc.nat(150), { maxLength: 3 }), fc.nat(7200));
    fc.assert(
      fc.property(withSteps, ([rows, places, seconds]) => {
        let back = 0;
        const stepped = rows.map((row, i) => {
          const clockStepped = places.includes(i);
          if (clockStepped) back += seconds * 1000;
          return { ...row, at: (row.at - back) as StateRow['at'], clockStepped };
        });
        const ledger = ledgerOf(stepped);
        for (const { time } of ledger.quarters.values()) {
          expect(sum(time)).toBeLessThanOrEqual(QUARTER);
        }
      }),
    );
  });

  it('have runs that never overlap, with a start for each that was seen to begin', () => {
    fc.assert(
      fc.property(rowsOfPolls, (rows) => {
        const { runs, memory, quarters } = ledgerOf(rows);
        runs.forEach(({ start, end }, i) => {
          expect(end).toBeGreaterThanOrEqual(start);
          expect(start).toBeGreaterThanOrEqual(runs[i - 1]?.end ?? 0);
        });
        const begun = [...runs, ...(memory.run === null ? [] : [memory.run])];
        const starts = sum([...quarters.values()].map((quarter) => quarter.starts));
        expect(starts).toBe(begun.filter(({ startSeen }) => startSeen).length);
      }),
    );
  });

  it('come out the same wherever the readings are cut in two and told later', () => {
    fc.assert(
      fc.property(rowsOfPolls, fc.nat(150), (rows, cut) => {
        const whole = ledgerOf(rows);
        const first = ledgerOf(rows.slice(0, cut));
        const kept = JSON.parse(JSON.stringify(first.memory)) as StateMemory;
        const second = ledgerOf(rows.slice(cut), kept);
        const merged = new Map<number, QuarterDoing>();
        for (const [number, doing] of [...first.quarters, ...second.quarters]) {
          const into = merged.get(number) ?? nothingDone();
          mergeDoing(into, doing);
          merged.set(number, into);
        }
        expect([...merged.keys()].sort()).toEqual([...whole.quarters.keys()].sort());
        for (const [number, { time, starts, defrosts, peak }] of whole.quarters) {
          expect(merged.get(number)).toMatchObject({ time, starts, defrosts, peak });
        }
        expect([...first.runs, ...second.runs]).toEqual(whole.runs);
        expect(second.memory).toEqual(whole.memory);
      }),
    );
  });
});

describe('a run of any readings', () => {
  it('has a mean that is no higher than its peak and no lower than where it ends', () => {
    fc.assert(
      fc.property(rowsOfPolls, (rows) => {
        for (const { parts, peak } of ledgerOf(rows).runs) {
          const [work, ms] = [
            sum(parts.map((part) => part.work)),
            sum(parts.map((part) => part.ms)),
          ];
          if (ms === 0) continue;
          expect(work / ms).toBeLessThanOrEqual(peak * (1 + 1e-12));
          expect(work / ms).toBeGreaterThanOrEqual(SEED_STATE_LIMITS.runningUntil * (1 - 1e-12));
        }
      }),
    );
  });
});

describe('the energy of a counter with coarse steps', () => {
  const STEP = 7812.5;
  /** 6 W at rest, 600 W of every tenth quarter; half of each quarter unseen where `isHalf`. */
  const quarters = Array.from({ length: 400 }, (_, q) => ({
    state: q % 10 === 9 ? 2 : 0,
    mWh: q % 10 === 9 ? 150_000 : 1500,
  }));
  const shared = (isHalf: (quarter: number) => boolean) => {
    let [used, shown, owed] = [0, 0, NOTHING_OWED];
    const given = [0, 0, 0, 0, 0];
    quarters.forEach(({ state, mWh }, q) => {
      used += mWh;
      const reads = Math.floor(Math.floor(used / STEP) * STEP);
      const part = isHalf(q) ? 0.9 : 1;
      const one = (value: number) => given.slice(0, 4).map((_, i) => (i === state ? value : 0));
      const work = one(mWh * part);
      const unseen = (1 - part) * QUARTER;
      const parts = shareEnergy(reads - shown, work, one(QUARTER - unseen), unseen, owed);
      expect(sum(parts)).toBe(reads - shown);
      owed = owedAfter(owed, work, parts, STEP);
      shown = reads;
      parts.forEach((value, i) => {
        given[i] = (given[i] ?? 0) + value;
      });
    });
    return given;
  };

  it('goes to the states that used it, within a step, though most quarters show nothing', () => {
    const [standby = 0, , running = 0] = shared(() => false);
    expect(Math.abs(standby - 360 * 1500)).toBeLessThanOrEqual(STEP);
    expect(Math.abs(running - 40 * 150_000)).toBeLessThanOrEqual(STEP);
  });

  it('does not drift to what is not known where some of each quarter was not seen', () => {
    const [standby = 0, , running = 0, , unknown = 0] = shared(() => true);
    expect(Math.abs(standby - 360 * 1350)).toBeLessThanOrEqual(32_000);
    expect(Math.abs(running - 40 * 135_000)).toBeLessThanOrEqual(32_000);
    expect(Math.abs(unknown - 0.1 * (360 * 1500 + 40 * 150_000))).toBeLessThanOrEqual(64_000);
  });
});

describe('the energy of a quarter of an hour', () => {
  const four = (most: number) =>
    fc.array(fc.integer({ min: 0, max: most }), { minLength: 4, maxLength: 4 });

  it('is shared among its states to the last milliwatt-hour', () => {
    const energy = fc.integer({ min: -5_000_000, max: 50_000_000 });
    fc.assert(
      fc.property(energy, four(1e6), four(225_000), fc.nat(QUARTER), (mWh, work, time, unseen) => {
        const parts = shareEnergy(mWh, work, time, unseen);
        expect(parts).toHaveLength(5);
        expect(sum(parts)).toBe(mWh);
        for (const part of parts) {
          expect(Number.isInteger(part)).toBe(true);
          expect(part * Math.sign(mWh)).toBeGreaterThanOrEqual(0);
        }
        // What a counter falls by was fed into it.
        if (mWh < 0) expect(parts[4]).toBe(mWh);
      }),
    );
  });

  it('goes by the work of each state while all of it was seen', () => {
    expect(shareEnergy(1000, [100, 0, 300, 0], [450_000, 0, 450_000, 0], 0)).toEqual([
      250, 0, 750, 0, 0,
    ]);
    expect(shareEnergy(1, [1, 1, 1, 1], [1, 1, 1, 1], 0)).toEqual([1, 0, 0, 0, 0]);
  });

  it('goes by time where no power was drawn, and to nobody where nothing was seen', () => {
    expect(shareEnergy(9, [0, 0, 0, 0], [600_000, 300_000, 0, 0], 0)).toEqual([6, 3, 0, 0, 0]);
    expect(shareEnergy(500, [0, 0, 0, 0], [0, 0, 0, 0], QUARTER)).toEqual([0, 0, 0, 0, 500]);
  });

  it('leaves to a gap what the states that were seen did not draw', () => {
    const [work, time] = [
      [1000, 0, 0, 0],
      [600_000, 0, 0, 0],
    ];
    expect(shareEnergy(90_000, work, time, 300_000)).toEqual([1000, 0, 0, 0, 89_000]);
    // The counter is read later than power: states cannot have drawn more than it shows.
    expect(shareEnergy(900, work, time, 300_000)).toEqual([900, 0, 0, 0, 0]);
  });
});
