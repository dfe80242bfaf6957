import { type Millis, millis, minutes, seconds } from '../../app/units.ts';

/** What to do about a page that died. */
export type Remedy =
  | { readonly kind: 'reload'; readonly after: Millis }
  /** Reloading does not help: start the whole app anew. */
  | { readonly kind: 'relaunch' };

/** The first reload comes at once: most crashes stand alone. */
const DELAYS: readonly Millis[] = [0, 1, 2, 5, 10].map(seconds);
/** Crashes that lie further back say nothing about this one. */
const MEMORY = minutes(10);

export interface Recovery {
  /** When the page died lately, by the monotonic clock. */
  readonly crashes: readonly Millis[];
  readonly remedy: Remedy;
}

/** After a crash at `now` that follows `crashes`. Pure. */
export function recover(crashes: readonly Millis[], now: Millis): Recovery {
  const lately = crashes.filter((at) => now - at < MEMORY);
  const after = DELAYS[lately.length];
  const remedy: Remedy = after === undefined ? { kind: 'relaunch' } : { kind: 'reload', after };
  return { crashes: remedy.kind === 'relaunch' ? [] : [...lately, now], remedy };
}

/** So many starts within an hour are no cure; then reloads go on, slowly. */
const MOST_RELAUNCHES = 3;
const RELAUNCH_MEMORY = minutes(60);
export const SLOW_RELOAD: Millis = minutes(1);

/** The recent relaunches with one more at `now`; null: there were too many of them already. */
export function anotherRelaunch(
  relaunches: readonly number[],
  now: number,
): readonly number[] | null {
  const lately = relaunches.filter((at) => millis(now - at) < RELAUNCH_MEMORY && at <= now);
  return lately.length >= MOST_RELAUNCHES ? null : [...lately, now];
}
