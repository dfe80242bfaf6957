import { type Millis, millis, minutes, seconds } from '../../app/units.ts';

/** The exporter's pace, of a reading that stands by itself. */
const USUAL_PACE = seconds(30);
/** The longest wait between two polls; a longer one is a gap. */
const LONGEST_PACE = minutes(5);
/** As far as readings on either side tell something of a pace. */
const NEIGHBOURS = 3;

/** How many rows before and after a row its pace depends on. */
export const PACE_CONTEXT = NEIGHBOURS;

/** Two waits of one pace: polls come a little early or late. */
const areAlike = (a: number, b: number): boolean => Math.max(a, b) <= 1.5 * Math.min(a, b) + 500;

const sorted = (waits: readonly number[]): number[] => [...waits].sort((a, b) => a - b);

/** The middle of waits that are alike. */
function medianOf(waits: readonly number[]): number {
  const rising = sorted(waits);
  const [low = 0, high = 0] = [rising[(rising.length - 1) >> 1], rising[rising.length >> 1]];
  return (low + high) / 2;
}

/** The middle of any waits, of two the shorter one; null: there are none. */
function usualOf(waits: readonly number[]): number | null {
  return sorted(waits)[(waits.length - 1) >> 1] ?? null;
}

/**
 * The time between polls when the reading at `place` was made, which a record from elsewhere does not
 * tell: how long it was until the next one where that is no gap, as told from the readings around it.
 * A pace that changes shows in two waits alike; a single longer wait is a missed poll or a gap.
 * @param times of all readings around, rising.
 */
export function paceAt(times: readonly number[], place: number): Millis {
  const wait = (i: number): number => (times[i + 1] ?? Number.NaN) - (times[i] ?? Number.NaN);
  const isPace = (i: number): boolean => wait(i) > 0 && wait(i) <= LONGEST_PACE;
  const own = wait(place);
  const isLikeOwn = (i: number): boolean => isPace(i) && areAlike(own, wait(i));
  const pick = (places: readonly number[]): number | null =>
    usualOf(places.filter(isPace).map(wait));
  const before = Array.from({ length: NEIGHBOURS }, (_, i) => place - 1 - i);
  const after = Array.from({ length: NEIGHBOURS - 1 }, (_, i) => place + 1 + i);
  if (isPace(place) && (isLikeOwn(place - 1) || isLikeOwn(place + 1))) {
    return rounded(medianOf([place, ...before, ...after].filter(isLikeOwn).map(wait)));
  }
  return rounded(pick(before) ?? pick(after) ?? (isPace(place) ? own : USUAL_PACE));
}

const rounded = (pace: number): Millis => millis(Math.max(1000, Math.round(pace / 1000) * 1000));
