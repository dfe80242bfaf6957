import { DateTime } from 'luxon';
import type { TimeRange } from '../../app/history/query.ts';
import type { Language } from '../../app/text/texts.ts';
import { days, type EpochMs, epochMs, hours, type Millis, minutes } from '../../app/units.ts';

/** A mark of the time axis, as the clock on the wall says it. */
export interface TimeTick {
  readonly at: EpochMs;
  readonly text: string;
}

type Step =
  | { readonly unit: 'minute' | 'hour' | 'month'; readonly every: number; readonly about: Millis }
  | { readonly unit: 'day' | 'week' | 'year'; readonly about: Millis };

/** Distances of ticks that people count in. */
const STEPS: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((every) => step('minute', every, minutes(every))),
  ...[1, 2, 3, 6, 12].map((every) => step('hour', every, hours(every))),
  { unit: 'day', about: days(1) },
  { unit: 'week', about: days(7) },
  ...[1, 3].map((every) => step('month', every, days(every * 30))),
  { unit: 'year', about: days(365) },
];

function step(unit: 'minute' | 'hour' | 'month', every: number, about: Millis): Step {
  return { unit, every, about };
}

/** A text that begins so near to the end would be cut there; in parts of a text's room. */
const CUT_AT_END = 1 / 7;

/** At most `most` ticks in the range, on round times of the local clock, in the order of time. */
export function timeTicks(
  range: TimeRange,
  most: number,
  language: Language,
  zone = 'local',
): readonly TimeTick[] {
  const room = (range.to - range.from) / Math.max(1, most);
  const chosen = STEPS.find(({ about }) => about >= room) ?? { unit: 'year', about: days(365) };
  const say = wordsFor(chosen, language);
  const ticks: TimeTick[] = [];
  for (const time of timesOf(chosen, DateTime.fromMillis(range.from, { zone }), range.to)) {
    const at = epochMs(time.toMillis());
    // Where the clock is put forward an hour is missing and the next one would be said twice.
    if (at < range.from || at <= (ticks.at(-1)?.at ?? -1)) continue;
    const isCut = range.to - at < room * CUT_AT_END;
    ticks.push({ at, text: isCut ? '' : say(time) });
  }
  return ticks;
}

function* timesOf(chosen: Step, from: DateTime, to: EpochMs): Generator<DateTime> {
  switch (chosen.unit) {
    case 'minute':
      for (let time = from.startOf('hour'); time.toMillis() <= to; ) {
        yield time;
        time = time.plus({ minutes: chosen.every });
      }
      return;
    case 'hour':
      for (const day of timesOf({ unit: 'day', about: days(1) }, from, to)) {
        for (let hour = 0; hour < 24; hour += chosen.every) {
          const time = day.set({ hour });
          if (time.hour === hour && time.toMillis() <= to) yield time;
        }
      }
      return;
    case 'month':
      yield* stepsFrom(from.startOf(chosen.every === 3 ? 'quarter' : 'month'), to, {
        months: chosen.every,
      });
      return;
    default:
      yield* stepsFrom(from.startOf(chosen.unit), to, { [`${chosen.unit}s`]: 1 });
  }
}

function* stepsFrom(
  start: DateTime,
  to: EpochMs,
  by: Readonly<Record<string, number>>,
): Generator<DateTime> {
  for (let time = start; time.toMillis() <= to; time = time.plus(by)) yield time;
}

/** Midnights are said by their date and Januaries by their year. */
function wordsFor({ unit }: Step, language: Language): (time: DateTime) => string {
  const format = (options: Intl.DateTimeFormatOptions) => (time: DateTime) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zoneName(time) }).format(
      time.toMillis(),
    );
  const day = format({ day: 'numeric', month: 'short' });
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const month = format({ month: 'short' });
  const year = format({ year: 'numeric' });
  switch (unit) {
    case 'minute':
    case 'hour':
      return (time) => (time.hour === 0 && time.minute === 0 ? day(time) : clock(time));
    case 'day':
    case 'week':
      return day;
    case 'month':
      return (time) => (time.month === 1 ? year(time) : month(time));
    case 'year':
      return year;
  }
}

const zoneName = (time: DateTime): string | undefined =>
  time.zone.type === 'system' ? undefined : (time.zoneName ?? undefined);
