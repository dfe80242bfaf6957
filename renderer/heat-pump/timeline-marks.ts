import type { TimeRange } from '../../app/history/query.ts';
import type { Run } from '../../app/insights/run.ts';

/** Nearer marks would lie on each other. */
const APART_PX = 7;
/** More of them say no more than their number does, which stands among the figures. */
const MOST = 60;

/**
 * Where runs with a suspected defrost are marked, in px; of those that are too near only the first; none where
 * there would be too many.
 */
export function defrostMarks(
  runs: readonly Run[],
  { from, to }: TimeRange,
  width: number,
): readonly number[] {
  const marks: number[] = [];
  for (const { start, end, suspectedDefrosts } of runs) {
    if (suspectedDefrosts === 0 || start >= to || (end ?? to) <= from) continue;
    const middle = (Math.max(start, from) + Math.min(end ?? to, to)) / 2;
    const x = ((middle - from) / (to - from)) * width;
    if (x - (marks.at(-1) ?? -APART_PX) >= APART_PX) marks.push(x);
  }
  return marks.length > MOST ? [] : marks;
}
