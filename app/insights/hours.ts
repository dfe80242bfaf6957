import { DateTime } from 'luxon';
import { QUARTER } from '../energy/counter.ts';
import { periodEdges } from '../energy/periods.ts';
import type { TimeRange } from '../history/query.ts';
import { days, epochMs, hours } from '../units.ts';
import type { Stretch } from './sums.ts';

const HOUR = hours(1) / QUARTER;

/** A local day and its hours; a day of a change of the clocks has 23 or 25 of them. */
export interface LocalDay {
  readonly from: DateTime<boolean>;
  /** What the clock on the wall shows at the beginning of each, and how long it lasts. */
  readonly hours: readonly (Stretch & { readonly hour: number })[];
}

/** The local day that begins at `from`. */
export function localDay(from: DateTime<boolean>): LocalDay {
  const start = from.toMillis();
  const end = from.plus({ days: 1 }).startOf('day').toMillis();
  return { from, hours: end - start === days(1) ? evenHours(start) : oddHours(from, end) };
}

function evenHours(start: number): LocalDay['hours'] {
  const first = start / QUARTER;
  return Array.from({ length: 24 }, (_, hour) => ({
    hour,
    first: first + hour * HOUR,
    end: first + (hour + 1) * HOUR,
  }));
}

function oddHours(from: DateTime<boolean>, end: number): LocalDay['hours'] {
  const zone = from.zoneName ?? 'UTC';
  const edges = periodEdges(epochMs(from.toMillis()), epochMs(end), 'hour', zone);
  return edges.slice(0, -1).map((at, i) => ({
    hour: DateTime.fromMillis(at, { zone }).hour,
    first: at / QUARTER,
    end: (edges[i + 1] ?? end) / QUARTER,
  }));
}

/** The local days that touch a range, and of each the hours that lie in it. */
export function localDays({ from, to }: TimeRange, zone: string): LocalDay[] {
  const edges = periodEdges(from, to, 'day', zone);
  const [first, end] = [Math.round(from / QUARTER), Math.round(to / QUARTER)];
  return edges.slice(0, -1).map((edge) => {
    const day = localDay(DateTime.fromMillis(edge, { zone }));
    const inside = day.hours.filter((hour) => hour.first >= first && hour.end <= end);
    return { ...day, hours: inside };
  });
}
