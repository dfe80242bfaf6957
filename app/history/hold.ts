import { staleAfter } from '../live.ts';
import { type EpochMs, epochMs, type Millis } from '../units.ts';

/**
 * A reading stands for the time until the next one. After a missed poll or two the line is broken:
 * then it stands for one poll only, and what follows is a gap.
 */
export function heldUntil(at: EpochMs, every: Millis, next: EpochMs | null): EpochMs {
  const alone = epochMs(at + every);
  if (next === null) return alone;
  // The clock stepped back: the time until the next reading is not known.
  if (next <= at) return at;
  return next - at <= staleAfter(every) ? next : alone;
}
