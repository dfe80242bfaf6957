import { heldUntil } from '../../app/history/hold.ts';
import type { PollRow } from './poll-row.ts';
import { BUCKETS, chunkAt, LEVELS, type Level, RollupChunk } from './rollups.ts';
import { ROLLED_COUNT, scaleOf, type Wire } from './wire.ts';

/** Rollups of a batch of polls, level by level, before they join what is stored. */
export class Roll {
  readonly levels: readonly Map<number, RollupChunk>[] = LEVELS.map(() => new Map());

  /** Adds rows in their order; `next` is when the row after the last one was made, if it is known. */
  addRows(rows: readonly PollRow[], next: PollRow | null): void {
    rows.forEach((row, index) => {
      const following = rows[index + 1] ?? next;
      this.add(row.at, heldUntil(row.at, row.every, following?.at ?? null), row.wire);
    });
  }

  /** Values that stand from `from` until `to`. */
  add(from: number, to: number, wire: Wire): void {
    LEVELS.forEach((level, index) => {
      const chunks = this.levels[index];
      if (chunks !== undefined) addTo(chunks, level, from, to, wire);
    });
  }
}

function addTo(
  chunks: Map<number, RollupChunk>,
  level: Level,
  from: number,
  to: number,
  wire: Wire,
): void {
  for (let start = from; start < to; ) {
    const bucket = Math.floor(start / level.size);
    const end = Math.min((bucket + 1) * level.size, to);
    const number = chunkAt(level, start);
    let chunk = chunks.get(number);
    if (chunk === undefined) {
      chunk = new RollupChunk();
      chunks.set(number, chunk);
    }
    for (let field = 0; field < ROLLED_COUNT; field++) {
      const value = wire[field] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const weight = end - start;
      const sum = value * scaleOf(field) * weight;
      chunk.add(bucket - number * BUCKETS, field, weight, sum, value, value);
    }
    start = end;
  }
}
