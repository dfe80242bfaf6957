import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { decimalOf } from '../../app/decimal.ts';
import type { Measurement } from '../../app/measurement.ts';
import { epochMs, hours, minutes, seconds, watts } from '../../app/units.ts';
import { fillGaps, type Sample } from '../../main/history/fill.ts';
import { querySeries } from '../../main/history/queries/series.ts';
import { powerFlags, sentValue } from '../../main/history/sent-power.ts';
import { exportParts } from '../../main/history/transfer/export.ts';
import { SampleJudge } from '../../main/history/transfer/judge.ts';
import { readCsv } from '../../main/history/transfer/read-csv.ts';
import { Recording, reading, tempFolder, values } from './fixtures.ts';

const START = Date.UTC(2026, 10, 20, 10);
const EVERY = seconds(30);

const recordings: Recording[] = [];
afterEach(() => {
  for (const made of recordings.splice(0)) made.close();
});

/** A float32 of W as the SDM630 sends it; the last but one is what float32 kW cannot tell from others. */
const POWERS = [1234.5678, 869.12346, 0.1, -46.000004, 1023.99994, 2047.9999, 0, 150].map(
  Math.fround,
);
const sent = fc
  .oneof(
    fc.constantFrom(...POWERS),
    fc.float({ min: Math.fround(-30_000), max: 30_000, noNaN: true }),
    fc.float({ min: 1000, max: 1024, noNaN: true }),
  )
  .filter((power) => power === 0 || Math.abs(power) > 1e-30);

const measured = (power: number): Measurement => ({
  ...values(power, 500_000),
  power: watts(power),
  powerL1: watts(Math.fround(power / 2)),
});

function exported(
  { store }: Recording,
  resolution: 'raw' | '30s',
): readonly Record<string, number>[] {
  const range = { from: epochMs(START), to: epochMs(START + hours(2)) };
  const query = {
    ...range,
    resolution,
    zone: 'UTC',
    language: 'en',
    csvFormat: 'comma',
    format: 'json',
  } as const;
  return JSON.parse([...exportParts(store, query)].map(({ text }) => text).join('')).rows;
}

/** What a record shows that took in the other one's CSV. */
async function imported({ store }: Recording): Promise<readonly Record<string, number>[]> {
  const range = { from: epochMs(START), to: epochMs(START + hours(2)) };
  const query = {
    ...range,
    resolution: 'raw',
    zone: 'UTC',
    language: 'en',
    csvFormat: 'comma',
    format: 'csv',
  } as const;
  const file = join(tempFolder(), 'export.csv');
  writeFileSync(file, [...exportParts(store, query)].map(({ text }) => text).join(''));
  const made = new Recording(EVERY);
  recordings.push(made);
  const judge = new SampleJudge({ connection: watts(40_000), energyMode: null }, range.to);
  const samples: Sample[] = [];
  for await (const raw of readCsv(file)) samples.push(...judge.judge([raw]));
  fillGaps(made.store, [...samples, ...judge.finish()], 'import');
  return exported(made, 'raw');
}

describe('a power that a meter sent as a float32 of W', () => {
  it('comes out of a float32 of kW and two bits as it was', () => {
    fc.assert(
      fc.property(sent, (power) => {
        const kW = Math.fround(power / 1000);
        const flags = powerFlags([null, power], [Number.NaN, kW]);
        expect(decimalOf(sentValue(kW, 1, flags) * 1000, 1)).toBe(decimalOf(power, 1));
        // Also where only its shortest decimal is known, as from a file.
        const written = Math.fround(decimalOf(power, 1) / 1000);
        const again = powerFlags([null, decimalOf(power, 1)], [Number.NaN, written]);
        expect(decimalOf(sentValue(written, 1, again) * 1000, 1)).toBe(decimalOf(power, 1));
      }),
      { numRuns: 2000 },
    );
  });

  it('stays what it was where the meter sends kW', () => {
    fc.assert(
      fc.property(fc.float({ min: -30, max: 30, noNaN: true }), (kW) => {
        expect(powerFlags([kW * 1000], [kW])).toBe(0);
        expect(powerFlags([decimalOf(kW, 1000)], [kW])).toBe(0);
      }),
    );
  });

  it.each([false, true])('is exported and shown as it was sent, packed: %s', async (isPacked) => {
    const made = new Recording(EVERY);
    recordings.push(made);
    POWERS.forEach((power, i) => {
      made.record(reading(START + i * EVERY, measured(power)));
    });
    if (isPacked) made.seal();
    const expected = POWERS.map((power) => decimalOf(power, 1));
    for (const resolution of ['raw', '30s'] as const) {
      expect(exported(made, resolution).map(({ power }) => power)).toEqual(expected);
      expect(exported(made, resolution).map(({ powerL1 }) => powerL1)).toEqual(
        POWERS.map((power) => decimalOf(Math.fround(power / 2), 1)),
      );
    }
    expect(await imported(made)).toEqual(exported(made, 'raw'));
    const range = { from: epochMs(START), to: epochMs(START + minutes(3.5)) };
    const series = querySeries(made.store, { ...range, fields: ['power'], points: 500 });
    const shown = series.columns.power?.mean.slice(0, 7) ?? [];
    expect(shown.map((power) => decimalOf(power ?? Number.NaN, 1))).toEqual(expected.slice(0, 7));
  });
});
