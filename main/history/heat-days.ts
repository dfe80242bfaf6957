import { type HeatDay, HeatDaySums, HeatMinutes } from '../../app/heat/heat-minutes.ts';
import type { TimeRange } from '../../app/history/query.ts';
import { days, type EpochMs, epochMs } from '../../app/units.ts';
import { Chunk, packChunk } from './codec/chunk.ts';
import { hasTable } from './schema.ts';
import type { Database } from './sqlite.ts';
import { unlessDamaged } from './tables.ts';

const DAY = days(1);
/** Days that are kept unpacked, 20 kB each: more than two years, so that these can be compared. */
const UNPACKED_DAYS = 800;

export const heatDayOf = (at: number): number => Math.floor(at / DAY);

/** One day as it was fetched. */
export interface FetchedDay extends HeatDay {
  /** UTC days since 1970. */
  readonly day: number;
  /** Up to where the Prometheus was asked. */
  readonly askedUntil: EpochMs;
  /** Which queries it was asked with: others ask anew. */
  readonly queries: string;
}

/** Whole watts and tenths of a degree pack to a few kB a day, and no sensor is better. */
function pack({ heat, outdoor }: HeatDay): Uint8Array {
  return packChunk(heat.length, [
    { kind: 'floats', values: heat.map((value) => Math.round(value) + 0) },
    { kind: 'floats', values: outdoor.map((value) => Math.round(value * 10) / 10 + 0) },
  ]);
}

function unpack(body: Uint8Array): HeatDay {
  const chunk = new Chunk(body);
  return { heat: chunk.floats(0), outdoor: chunk.floats(1) };
}

/** New values over old ones; where there are no new ones the old ones stay. */
const over = (old: Float32Array, fresh: Float32Array): Float32Array =>
  fresh.map((value, minute) => (Number.isNaN(value) ? (old[minute] ?? Number.NaN) : value));

/** The heat side, minute by minute, in one blob a UTC day. */
export class HeatDays {
  readonly #db: Database;
  readonly #unpacked = new Map<number, HeatDaySums | null>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Adds what was fetched to what is kept of that day. */
  keep({ day, askedUntil, queries, heat, outdoor }: FetchedDay): void {
    const old = this.#day(day);
    this.#unpacked.delete(day);
    const kept =
      old === null
        ? { heat, outdoor }
        : { heat: over(old.heat, heat), outdoor: over(old.outdoor, outdoor) };
    this.#db
      .prepare(
        'INSERT OR REPLACE INTO heat_chunk (id, asked_until, queries, body) VALUES (?, ?, ?, ?)',
      )
      .run(day, askedUntil, queries, pack(kept));
  }

  /** From where each day of the range must be asked on, the newest first; whole days are left out. */
  missing(queries: string, { from, to }: TimeRange): TimeRange[] {
    const [first, last] = [heatDayOf(from), heatDayOf(to - 1)];
    const rows = this.#db
      .prepare<{ id: number; asked_until: number }>(
        'SELECT id, asked_until FROM heat_chunk WHERE queries = ? AND id BETWEEN ? AND ?',
      )
      .all(queries, first, last);
    const asked = new Map(rows.map((row) => [row.id, row.asked_until]));
    const missing: TimeRange[] = [];
    for (let day = last; day >= first; day--) {
      const start = Math.max(day * DAY, asked.get(day) ?? 0);
      const end = Math.min((day + 1) * DAY, to);
      if (start < end) missing.push({ from: epochMs(start), to: epochMs(end) });
    }
    return missing;
  }

  /** Damaged days are gaps. null: nothing is kept. */
  minutes(): HeatMinutes | null {
    if (!hasTable(this.#db, 'heat_chunk')) return null;
    const any = this.#db.prepare<{ id: number }>('SELECT id FROM heat_chunk LIMIT 1').get();
    return any === undefined ? null : new HeatMinutes((day) => this.#sums(day));
  }

  #sums(day: number): HeatDaySums | null {
    const known = this.#unpacked.get(day);
    if (known !== undefined) return known;
    const kept = this.#day(day);
    const sums = kept === null ? null : new HeatDaySums(kept);
    const oldest = this.#unpacked.keys().next().value;
    if (this.#unpacked.size >= UNPACKED_DAYS && oldest !== undefined) {
      this.#unpacked.delete(oldest);
    }
    this.#unpacked.set(day, sums);
    return sums;
  }

  #day(day: number): HeatDay | null {
    const body = this.#db
      .prepare<{ body: Uint8Array }>('SELECT body FROM heat_chunk WHERE id = ?')
      .get(day)?.body;
    return body === undefined ? null : unlessDamaged(() => unpack(body));
  }
}
