import { days } from '../../app/units.ts';
import { markDayOf } from './marks.ts';
import { BUCKETS, chunkId, chunkOf, LEVELS, levelOf } from './rollups.ts';
import type { Store } from './store.ts';

/** What is kept for how long. Rollups and energies are kept for ever. */
export interface Retention {
  /** Days with readings for which the readings at the 30-s marks are kept. */
  readonly markDays: number;
  /** The most that the file may hold, in bytes. */
  readonly capBytes: number;
}

/** Days with readings for which every poll is kept, and one for the day that has just begun. */
const RAW_DAYS = 8;
const EVER = 2 ** 40;
/** What is left to be purged when room is needed: never the newest day. */
const KEPT_DAYS = 1;

/**
 * Deletes what is past its time. Ages are counted in days that have readings, so neither a month away
 * nor a clock that was years ahead for an hour deletes anything.
 */
export function purge(store: Store, { markDays, capBytes }: Retention): void {
  const known = store.tables.marks.ids(-EVER, EVER);
  const rawFrom = known.at(-RAW_DAYS);
  store.transaction(() => {
    if (rawFrom !== undefined && known.length > RAW_DAYS) purgeDetail(store, rawFrom);
    for (const day of known.slice(0, Math.max(0, known.length - markDays))) {
      store.tables.marks.remove(day);
    }
  });
  shrinkTo(store, capBytes);
  store.db.exec('PRAGMA incremental_vacuum(256)');
}

/** Single polls and passing rollups of all days before `day`. */
function purgeDetail({ tables }: Store, day: number): void {
  const isPast = (at: number): boolean => markDayOf(at) < day;
  for (const span of tables.raw.spans(-EVER * 1000, EVER * 1000)) {
    if (isPast(span.to)) tables.raw.remove(span.firstSeq);
  }
  for (const level of LEVELS.filter(({ passing }) => passing)) {
    for (const id of tables.rollups.ids(chunkId(level, 0), chunkId(level, 2 ** 32 - 1))) {
      const end = (chunkOf(id) + 1) * BUCKETS * (levelOf(id)?.size ?? 0);
      if (isPast(end)) tables.rollups.remove(id);
    }
  }
}

/** Bytes that hold something; deleted pages are filled again before the file grows. */
export function usedBytes({ db }: Store): number {
  const pragma = (name: string): number =>
    Object.values(db.prepare<Record<string, number>>(`PRAGMA ${name}`).get() ?? {})[0] ?? 0;
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}

/** Deletes the oldest single polls and then the oldest days until no more than `bytes` are used. */
export function shrinkTo(store: Store, bytes: number): void {
  if (usedBytes(store) <= bytes) return;
  const { raw, marks } = store.tables;
  const newest = store.newest()?.at ?? 0;
  const spans = raw
    .spans(-EVER * 1000, newest - days(KEPT_DAYS))
    .filter(({ to }) => to < newest - days(KEPT_DAYS));
  const dayIds = marks.ids(-EVER, EVER).slice(0, -KEPT_DAYS);
  const steps = [
    ...spans.map((span) => () => raw.remove(span.firstSeq)),
    ...dayIds.map((day) => () => marks.remove(day)),
  ];
  for (const step of steps) {
    if (usedBytes(store) <= bytes) return;
    step();
  }
}
