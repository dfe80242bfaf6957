import { joined, type Spoken, spokenNumber, spokenShare } from '../../app/text/numbers.ts';
import type { Language } from '../../app/text/texts.ts';

/** What kind of thing a figure is: it decides how its change is reckoned and said. */
export type Measure =
  /** By the part of it, as in '12 % more'. */
  | 'amount'
  /** '12 % longer' */
  | 'length'
  /** '12 % higher' */
  | 'level'
  /** By its difference, as in '3 more'. */
  | 'count'
  /** A part of something: by points. */
  | 'share'
  /** Not compared. */
  | 'none';

export interface Change {
  readonly direction: 'more' | 'less' | 'same';
  /** Without a sign; empty where it is the same. */
  readonly by: string;
  /** Points of a hundred instead of a part or a number. */
  readonly inPoints: boolean;
}

const SAME: Change = { direction: 'same', by: '', inPoints: false };
/** Less is noise: half a percent, a twentieth of a point. */
const LEAST_PART = 0.005;
const LEAST_POINTS = 0.0005;

/** How `now` differs from `then`; null: it is not compared. @param say for what grew from nothing. */
export function changed(
  language: Language,
  measure: Measure,
  now: number,
  then: number,
  say: (value: number) => Spoken,
): Change | null {
  const direction = now > then ? 'more' : 'less';
  const difference = Math.abs(now - then);
  switch (measure) {
    case 'none':
      return null;
    case 'count':
      return difference === 0
        ? SAME
        : { direction, by: spokenNumber(language, difference, 0).digits, inPoints: false };
    case 'share':
      return difference < LEAST_POINTS
        ? SAME
        : { direction, by: spokenNumber(language, difference * 100, 1).digits, inPoints: true };
    default: {
      if (difference === 0 || difference < Math.abs(then) * LEAST_PART) return SAME;
      const by = then === 0 ? say(difference) : spokenShare(language, difference / Math.abs(then));
      return { direction, by: joined(by), inPoints: false };
    }
  }
}
