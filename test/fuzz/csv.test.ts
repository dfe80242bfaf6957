import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { NO_COUNTERS } from '../../app/counters.ts';
import { csvHead } from '../../app/history/csv-head.ts';
import { FIELDS } from '../../app/measurement.ts';
import { judge } from '../../app/plausibility.ts';
import { epochMs, watts } from '../../app/units.ts';
import { openFillTarget } from '../../main/history/fill-target.ts';
import type { TaskControl } from '../../main/history/protocol.ts';
import { gather } from '../../main/history/queries/gather.ts';
import { importCsv } from '../../main/history/transfer/import.ts';
import { type RawSample, SampleJudge } from '../../main/history/transfer/judge.ts';
import { NotOurCsv, readCsv } from '../../main/history/transfer/read-csv.ts';
import { fromWire } from '../../main/history/wire.ts';
import { fuzz } from './fuzz.ts';
import { mutatedText } from './mutations.ts';

/** After all that is made here. */
const NOW = epochMs(Date.UTC(2030, 0));
const LIMITS = { connection: watts(24_000), energyMode: 'import' } as const;
const folder = mkdtempSync(join(tmpdir(), 'wago-fuzz-csv-'));
const file = join(folder, 'import.csv');
const opened = openFillTarget(join(folder, 'history.sqlite'));
if (!opened.ok) throw new Error(opened.error.kind);
const { store, close } = opened.value;
store.db.exec('PRAGMA synchronous=OFF');
afterAll(() => {
  close();
  rmSync(folder, { recursive: true });
});

const CONTROL: TaskControl = {
  stop: new AbortController().signal,
  report: () => undefined,
  breathe: () => Promise.resolve(),
};

const cell = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 900, noNaN: true }).map((n) => n.toFixed(3)) },
  fc.constantFrom('', '0', '50', '50.01', '-1', '1e9', 'NaN', '=1+1', '"50"', '999999999999'),
);
/** Days of some years, so that what one case adds is seldom there for the next. */
const day = fc.integer({ min: 0, max: 1000 }).map((days) => Date.UTC(2026, 0, 1 + days));

const table = fc
  .record({
    language: fc.constantFrom('en' as const, 'de' as const),
    begin: day,
    stepS: fc.constantFrom(1, 30, 30, 300, 86_400, 0, -30),
    rows: fc.array(fc.tuple(...FIELDS.map(() => cell)), { maxLength: 6 }),
    end: fc.constantFrom('\r\n', '\n'),
  })
  .map(({ language, begin, stepS, rows, end }) => {
    const delimiter = language === 'en' ? ',' : ';';
    const lines = rows.map((cells, row) => {
      const at = new Date(begin + row * stepS * 1000);
      const plain = cells.map((text) => (language === 'en' ? text : text.replace('.', ',')));
      // The frequency decides whether a row is believed.
      plain[4] = language === 'en' ? '50.01' : '50,01';
      return ['local', at.toISOString(), ...plain].join(delimiter);
    });
    return `\ufeff${[csvHead(language, false).join(delimiter), ...lines].join(end)}${end}`;
  });

/** Everything that the record holds must be possible. */
function expectPossible(from: number, to: number): void {
  const { fields } = gather(
    store,
    from,
    to,
    FIELDS.map((_, index) => index),
    'marks',
  );
  const column = (index: number): readonly number[] =>
    [...(fields[index] ?? [])].filter((value) => !Number.isNaN(value));
  for (const power of [0, 1, 2, 3].flatMap(column)) expect(Math.abs(power)).toBeLessThanOrEqual(24);
  for (const hz of column(4)) expect(Math.abs(hz - 50)).toBeLessThanOrEqual(5);
  for (const factor of column(5)) expect(Math.abs(factor)).toBeLessThanOrEqual(1.001);
  for (const kwh of [6, 7, 8, 9].flatMap(column)) expect(kwh >= 0 && kwh <= 1e8).toBe(true);
}

const text = fc.oneof(
  { weight: 2, arbitrary: table },
  { weight: 3, arbitrary: mutatedText(table) },
);

function judged(samples: readonly RawSample[]) {
  const believer = new SampleJudge(LIMITS, NOW);
  return [...believer.judge(samples), ...believer.finish()];
}

let believed = 0;

fuzz<string>('CSV files', {
  cases: 10_000,
  arbitrary: text,
  check: async (content) => {
    writeFileSync(file, content);
    const samples: RawSample[] = [];
    try {
      for await (const sample of readCsv(file)) samples.push(sample);
    } catch (error) {
      expect(error).toBeInstanceOf(NotOurCsv);
      return;
    }
    for (const { at, wire } of judged(samples)) {
      believed += 1;
      const verdict = judge({ at, values: fromWire(wire) }, NO_COUNTERS, LIMITS);
      expect(verdict.rejections).toEqual([]);
    }
  },
  finally: () => expect(believed).toBeGreaterThan(1000),
});

let imported = 0;

// Fewer, since each one is a transaction on disk.
fuzz<string>('CSV import', {
  cases: 300,
  arbitrary: text,
  check: async (content) => {
    writeFileSync(file, content);
    const done = await importCsv(store, file, LIMITS, NOW, CONTROL);
    if (done.ok) imported += done.value.readings;
    else expect(['not-csv', 'no-such-date', 'changed-time']).toContain(done.error.kind);
  },
  finally: () => {
    expect(imported).toBeGreaterThan(20);
    expectPossible(Date.UTC(2026, 0), Date.UTC(2029, 0));
  },
});
