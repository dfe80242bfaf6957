import type { PrometheusFault } from '../../app/history/prometheus.ts';
import type { TimeRange } from '../../app/history/query.ts';
import { ok, type Result } from '../../app/result.ts';
import { epochMs } from '../../app/units.ts';

export interface Pieces {
  /** ms of the first piece. */
  readonly longest: number;
  /** ms; what is refused in so short a piece is refused. */
  readonly shortest: number;
}

/**
 * Limits on range, points, samples, bytes and time have other words with every server and proxy, so
 * whatever a shorter piece may not meet is worth one.
 */
const MAY_BE_TOO_LONG: readonly PrometheusFault['kind'][] = [
  'too-much',
  'refused',
  'too-slow',
  'not-now',
  'half-answer',
];

/** Asks for a range piece by piece; where one is refused, for half as much from then on. */
export async function inPieces(
  range: TimeRange,
  { longest, shortest }: Pieces,
  ask: (piece: TimeRange) => Promise<Result<void, PrometheusFault>>,
): Promise<Result<void, PrometheusFault>> {
  let length = longest;
  for (let from: number = range.from; from < range.to; ) {
    const to = Math.min(from + length, range.to);
    const answer = await ask({ from: epochMs(from), to: epochMs(to) });
    if (answer.ok) {
      from = to;
      continue;
    }
    if (!MAY_BE_TOO_LONG.includes(answer.error.kind) || to - from <= shortest) return answer;
    length = Math.max(shortest, Math.ceil((to - from) / 2 / shortest) * shortest);
  }
  return ok(undefined);
}
