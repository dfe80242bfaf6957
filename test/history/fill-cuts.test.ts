import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Resolution } from '../../app/history/export.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { days, epochMs, hours, millis, minutes, seconds } from '../../app/units.ts';
import { fillGaps, type Sample } from '../../main/history/fill.ts';
import { queryInsights, queryRuns } from '../../main/history/insights/insights.ts';
import { paceAt } from '../../main/history/pace.ts';
import { queryEnergy } from '../../main/history/queries/energy.ts';
import { batches } from '../../main/history/transfer/batches.ts';
import { exportRows } from '../../main/history/transfer/csv.ts';
import { toWire } from '../../main/history/wire.ts';
import { Recording, reading, values } from './fixtures.ts';

const START = Date.UTC(2026, 10, 20, 10);
const ZONE = 'Europe/Berlin';
const RULES = rulesOf(DEFAULT_SETTINGS, ZONE);
const NOW = epochMs(START + days(2));

const recordings: Recording[] = [];
afterEach(() => {
  for (const recording of recordings.splice(0)) recording.close();
});
function recording(every = seconds(30)): Recording {
  const made = new Recording(every);
  recordings.push(made);
  return made;
}

const sampleAt = (at: number, power: number, counter: number): Sample => ({
  at: epochMs(at),
  wire: toWire(values(power, counter)),
  flags: 0,
});

/** A counter in mWh that shows what the readings before drew. */
function samplesOf(readings: readonly (readonly [at: number, power: number])[]): Sample[] {
  let counter = 100_000;
  return readings.map(([at, power], i) => {
    const [before, drawn] = readings[i - 1] ?? [at, 0];
    counter += (drawn * (at - before)) / 3_600_000;
    return sampleAt(at, power, counter);
  });
}

const every = (step: number, count: number, from: number, power: number) =>
  Array.from({ length: count }, (_, i) => [from + i * step, power] as const);

/** Everything that can be asked of a record. */
function look({ store }: Recording) {
  const range = { from: epochMs(START - hours(1)), to: epochMs(START + days(1.5)) };
  const rows = (resolution: Resolution): string =>
    [
      ...batches(store, {
        ...range,
        resolution,
        zone: ZONE,
        language: 'en',
        csvFormat: 'comma',
        format: 'csv',
      } as never),
    ]
      .map((batch) =>
        exportRows(batch, { language: 'en', csvFormat: 'comma', zone: ZONE } as never),
      )
      .join('');
  const query = { ...range, kind: 'free', zone: ZONE } as const;
  const { figures } = queryInsights(store, query, RULES, NOW);
  return {
    rows: (['raw', '30s', '5m', '1h', '1d'] as const).map(rows),
    // The parts that it is reckoned from are whole mWh of what was packed together.
    figures: { ...figures, imbalance: figures.imbalance?.toFixed(4) },
    runs: queryRuns(store, range, RULES, NOW),
    energy: queryEnergy(store, { ...range, per: 'hour', zone: ZONE }, NOW),
  };
}

/** Stretches of one pace each, with jitter, missed polls and gaps. */
const readings = fc
  .array(
    fc.record({
      pace: fc.constantFrom(2000, 5000, 15_000, 30_000, 60_000),
      count: fc.integer({ min: 1, max: 60 }),
      jitter: fc.nat(12),
      gap: fc.constantFrom(0, 0, 0, minutes(3), hours(2)),
      power: fc.constantFrom(6, 46, 700, 2400),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((stretches) => {
    let at = START;
    let number = 0;
    return stretches.flatMap(({ pace, count, jitter, gap, power }) => {
      at += gap;
      return Array.from({ length: count }, () => {
        at += pace;
        number++;
        const early = Math.round((pace * jitter * ((number * 7) % 5)) / 400);
        return [at - early, power + (number % 3)] as const;
      });
    });
  });

describe('samples from elsewhere', () => {
  it('come to the same in whatever parts they come', () => {
    fc.assert(
      fc.property(readings, fc.array(fc.nat(480), { maxLength: 6 }), (list, cuts) => {
        const samples = samplesOf(list);
        const [whole, cut] = [recording(), recording()];
        expect(fillGaps(whole.store, samples, 'import')).toBe(samples.length);
        const edges = [0, ...cuts.filter((at) => at < samples.length), samples.length];
        edges.sort((a, b) => a - b);
        const taken = edges
          .slice(1)
          .map((end, i) => fillGaps(cut.store, samples.slice(edges[i], end), 'import'));
        expect(taken.reduce((sum, one) => sum + one, 0)).toBe(samples.length);
        const expected = look(whole);
        expect(look(cut)).toEqual(expected);
        // A second time there is nothing left to do.
        expect(fillGaps(cut.store, samples, 'import')).toBe(0);
        expect(look(cut)).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  it('come to what the app would have recorded itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(2000, 15_000, 30_000, 60_000), fc.nat(400), (pace, seed) => {
        const list = every(pace, 300, START, 0).map(
          ([at], i) => [at, (i + seed) % 90 < 40 ? 700 + (i % 7) : 6] as const,
        );
        const samples = samplesOf(list);
        const [live, filled] = [recording(millis(pace)), recording()];
        for (const { at, wire } of samples) {
          const power = (wire[0] ?? 0) * 1000;
          live.record(reading(at, values(power, (wire[6] ?? 0) * 1000)));
        }
        fillGaps(filled.store, samples, 'import');
        for (const { store } of [live, filled]) store.sealTail();
        expect(look(filled)).toEqual(look(live));
      }),
      { numRuns: 2 },
    );
  });

  it('of mixed paces count by the time for which each stands', () => {
    const made = recording();
    const list = [...every(2000, 900, START, 1900), ...every(30_000, 61, START + minutes(30), 46)];
    fillGaps(made.store, samplesOf(list), 'import');
    const { rows, figures } = look(made);
    expect(Number(rows[3]?.split(',')[2])).toBeCloseTo(973, 1);
    // An hour and the 30 s of the last reading, of the 37 hours asked about.
    expect(figures.complete).toBeCloseTo((3600 + 30) / (37 * 3600), 9);
  });

  it('of two scrape intervals fill the day', () => {
    const made = recording();
    const [fast, slow] = [hours(8) / 15_000, hours(16) / 60_000];
    const list = [
      ...every(15_000, fast, START, 1900),
      ...every(60_000, slow, START + hours(8), 46),
    ];
    const samples = samplesOf(list);
    for (let i = 0; i < samples.length; i += 700) {
      fillGaps(made.store, samples.slice(i, i + 700), 'prometheus');
    }
    const range = { from: epochMs(START), to: epochMs(START + days(1)) };
    const query = { ...range, kind: 'free', zone: ZONE } as const;
    expect(queryInsights(made.store, query, RULES, range.to).figures.complete).toBe(1);
    const hourly = {
      ...range,
      resolution: '1h',
      zone: ZONE,
      language: 'en',
      csvFormat: 'comma',
      format: 'csv',
    } as const;
    const powers = [...batches(made.store, hourly)].flatMap(({ values: [power = []] }) => power);
    const sum = powers.reduce<number>((all, kW) => all + (kW ?? Number.NaN), 0);
    // 1900 W for a third of the day, 46 W for the rest.
    expect((sum / powers.length) * 1000).toBeCloseTo(664, 3);
  });

  it('that come early by jitter are not lost, and one that was is added later', () => {
    const list = [
      ...every(30_000, 100, START, 500),
      [START + 100 * 30_000 - 500, 1999] as const,
      ...every(30_000, 78, START + 102 * 30_000, 500),
    ];
    const samples = samplesOf(list);
    const [cut, mended, whole] = [recording(), recording(), recording()];
    fillGaps(whole.store, samples, 'import');
    fillGaps(cut.store, samples.slice(0, 100), 'import');
    fillGaps(cut.store, samples.slice(100), 'import');
    expect(look(cut)).toEqual(look(whole));
    const without = samples.filter((_, i) => i !== 100);
    expect(fillGaps(mended.store, without, 'import')).toBe(178);
    expect(fillGaps(mended.store, samples, 'import')).toBe(1);
    expect(look(mended).runs).toEqual(look(whole).runs);
    expect(look(mended).rows).toEqual(look(whole).rows);
    expect(look(whole).runs.length).toBe(1);
  });

  it('of another record are not laid between readings that are there', () => {
    const made = recording();
    const measured = every(30_000, 200, START, 500);
    for (const [at, power] of measured) made.record(reading(at, values(power, null)));
    const beside = every(30_000, 199, START + 14_000, 500);
    expect(fillGaps(made.store, samplesOf(beside), 'prometheus')).toBe(0);
  });
});

describe('the pace of a reading', () => {
  const pace = (waits: readonly number[], place: number): number => {
    let at = 0;
    return paceAt([0, ...waits.map((wait) => (at += wait * 1000))], place) / 1000;
  };

  it.each([
    ['steady', [30, 30, 30, 30], 2, 30],
    ['with jitter', [28, 32, 29, 31], 2, 30],
    ['before a slower one', [2, 2, 2, 30, 30, 30], 3, 30],
    ['at the end of a faster one', [2, 2, 2, 30, 30, 30], 2, 2],
    ['before a faster one', [30, 30, 2, 2, 2], 2, 2],
    ['before a missed poll', [30, 30, 60, 30, 30], 2, 30],
    ['before a gap', [30, 30, 3600, 30, 30], 2, 30],
    ['before a gap and another pace', [2, 2, 2, 1800, 60, 60], 3, 2],
    ['after a gap', [30, 30, 3600, 60, 60], 3, 60],
    ['of the last', [30, 30, 30], 3, 30],
    ['of a single one', [], 0, 30],
    ['beside one that came at once', [30, 0.3, 29.7, 30], 1, 30],
    ['of days', [86_400, 86_400], 1, 30],
  ] as const)('%s', (_, waits, place, expected) => {
    expect(pace(waits, place)).toBe(expected);
  });
});
