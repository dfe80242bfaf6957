import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SEED_STATE_LIMITS } from '../../app/heat-pump/state.ts';
import type { ExportQuery } from '../../app/history/export.ts';
import { rulesOf } from '../../app/insights/rules.ts';
import type { PollEvent } from '../../app/poll.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import { days, epochMs, hours, millis, minutes, watts } from '../../app/units.ts';
import { fillGaps } from '../../main/history/fill.ts';
import { queryInsights, queryRuns } from '../../main/history/insights/insights.ts';
import { retellNext } from '../../main/history/insights/retell.ts';
import { rebuildLost } from '../../main/history/rebuild.ts';
import { Recorder } from '../../main/history/recorder.ts';
import { purge } from '../../main/history/retention.ts';
import { migrate } from '../../main/history/schema.ts';
import { type Database, openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';
import { storedState } from '../../main/history/stored-state.ts';
import { batches } from '../../main/history/transfer/batches.ts';
import { exportRows } from '../../main/history/transfer/csv.ts';
import { toWire } from '../../main/history/wire.ts';
import { type DiskFailure, FailingDisk } from './failing-disk.ts';
import { classifyAnew, fault, reading, tempFolder, values } from './fixtures.ts';

const MINUTE = minutes(1);
/** Some hundred statements fail, and all before each of them are done again. */
const LONG = minutes(3);
/** 21:00 in Berlin, so that the record has two days and two UTC days. */
const START = epochMs(Date.UTC(2026, 1, 5, 20));
const END = epochMs(START + hours(12));
const ZONE = 'Europe/Berlin';
const RULES = rulesOf(DEFAULT_SETTINGS, ZONE);
const at = (minute: number) => epochMs(START + minute * MINUTE);

interface Subject {
  readonly store: Store;
  readonly recorder: Recorder;
}

type Step = (subject: Subject) => void;

/** Twenty minutes of running in the hour, with ten of a high load. */
const powerAt = (minute: number): number => {
  const within = minute % 60;
  if (within < 30 || within >= 50) return 6;
  return within < 35 ? 2500 : 700;
};
const counterAt = (minute: number): number => 100_000 + minute * 12;
const readingAt = (minute: number) =>
  reading(at(minute), values(powerAt(minute), counterAt(minute)));

const record = (event: PollEvent): Step => {
  const elapsed = event.kind === 'reading' ? event.reading.at : event.at;
  return ({ recorder }) => recorder.record({ event, elapsed: millis(elapsed) });
};
const minutesOf = (from: number, to: number): Step[] =>
  Array.from({ length: to - from }, (_, i) => record(readingAt(from + i)));
const seal: Step = ({ store }) => store.sealTail();
const samplesOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({
    at: at(from + i),
    wire: toWire(values(powerAt(from + i), counterAt(from + i))),
    flags: 0,
  }));
const fill =
  (from: number, to: number): Step =>
  ({ store }) => {
    fillGaps(store, samplesOf(from, to), 'import');
  };

const newMeter: PollEvent = {
  ...readingAt(120),
  session: { framing: 'tcp', maxWords: 125, identity: { serial: 7, energyMode: 'import' } },
  rejections: [{ field: 'frequency', reason: 'out-of-range', value: 90 }],
  counterEvents: [{ at: at(120), field: 'energy', kind: 'epoch', from: 101_428, to: 101_440 }],
} as never;

/** What a record goes through; what is marked fails at each of its statements. */
const STORY: readonly { readonly step: Step; readonly name: string | null }[] = [
  ...minutesOf(0, 118).map((step) => ({ step, name: null })),
  { name: 'a reading', step: record(readingAt(118)) },
  { name: 'a gap that begins', step: record(fault(at(119))) },
  { name: 'another meter', step: record(newMeter) },
  ...minutesOf(121, 200).map((step) => ({ step, name: null })),
  { name: 'sealing', step: seal },
  // A gap in the middle of a run, over which nobody polled.
  ...minutesOf(280, 400).map((step) => ({ step, name: null })),
  { name: 'sealing over a gap and a run', step: seal },
  ...minutesOf(400, 410).map((step) => ({ step, name: null })),
  { name: 'filling a gap', step: fill(200, 280) },
  { name: 'filling after the end', step: fill(410, 440) },
  ...minutesOf(441, 500).map((step) => ({ step, name: null })),
  { name: 'sealing after what was filled', step: seal },
  {
    name: 'other limits',
    step: ({ store }) => classifyAnew(store, { ...SEED_STATE_LIMITS, runningFrom: watts(800) }),
  },
  ...[1, 2].map((day) => ({
    name: `classifying day ${day} anew`,
    step: ({ store }: Subject) => void retellNext(store),
  })),
  {
    name: 'the heat side',
    step: ({ store }) =>
      store.tables.heat.keep({
        day: Math.floor(START / days(1)),
        askedUntil: at(60),
        queries: 'heat',
        heat: new Float32Array(1440).fill(3000),
        outdoor: new Float32Array(1440).fill(7),
      }),
  },
  { name: 'what is lost made anew', step: ({ store }) => rebuildLost(store) },
  ...[1, 2].map((day) => ({
    name: `classifying day ${day} once more`,
    step: ({ store }: Subject) => void retellNext(store),
  })),
  { name: 'purging', step: ({ store }) => purge(store, { markDays: 1, capBytes: 1 }) },
];

const EXPORT: ExportQuery = {
  from: START,
  to: END,
  resolution: 'raw',
  zone: ZONE,
  language: 'en',
  csvFormat: 'comma',
  format: 'csv',
} as ExportQuery;

const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";

/** Every row of every table, byte by byte. */
function dump(db: Database): Record<string, unknown> {
  const tables = db.prepare<{ name: string }>(TABLES).all();
  return Object.fromEntries(
    tables.map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all()]),
  );
}

const RANGE = { from: START, to: END };

/** What a person sees of a record. */
function look(store: Store) {
  const query = { ...RANGE, kind: 'free', zone: ZONE } as const;
  return {
    insights: queryInsights(store, query, RULES, END),
    runs: queryRuns(store, RANGE, RULES, END),
    csv: [...batches(store, EXPORT)].map((batch) => exportRows(batch, EXPORT)).join(''),
  };
}

const inMemory = ({ tail, sealed, states }: Store) => ({
  open: tail.map(({ seq }) => seq),
  sealed,
  states: states.state,
});

/** As {@link inMemory}, of somebody who opens the file now. */
function onDisk({ tables }: Store): ReturnType<typeof inMemory> {
  const { open, sealed, states } = storedState(tables);
  return { open: open.map(({ seq }) => seq), sealed, states };
}

const open: Database[] = [];
afterEach(() => {
  for (const db of open.splice(0)) db.close();
});

function subjectOn(disk: FailingDisk): Subject {
  const file = join(tempFolder(), 'history.sqlite');
  const db = openDatabase(file, { readOnly: false, connect: disk.connect });
  open.push(db);
  migrate(db);
  db.exec('PRAGMA synchronous=OFF');
  const store = new Store(db);
  return { store, recorder: new Recorder(store, MINUTE) };
}

/** Lets each statement of `step` fail once, and then lets all of it pass. */
function failEach(disk: FailingDisk, subject: Subject, step: Step, failure: DiskFailure): number {
  for (let nth = 1; ; nth++) {
    disk.failAt(nth, failure);
    try {
      step(subject);
    } catch (error) {
      if (!disk.hasFailed) throw error;
      expect(inMemory(subject.store)).toEqual(onDisk(subject.store));
      continue;
    } finally {
      disk.heal();
    }
    if (!disk.hasFailed) return nth - 1;
  }
}

/** The story on a sound disk, and what it looks like at the end of each part. */
function untroubled(): { readonly end: ReturnType<typeof look>; readonly rows: object } {
  const subject = subjectOn(new FailingDisk());
  for (const { step } of STORY) step(subject);
  return { end: look(subject.store), rows: dump(subject.store.db) };
}

describe('a disk that fails', () => {
  it.each(['full', 'io'] as const)(
    'leaves a record as it was, at whichever statement of whatever is written: %s',
    (failure) => {
      const disk = new FailingDisk();
      const subject = subjectOn(disk);
      for (const { step, name } of STORY) {
        if (name === null) step(subject);
        else expect(failEach(disk, subject, step, failure), name).toBeGreaterThan(0);
      }
      const expected = untroubled();
      expect(look(subject.store)).toEqual(expected.end);
      expect(dump(subject.store.db)).toEqual(expected.rows);
      const again = new Store(subject.store.db);
      expect(look(again)).toEqual(expected.end);
    },
    LONG,
  );

  it.each(['full', 'io'] as const)(
    'leaves a new or an older file so that it can be brought up to date later: %s',
    (failure) => {
      const disk = new FailingDisk();
      const db = openDatabase(join(tempFolder(), 'history.sqlite'), {
        readOnly: false,
        connect: disk.connect,
      });
      open.push(db);
      for (let nth = 1; ; nth++) {
        disk.failAt(nth, failure);
        try {
          migrate(db);
        } catch (error) {
          if (!disk.hasFailed) throw error;
          continue;
        } finally {
          disk.heal();
        }
        if (!disk.hasFailed) break;
      }
      const sound = subjectOn(new FailingDisk());
      expect(dump(db)).toEqual(dump(sound.store.db));
      expect(new Store(db).newest()).toBeNull();
    },
  );
});
