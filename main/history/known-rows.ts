import { type EpochMs, epochMs } from '../../app/units.ts';
import { MARK, MarkColumns, markDayOf, ORIGINS, type Origin } from './marks.ts';
import { originOf, RawChunk } from './poll-row.ts';
import type { Store } from './store.ts';
import type { RawSpan } from './tables.ts';

/** A row of the record as far as filling needs it. */
export interface KnownRow {
  readonly at: EpochMs;
  /** The time between polls in ms. */
  readonly every: number;
  /** false: the poll failed, or its power was not believed. */
  readonly hasPower: boolean;
  readonly origin: Origin;
  /** Only the readings nearest to the 30-s marks are left of this time. */
  readonly isMark: boolean;
}

/** All rows from `from` up to, not at, `to`, in the order of their times. */
export function knownRows(store: Store, from: number, to: number): KnownRow[] {
  const spans = store.tables.raw.spans(from, to);
  const rows = [
    ...markRows(store, from, to, spans),
    ...spans.flatMap((span) => rawRows(store, span)),
    ...store.tail.map(({ at, every, flags, wire }) => ({
      at,
      every,
      hasPower: !Number.isNaN(wire[0] ?? Number.NaN),
      origin: originOf(flags),
      isMark: false,
    })),
  ];
  return rows.filter(({ at }) => at >= from && at < to).sort((a, b) => a.at - b.at);
}

function markRows(
  { tables }: Store,
  from: number,
  to: number,
  spans: readonly RawSpan[],
): KnownRow[] {
  const isRaw = (at: number): boolean => spans.some((span) => at >= span.from && at <= span.to);
  return tables.marks.ids(markDayOf(from), markDayOf(to)).flatMap((day) => {
    const rows = tables.marks.read(day, (bytes) => {
      const columns = new MarkColumns(day, bytes);
      const [every, origins, power] = [columns.every(), columns.origins(), columns.field(0)];
      return Array.from(columns.at(), (at, row) => ({
        at: epochMs(at),
        every: every[row] ?? MARK,
        hasPower: !Number.isNaN(power[row] ?? Number.NaN),
        origin: ORIGINS[origins[row] ?? 0] ?? 'live',
        isMark: true,
      }));
    });
    return (rows ?? []).filter(({ at }) => !isRaw(at));
  });
}

function rawRows({ tables }: Store, span: RawSpan): KnownRow[] {
  const rows = tables.raw.read(span.firstSeq, (bytes) => {
    const chunk = new RawChunk(bytes);
    const [every, flags, power] = [chunk.every(), chunk.flags(), chunk.field(0)];
    return Array.from(chunk.at(), (at, row) => ({
      at: epochMs(at),
      every: every[row] ?? MARK,
      hasPower: !Number.isNaN(power[row] ?? Number.NaN),
      origin: originOf(flags[row] ?? 0),
      isMark: false,
    }));
  });
  return rows ?? [];
}
