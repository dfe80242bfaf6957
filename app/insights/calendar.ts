import { DateTime, IANAZone } from 'luxon';
import { QUARTER } from '../energy/counter.ts';
import { periodEdges } from '../energy/periods.ts';
import { days, type EpochMs, epochMs, hours, minutes } from '../units.ts';
import type { Stretch } from './sums.ts';

const DAY = days(1);
const HOUR = hours(1) / QUARTER;

/** One hour of a day by the clock on the wall; the second of two that it shows twice is one of its own. */
export interface LocalHour extends Stretch {
  readonly hour: number;
}

/**
 * The local days of a zone, each by its number: days since 1970 as the calendar on the wall has
 * them. What was worked out once is kept, since a year's figures ask for every day of two years.
 */
export class Calendar {
  readonly #zone: string;
  readonly #offsets: IANAZone;
  readonly #starts = new Map<number, EpochMs>();
  readonly #odd = new Map<number, readonly LocalHour[]>();

  constructor(zone: string) {
    this.#zone = zone;
    this.#offsets = IANAZone.create(zone);
  }

  /** The number of the day that holds `at`. */
  dayAt(at: EpochMs): number {
    return Math.floor((at + this.#offset(at)) / DAY);
  }

  /** When a day begins. */
  start(day: number): EpochMs {
    const known = this.#starts.get(day);
    if (known !== undefined) return known;
    const start = this.#startOf(day);
    this.#starts.set(day, start);
    return start;
  }

  stretch(day: number): Stretch {
    return { first: this.start(day) / QUARTER, end: this.start(day + 1) / QUARTER };
  }

  /** Whether no clock is set on that day. */
  isEven(day: number): boolean {
    return this.start(day + 1) - this.start(day) === DAY;
  }

  hours(day: number): readonly LocalHour[] {
    return this.isEven(day) ? evenHours(this.start(day) / QUARTER) : this.#oddHours(day);
  }

  /** Ahead of UTC, in ms. */
  #offset(at: number): number {
    return this.#offsets.offset(at) * minutes(1);
  }

  #startOf(day: number): EpochMs {
    const utc = day * DAY;
    const [before, after] = [utc - this.#offset(utc - DAY), utc - this.#offset(utc + DAY)];
    // No clock is set within a day of it, as nearly always.
    if (before === after) return epochMs(before);
    const { year, month, day: date } = DateTime.fromMillis(utc, { zone: 'UTC' });
    const local = DateTime.fromObject({ year, month, day: date }, { zone: this.#zone });
    return epochMs(local.startOf('day').toMillis());
  }

  #oddHours(day: number): readonly LocalHour[] {
    const known = this.#odd.get(day);
    if (known !== undefined) return known;
    const [from, to] = [this.start(day), this.start(day + 1)];
    const edges = periodEdges(from, to, 'hour', this.#zone);
    const found = edges.slice(0, -1).map((at, i) => ({
      hour: DateTime.fromMillis(at, { zone: this.#zone }).hour,
      first: at / QUARTER,
      end: (edges[i + 1] ?? to) / QUARTER,
    }));
    this.#odd.set(day, found);
    return found;
  }
}

const evenHours = (first: number): LocalHour[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    hour,
    first: first + hour * HOUR,
    end: first + (hour + 1) * HOUR,
  }));

const CALENDARS = new Map<string, Calendar>();

/** The one calendar of a zone. */
export function calendarOf(zone: string): Calendar {
  const known = CALENDARS.get(zone) ?? new Calendar(zone);
  CALENDARS.set(zone, known);
  return known;
}

const dateOf = (day: number): Date => new Date(day * DAY);
const dayOf = (year: number, month: number, date: number): number =>
  Date.UTC(year, month, date) / DAY;

/** ISO weekday, 1 is Monday. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The same date so many months before; null: that month has none. */
export function monthsBefore(day: number, months: number): number | null {
  const date = dateOf(day);
  const found = dayOf(date.getUTCFullYear(), date.getUTCMonth() - months, date.getUTCDate());
  return dateOf(found).getUTCDate() === date.getUTCDate() ? found : null;
}

/** The Monday of the first ISO week of a year, the one that holds 4 January. */
function firstMonday(year: number): number {
  const fourth = dayOf(year, 0, 4);
  return fourth - weekdayOf(fourth) + 1;
}

/** The same weekday of the same ISO week a year before; null: that year has no such week. */
export function weekYearBefore(day: number): number | null {
  const thursday = day - weekdayOf(day) + 4;
  const year = dateOf(thursday).getUTCFullYear();
  const found = firstMonday(year - 1) + day - firstMonday(year);
  return found < firstMonday(year) ? found : null;
}
