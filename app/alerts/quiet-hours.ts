import { DateTime } from 'luxon';
import { z } from 'zod';
import { type EpochMs, epochMs } from '../units.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When no notification is shown; the list goes on. */
export const quietHoursSchema = z.object({
  enabled: z.boolean(),
  /** Local wall-clock time, as in `22:00`. */
  from: timeOfDay,
  /** Earlier than `from` is on the next day; the same means the whole day. */
  until: timeOfDay,
  /** All that was held back is told in one, or nothing of it. */
  afterwards: z.enum(['defer', 'mute']),
});

export type QuietHours = Readonly<z.infer<typeof quietHoursSchema>>;

/** Whether it is quiet at `now`. The wall clock counts, daylight-saving or not. */
export function isQuiet({ enabled, from, until }: QuietHours, now: EpochMs, zone: string): boolean {
  if (!enabled) return false;
  const at = DateTime.fromMillis(now, { zone }).toFormat('HH:mm');
  return from < until ? at >= from && at < until : at >= from || at < until;
}

/** The next time after `now` at which the quiet may end. */
export function quietUntil({ until }: QuietHours, now: EpochMs, zone: string): EpochMs {
  const [hour = 0, minute = 0] = until.split(':').map(Number);
  const today = DateTime.fromMillis(now, { zone }).set({ hour, minute, second: 0, millisecond: 0 });
  const next = today.toMillis() > now ? today : today.plus({ days: 1 });
  return epochMs(next.toMillis());
}
