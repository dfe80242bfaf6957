import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epochMs } from '../../app/units.ts';
import { queryEnergy } from '../../main/history/queries/energy.ts';
import { gather } from '../../main/history/queries/gather.ts';
import { openDatabase } from '../../main/history/sqlite.ts';
import { Store } from '../../main/history/store.ts';
import { type Acknowledgement, PART, partNumbers, timeOf } from './numbered.ts';

type Reading = Acknowledgement & { readonly kind: 'reading' };

/** What a record says that was left by a process that died. */
export interface Findings {
  /** What SQLite's whole check says; `ok` when nothing is wrong. */
  readonly integrity: string;
  /** Acknowledged readings that are not there, or other than they were acknowledged. */
  readonly lost: number;
  /** Readings of imports that were acknowledged and are not there. */
  readonly lostImports: number;
  /** By how much the energy of all quarters differs from what the counter rose by, in Wh. */
  readonly energyOffWh: number;
}

/** A copy that can be opened, and so mended, without mending the original. */
function copyOf(file: string): { readonly file: string; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'crash-look-'));
  const copy = join(folder, 'history.sqlite');
  for (const companion of ['', '-wal']) {
    if (existsSync(file + companion)) copyFileSync(file + companion, copy + companion);
  }
  return { file: copy, folder };
}

const WH = 1000;
const EVER = { from: epochMs(Date.UTC(2025, 0)), to: epochMs(Date.UTC(2030, 0)) };

function lostOf(store: Store, readings: readonly Reading[]): number {
  if (readings.length === 0) return 0;
  const times = readings.map(({ at }) => at);
  const { at, fields } = gather(store, Math.min(...times), Math.max(...times) + 1, [0, 6], 'polls');
  const rows = new Map(at.map((time, row) => [time, row]));
  return readings.filter((reading) => {
    const row = rows.get(reading.at) ?? -1;
    const [power, energy] = fields.map((column) => (column[row] ?? Number.NaN) * WH);
    // Energy that was not asked for in a poll stands in the app and not in the row.
    const isEnergyRight = Number.isNaN(energy ?? 0) ? row >= 0 : energy === reading.wh;
    return power !== reading.power || !isEnergyRight;
  }).length;
}

function lostOfPart(store: Store, part: number): number {
  const numbers = partNumbers(part);
  const [from, to] = [timeOf(numbers[0] ?? 0), timeOf((numbers.at(-1) ?? 0) + 1)];
  const { at } = gather(store, from, to, [0], 'marks');
  return PART - at.filter((time) => time >= from).length;
}

/** What the quarters add up to must be what the counter rose by, whatever was cut off where. */
function energyOff(store: Store): number {
  const [buckets, newest] = [
    queryEnergy(store, { ...EVER, per: 'year', zone: 'UTC' }, EVER.to),
    store.tailLedger().marks[0]?.mWh,
  ];
  const first = store.sealed.first[0] ?? store.tailLedger().first[0];
  if (newest === undefined || first === null || first === undefined) return 0;
  const sum = buckets.reduce((total, { energy }) => total + (energy.energy ?? 0), 0);
  return Math.round(sum * 1000 - (newest - first.mWh)) / 1000;
}

/** Looks into a record, or into a backup. */
export function lookInto(
  file: string,
  readings: readonly Reading[],
  parts: readonly number[],
): Findings {
  const copy = copyOf(file);
  const db = openDatabase(copy.file, { readOnly: false });
  try {
    const rows = db.prepare<{ integrity_check: string }>('PRAGMA integrity_check').all();
    const store = new Store(db);
    return {
      integrity: rows.map((row) => row.integrity_check).join('; '),
      lost: lostOf(store, readings),
      lostImports: parts.reduce((sum, part) => sum + lostOfPart(store, part), 0),
      energyOffWh: energyOff(store),
    };
  } finally {
    db.close();
    rmSync(copy.folder, { recursive: true, force: true });
  }
}
