import type { Framing, FramingChoice } from '../../app/meter-url.ts';

const FRAMINGS: readonly Framing[] = ['tcp', 'rtu-over-tcp'];
/** Silent polls after which a gateway may have been set to the other framing. */
const DOUBT_EVERY = 3;

export const otherFraming = (framing: Framing): Framing =>
  framing === 'tcp' ? 'rtu-over-tcp' : 'tcp';

/**
 * Framings to try on a new connection, in this order. Frames of the wrong kind are noise on a
 * shared bus, so a framing that once worked is doubted only now and then.
 * @param known what worked last with this gateway.
 * @param silentPolls polls in a row that nothing answered.
 */
export function framingsToTry(
  choice: FramingChoice,
  known: Framing | null,
  silentPolls: number,
): readonly Framing[] {
  if (choice !== 'auto') return [choice];
  if (known === null) return FRAMINGS;
  const isDoubtful = silentPolls % DOUBT_EVERY === DOUBT_EVERY - 1;
  return isDoubtful ? [known, otherFraming(known)] : [known];
}
