import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { days, epochMs, hours, minutes } from '../../app/units.ts';
import { queryEnergy } from '../../main/history/queries/energy.ts';
import { querySeries } from '../../main/history/queries/series.ts';
import { rescueInto } from '../../main/history/rescue.ts';
import { migrate } from '../../main/history/schema.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';
import { Recording, reading, tempFolder, values } from './fixtures.ts';

const START = Date.UTC(2026, 2, 1);
const DAYS = 12;

function recorded(): Recording {
  const store = new Recording(minutes(5));
  for (let i = 0; i < DAYS * 288; i++) {
    // Noise, so that the chunks are large enough for damage to hit one of them.
    const power = 500 + ((i * 7919) % 1000) + i / 1e3;
    store.record(reading(START + i * 300_000, values(power, 1000 + i * 50)));
    if (i % 288 === 287) store.seal();
  }
  store.seal();
  return store;
}

const range = { from: epochMs(START), to: epochMs(START + days(DAYS)) };
function look(store: Store) {
  const series = querySeries(store, { ...range, points: 288, fields: ['power'] });
  const energy = queryEnergy(store, { ...range, per: 'day', zone: 'UTC' }, range.to);
  return {
    mean: series.columns.power?.mean ?? [],
    wh: energy.map(({ energy: { energy } }) => Math.round(energy ?? -1)),
  };
}

function rescued(broken: string): { store: Store; days: number } {
  const db = openDatabase(join(tempFolder(), 'history.sqlite'), { readOnly: false });
  migrate(db);
  const saved = rescueInto(broken, db);
  return { store: new Store(db), days: saved };
}

describe('rescuing a broken file', () => {
  it('takes over everything from a sound one', () => {
    const before = recorded();
    const expected = look(before.store);
    before.close();
    const { store, days: saved } = rescued(before.file);
    expect(saved).toBe(DAYS);
    expect(look(store)).toEqual(expected);
    expect(store.nextSeq).toBe(DAYS * 288 + 1);
    store.close();
  });

  it('makes rollups and energies anew from the readings that are left', () => {
    const before = recorded();
    const expected = look(before.store);
    before.store.db.exec('DELETE FROM rollup_chunk; DELETE FROM energy_chunk');
    before.close();
    const { store } = rescued(before.file);
    const found = look(store);
    expect(found.wh).toEqual(expected.wh);
    found.mean.forEach((mean, row) => {
      expect(Math.abs((mean ?? 0) - (expected.mean[row] ?? 0))).toBeLessThan(15);
    });
    store.close();
  });

  it('loses only days whose pages are overwritten, and never invents one', () => {
    const before = recorded();
    const expected = look(before.store);
    before.store.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    before.close();
    const bytes = readFileSync(before.file);
    for (const page of [9, 17, 30]) {
      const broken = Uint8Array.from(bytes);
      broken.fill(0xa5, page * 2048, (page + 1) * 2048);
      const file = join(tempFolder(), 'broken.sqlite');
      writeFileSync(file, broken);
      const { store, days: saved } = rescued(file);
      expect(saved).toBeGreaterThan(0);
      const found = look(store);
      found.wh.forEach((wh, day) => {
        expect(wh).toBeLessThanOrEqual((expected.wh[day] ?? 0) + 50);
      });
      expect(store.newest()?.at ?? START).toBeLessThanOrEqual(START + days(DAYS) + hours(1));
      store.close();
    }
  });
});
