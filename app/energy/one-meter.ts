import type { EnergyField } from '../measurement.ts';
import type { PollEvent } from '../poll.ts';
import { type Millis, millis, seconds } from '../units.ts';

type ReadingEvent = PollEvent & { readonly kind: 'reading' };

/** Counters are read every 30 s; two misses are no gap yet. */
const SHORTEST_GAP = seconds(90);

/** Two readings of a counter farther apart than this have a gap between them. */
export const counterGapAbove = (every: Millis): Millis =>
  millis(Math.max(SHORTEST_GAP, every * 2.5));

/** The serial number of the meter that answered; null: it was not told. */
export const serialOf = ({ session }: ReadingEvent): number | null =>
  session?.identity.serial ?? null;

/**
 * Whether a counter of this poll does not go on from the one before: it fell or jumped as no counter
 * does, or another meter answers, wherever its counter stands.
 * @param serialBefore of the meter that answered last; null: not known
 */
export function beginsAnew(
  poll: ReadingEvent,
  field: EnergyField,
  serialBefore: number | null,
): boolean {
  const serial = serialOf(poll);
  const isOtherMeter = serial !== null && serialBefore !== null && serial !== serialBefore;
  return isOtherMeter || poll.counterEvents.some((event) => event.field === field);
}

/** Whether its counters may fall: those that count import minus export. */
export const mayFall = ({ session }: ReadingEvent): boolean =>
  session?.identity.energyMode === 'net';
