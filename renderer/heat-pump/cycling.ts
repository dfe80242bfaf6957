import type { Figures } from '../../app/insights/figures.ts';
import type { Level } from '../../app/thresholds.ts';

/** From this part of the runs on it is no accident. */
const CYCLES = 0.2;
/** One short run a day is nothing. */
const FEWEST = 3;

/** Whether it short-cycles: no short runs, a few, or so many that something is wrong. */
export function cyclingLevel({ shortCycles, starts }: Figures): Level {
  if (shortCycles === 0) return 'good';
  return shortCycles >= FEWEST && shortCycles >= starts * CYCLES ? 'alert' : 'moderate';
}
