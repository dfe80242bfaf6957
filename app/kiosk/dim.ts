import { DateTime } from 'luxon';
import { z } from 'zod';
import type { EpochMs } from '../units.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a wall display is darker than by day. */
export const dimSchema = z.object({
  enabled: z.boolean(),
  /** Local wall-clock time, as in `22:00`. */
  from: timeOfDay,
  /** Earlier than `from` is on the next day; the same means the whole day. */
  until: timeOfDay,
  /** What is left of the light, in percent. */
  brightness: z.int().min(5).max(100),
});

export type Dim = Readonly<z.infer<typeof dimSchema>>;

const MINUTES_AN_HOUR = 60;

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * MINUTES_AN_HOUR + minute;
}

/** What is left of the light at `now`, 0 to 1. The wall clock counts, daylight-saving or not. */
export function brightnessAt(dim: Dim, now: EpochMs, zone: string): number {
  if (!dim.enabled) return 1;
  const { hour, minute } = DateTime.fromMillis(now, { zone });
  const at = hour * MINUTES_AN_HOUR + minute;
  const [from, until] = [minuteOf(dim.from), minuteOf(dim.until)];
  const isDim = from < until ? at >= from && at < until : at >= from || at < until;
  return isDim ? dim.brightness / 100 : 1;
}
