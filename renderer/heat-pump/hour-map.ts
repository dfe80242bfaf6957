import { DateTime } from 'luxon';
import type { Language } from '../../app/text/texts.ts';
import type { WattHours } from '../../app/units.ts';

export const HOURS = 24;

/** One hour of the week. */
export interface HourCell {
  /** 0 is Monday. */
  readonly day: number;
  readonly hour: number;
  /** Mean, in Wh; null: no data. */
  readonly energy: WattHours | null;
  /** Of the darkest cell, 0 to 1. */
  readonly part: number;
}

export interface HourMap {
  readonly days: readonly (readonly HourCell[])[];
  /** The cell with the most energy; null: nothing is known. */
  readonly most: HourCell | null;
}

/** @param energies of each hour of the week, Monday 0:00 first. */
export function hourMapOf(energies: readonly (WattHours | null)[]): HourMap {
  const highest = Math.max(0, ...energies.map((energy) => energy ?? 0));
  const cells = energies.map((energy, index) => ({
    day: Math.floor(index / HOURS),
    hour: index % HOURS,
    energy,
    part: energy === null || highest === 0 ? 0 : Math.max(0, energy) / highest,
  }));
  const days = Array.from({ length: 7 }, (_, day) => cells.slice(day * HOURS, (day + 1) * HOURS));
  const most = highest === 0 ? null : (cells.find(({ energy }) => energy === highest) ?? null);
  return { days, most };
}

/** Some Monday. */
const MONDAY = DateTime.utc(2026, 11, 23);

/** Name of a weekday, 0 is Monday. */
export const weekdayName = (language: Language, day: number, length: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' }).format(
    MONDAY.plus({ days: day }).toMillis(),
  );

/** `07:00`; an hour on the wall, so that 24:00 ends a day. */
export const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Where an arrow key leads, kept on the map. */
export function movedCell(
  { day, hour }: Pick<HourCell, 'day' | 'hour'>,
  key: string,
): { readonly day: number; readonly hour: number } | null {
  const keep = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const at = (days: number, hours: number) => ({
    day: keep(day + days, 6),
    hour: keep(hour + hours, HOURS - 1),
  });
  switch (key) {
    case 'ArrowLeft':
      return at(0, -1);
    case 'ArrowRight':
      return at(0, 1);
    case 'ArrowUp':
      return at(-1, 0);
    case 'ArrowDown':
      return at(1, 0);
    case 'Home':
      return at(0, -HOURS);
    case 'End':
      return at(0, HOURS);
    default:
      return null;
  }
}
