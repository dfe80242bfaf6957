import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Figures } from '../../../app/insights/figures.ts';
import { rulesOf } from '../../../app/insights/rules.ts';
import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { days, epochMs, hours, minutes } from '../../../app/units.ts';
import { fillGaps } from '../../../main/history/fill.ts';
import { openFillTarget } from '../../../main/history/fill-target.ts';
import { queryInsights, queryRuns } from '../../../main/history/insights/insights.ts';
import { retellNext } from '../../../main/history/insights/retell.ts';
import { markDayOf } from '../../../main/history/marks.ts';
import { openForReading, openForWriting } from '../../../main/history/open-file.ts';
import { MIGRATIONS, migrate, readHeader } from '../../../main/history/schema.ts';
import { openDatabase } from '../../../main/history/sqlite.ts';
import { Store } from '../../../main/history/store.ts';
import { toWire } from '../../../main/history/wire.ts';
import { recordPast, simulatedPast } from '../../support/past.ts';
import { classifyAnew, Recording, reading, tempFolder, values } from '../fixtures.ts';

const END = epochMs(Date.UTC(2026, 1, 5, 9));
const ZONE = 'Europe/Berlin';
const RULES = rulesOf(DEFAULT_SETTINGS, ZONE);
const SPAN = days(3);

const open: { close(): void }[] = [];
afterEach(() => {
  for (const store of open.splice(0)) store.close();
});

function storeAt(file: string): Store {
  const opened = openForWriting(file, END);
  if (!opened.ok) throw new Error(opened.error.kind);
  const store = new Store(opened.value.db);
  open.push(store);
  return store;
}

const range = { from: epochMs(END - SPAN), to: END };
const figures = (store: Store): Figures =>
  queryInsights(store, { ...range, kind: 'free', zone: ZONE }, RULES, END).figures;
/** To 0.1 Wh: each part of a quarter that is sealed by itself is rounded to the mWh. */
const rounded = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, one) =>
    typeof one === 'number' ? Math.round(one * 10) / 10 : one,
  );
/** What telling it in parts rounds differently is left out. */
const look = (store: Store) => {
  const { imbalance, ...found } = figures(store);
  const runs = queryRuns(store, range, RULES, END);
  return rounded({ figures: { ...found, imbalance: imbalance?.toFixed(4) }, runs });
};

describe('a record that is filled in', () => {
  it('is judged as if it had been there from the start, in whatever order it came', async () => {
    const [ordered, gappy] = ['a', 'b'].map((name) => join(tempFolder(), name));
    await recordPast(ordered ?? '', END, SPAN);
    const { samples } = simulatedPast(END, SPAN);
    // Three holes: across a midnight, some minutes, and up to the newest reading.
    const holes = [
      { from: epochMs(END - hours(40)), to: epochMs(END - hours(30)) },
      { from: epochMs(END - hours(20)), to: epochMs(END - hours(20) + minutes(7)) },
      { from: epochMs(END - hours(3)), to: END },
    ];
    await recordPast(gappy ?? '', END, SPAN, holes);
    const opened = openFillTarget(gappy ?? '');
    if (!opened.ok) throw new Error(opened.error.kind);
    for (const { from, to } of holes.toReversed()) {
      await opened.value.target.fill(samples(from, to), 'import');
    }
    opened.value.close();
    const [one, other] = [ordered, gappy].map((file) => look(storeAt(file ?? '')));
    expect(other?.figures).toEqual(one?.figures);
    expect(other?.runs).toEqual(one?.runs);
    expect(one?.figures.starts).toBeGreaterThan(20);
    expect(one?.figures.complete).toBe(1);
  });
});

describe('a run that a later gap ends', () => {
  const START = Date.UTC(2026, 1, 5, 9);
  const MINUTE = minutes(1);
  const at = (minute: number) => epochMs(START + minute * MINUTE);

  it('goes on to that gap when another one inside of it is filled', () => {
    const made = new Recording(MINUTE);
    open.push(made);
    const power = (minute: number): number => (minute >= 60 && minute < 125 ? 600 : 6);
    const isOut = (minute: number): boolean =>
      (minute >= 80 && minute < 85) || (minute >= 120 && minute < 300);
    for (let minute = 0; minute < 600; minute++) {
      const counter = 100_000 + minute * 10;
      if (!isOut(minute)) made.record(reading(at(minute), values(power(minute), counter)));
    }
    const missing = [80, 81, 82, 83, 84].map((minute) => ({
      at: at(minute),
      wire: toWire(values(600, null)),
      flags: 0,
    }));
    fillGaps(made.store, missing, 'import');
    const span = { from: at(0), to: at(600) };
    expect(queryRuns(made.store, span, RULES, span.to)).toMatchObject([
      { start: at(60), end: at(120), startSeen: true, endSeen: false },
    ]);
    const query = { ...span, kind: 'free', zone: ZONE } as const;
    expect(queryInsights(made.store, query, RULES, span.to).figures.runTime).toBe(60 * MINUTE);
  });
});

describe('a day whose readings are gone', () => {
  it('keeps its figures and runs when a few readings of it come from elsewhere', async () => {
    const file = join(tempFolder(), 'history.sqlite');
    await recordPast(file, END, SPAN);
    const store = storeAt(file);
    store.sealAll();
    const { tables } = store;
    const day = markDayOf(END - days(2));
    for (const span of tables.raw.spans(0, END)) {
      if (markDayOf(span.from) === day) tables.raw.remove(span.firstSeq);
    }
    tables.marks.remove(day);
    const before = look(store);
    const { samples } = simulatedPast(END, SPAN);
    const from = epochMs(day * days(1) + hours(10));
    const few = samples(from, epochMs(from + minutes(2)));
    expect(fillGaps(store, few, 'import')).toBeGreaterThan(2);
    expect(look(store)).toEqual(before);
    classifyAnew(store);
    while (!retellNext(store));
    const { states, complete } = figures(store);
    expect(complete).toBe(before.figures.complete);
    expect(states.running.time).toBe(before.figures.states.running.time);
  });
});

describe('a record from before states were kept', () => {
  /** What a version without states left: everything but states. */
  async function olderFile(): Promise<{
    readonly file: string;
    readonly before: ReturnType<typeof look>;
  }> {
    const file = join(tempFolder(), 'history.sqlite');
    await recordPast(file, END, SPAN);
    const store = storeAt(file);
    const before = look(store);
    store.db.exec("DROP TABLE doing_chunk; DROP TABLE run; DELETE FROM meta WHERE key = 'states'");
    store.db.exec(`PRAGMA user_version=${MIGRATIONS.length - 1}`);
    open.splice(0);
    store.close();
    return { file, before };
  }

  it('is judged bit by bit once it is opened, and comes to the same', async () => {
    const { file, before } = await olderFile();
    const store = storeAt(file);
    expect(store.states.retold(END)).toBe(0);
    let seen = 0;
    while (!retellNext(store)) {
      const part = store.states.retold(END) ?? 0;
      expect(part).toBeGreaterThan(seen);
      seen = part;
    }
    expect(store.states.retold(END)).toBeNull();
    expect(look(store)).toEqual(before);
  });

  it('can be read without being changed', async () => {
    const { file } = await olderFile();
    const bytes = readFileSync(file);
    const opened = openForReading(file);
    if (!opened.ok) throw new Error(opened.error.kind);
    const store = new Store(opened.value);
    open.push(store);
    expect(figures(store).starts).toBe(0);
    expect(figures(store).energy.energy).toBeGreaterThan(0);
    expect(readHeader(opened.value).version).toBe(MIGRATIONS.length - 1);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('begins with no states when it has no readings', () => {
    const db = openDatabase(join(tempFolder(), 'history.sqlite'), { readOnly: false });
    migrate(db, MIGRATIONS.slice(0, 1));
    migrate(db);
    const store = new Store(db);
    open.push(store);
    expect(store.states.state.retelling).toBeNull();
  });
});
