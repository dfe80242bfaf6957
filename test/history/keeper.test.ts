import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HistoryNotice } from '../../app/history/fault.ts';
import { days, epochMs, hours, millis, minutes, seconds } from '../../app/units.ts';
import { Keeper } from '../../main/history/keeper.ts';
import { gather } from '../../main/history/queries/gather.ts';
import { querySeries } from '../../main/history/queries/series.ts';
import { purge, usedBytes } from '../../main/history/retention.ts';
import { Recording, reading, values } from './fixtures.ts';

const START = Date.UTC(2026, 0, 1);
const WIDE = { markDays: 400, capBytes: 1e9 };

function keep(store: Recording, notices: HistoryNotice[] = []) {
  const keeper = new Keeper(store.store, {
    file: store.file,
    pollEvery: seconds(30),
    retention: WIDE,
    notify: (notice) => notices.push(notice),
  });
  return (at: number, power = 46) =>
    keeper.record({ event: reading(at, values(power, at / 1e6)), elapsed: millis(at) });
}

/** Lets the file grow no more, which SQLite reports as a full disk. */
function fill({ store }: Recording): void {
  store.db.exec('PRAGMA incremental_vacuum');
  const { page_count } = store.db.prepare<{ page_count: number }>('PRAGMA page_count').get() ?? {};
  store.db.exec(`PRAGMA max_page_count=${page_count}`);
}
const empty = ({ store }: Recording): void => store.db.exec('PRAGMA max_page_count=1000000000');

describe('a full disk', () => {
  it('is said once; readings wait in memory and are all written when there is room again', () => {
    const store = new Recording();
    const notices: HistoryNotice[] = [];
    const record = keep(store, notices);
    expect(record(START).ok).toBe(true);
    expect(existsSync(`${store.file}.ballast`)).toBe(true);
    fill(store);
    let [at, refused] = [START, 0];
    // The rest of the last page still takes some.
    while (refused < 200) {
      at += 30_000;
      if (!record(at).ok) refused++;
    }
    expect(existsSync(`${store.file}.ballast`)).toBe(false);
    expect(notices).toEqual([
      { kind: 'not-writing', fault: { kind: 'no-space', file: store.file } },
    ]);
    empty(store);
    expect(record(at + 30_000).ok).toBe(true);
    expect(notices.at(-1)).toEqual({ kind: 'writing-again' });
    store.reopen();
    const rows = gather(store.store, START, at + days(1), [0], 'polls').at;
    expect(rows.length).toBe((at + 30_000 - START) / 30_000 + 1);
    store.close();
  });

  it('gives up the oldest polls and goes on recording when that makes room', () => {
    const store = new Recording(minutes(5));
    for (let i = 0; i < 40 * 288; i++) {
      store.record(reading(START + i * 300_000, values(46 + (i % 97), 1000 + i)));
      if (i % 2000 === 0) store.seal();
    }
    store.seal();
    const { raw } = store.store.tables;
    const before = raw.spans(START, START + days(50));
    const notices: HistoryNotice[] = [];
    const record = keep(store, notices);
    fill(store);
    for (let i = 0; i < 100; i++) {
      expect(record(START + days(40) + i * 300_000).ok).toBe(true);
    }
    expect(notices).toEqual([]);
    const kept = raw.spans(START, START + days(50));
    expect(kept.length).toBeLessThan(before.length);
    expect(kept.at(-1)).toEqual(before.at(-1));
    store.close();
  });
});

describe('retention', () => {
  /** One reading in five minutes, sealed day by day. */
  function longRecord(count: number): Recording {
    const store = new Recording(minutes(5));
    for (let i = 0; i < count * 288; i++) {
      store.record(reading(START + i * 300_000, values(i === 1000 ? 1300 : 46, 1000 + i)));
      if (i % 288 === 287) store.seal();
    }
    return store;
  }

  it('keeps polls for a week, marks for the days asked for, and rollups and energy for ever', () => {
    const store = longRecord(30);
    purge(store.store, { markDays: 20, capBytes: 1e9 });
    const { tables } = store.store;
    expect(tables.marks.ids(-1e6, 1e6).length).toBe(20);
    const oldest = Math.min(...tables.raw.spans(0, START + days(40)).map(({ from }) => from));
    expect(oldest).toBeGreaterThan(START + days(20));
    expect(oldest).toBeLessThanOrEqual(START + days(23));
    const query = { from: epochMs(START), to: epochMs(START + days(30)), points: 100 };
    const { columns } = querySeries(store.store, { ...query, fields: ['power', 'energy'] });
    expect(Math.round(Math.max(...(columns.power?.max ?? []).map(Number)))).toBe(1300);
    expect(columns.energy?.mean.filter((value) => value === null)).toEqual([]);
    store.close();
  });

  it('deletes nothing because a clock was years ahead for an hour', () => {
    const store = longRecord(10);
    const years = days(366 * 5);
    store.record(reading(START + days(10) + years, values(46, 4000)), START + days(10));
    store.record(reading(START + days(10) + 300_000, values(46, 4000)), START + days(10) + 300_000);
    store.seal();
    purge(store.store, WIDE);
    expect(store.store.tables.marks.ids(-1e6, 1e6).length).toBe(11);
    expect(store.store.tables.raw.spans(START, START + hours(96)).length).toBeGreaterThan(0);
    store.close();
  });

  it('holds a cap by giving up the oldest', () => {
    const store = longRecord(60);
    const cap = usedBytes(store.store) - 20_000;
    purge(store.store, { markDays: 400, capBytes: cap });
    expect(usedBytes(store.store)).toBeLessThanOrEqual(cap);
    const kept = store.store.tables.marks.ids(-1e6, 1e6);
    expect(kept.at(-1)).toBe(Math.floor(START / days(1)) + 59);
    store.close();
  });
});

describe('a clock that is not set', () => {
  it('begins no record and ends none, is said once, and recording goes on when it is set', () => {
    const store = new Recording();
    const notices: HistoryNotice[] = [];
    const record = keep(store, notices);
    for (const at of [0, 30_000, Date.UTC(1999, 11, 31)]) expect(record(at).ok).toBe(true);
    expect(store.store.newest()).toBeNull();
    expect(notices).toEqual([{ kind: 'clock-not-set' }]);
    record(START);
    record(60_000);
    expect(store.store.tail.map(({ at }) => at)).toEqual([START]);
    expect(notices).toHaveLength(2);
    store.close();
  });
});
