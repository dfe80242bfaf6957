import { expect, it } from 'vitest';
import type { ExportQuery } from '../../../app/history/export.ts';
import { epochMs, hours, minutes } from '../../../app/units.ts';
import { batches } from '../../../main/history/transfer/batches.ts';
import { Recording, reading, values } from '../fixtures.ts';

const START = Date.UTC(2026, 1, 5, 9);
const common = {
  format: 'csv',
  language: 'en',
  csvFormat: 'comma',
  zone: 'Europe/Berlin',
} as const;
const near = { from: epochMs(Date.UTC(2026, 1, 4)), to: epochMs(Date.UTC(2026, 1, 7)) };
/** As somebody types who wants everything. */
const far = { from: epochMs(Date.UTC(2026, 1, 4) - 2e13), to: epochMs(Date.UTC(9999, 11, 31)) };

it.each(['raw', '30s', '5m', '1h', '1d'] as const)(
  'an export over ten thousand years is one of what is recorded: %s',
  (resolution) => {
    const made = new Recording(minutes(1));
    for (let minute = 0; minute < 300; minute++) {
      made.record(reading(START + minute * minutes(1), values(46 + minute, 100_000 + minute)));
      if (minute === 200) made.seal();
    }
    const rowsIn = (range: Pick<ExportQuery, 'from' | 'to'>): unknown[] =>
      [...batches(made.store, { ...common, ...range, resolution })].flatMap(({ at, values }) =>
        at.map((time, row) => [time, ...values.map((column) => column[row])]),
      );
    const rows = rowsIn(far);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(rowsIn(near));
    made.close();
  },
);

it('an export of an empty record, or beside it, has no rows', () => {
  const made = new Recording(minutes(1));
  expect([...batches(made.store, { ...common, ...far, resolution: '1h' })]).toEqual([]);
  made.record(reading(START, values(46, 100_000)));
  const before = { from: epochMs(START - hours(9000)), to: epochMs(START - hours(8000)) };
  const rows = [...batches(made.store, { ...common, ...before, resolution: '1h' })];
  expect(rows.flatMap(({ at }) => at)).toEqual([]);
  made.close();
});
