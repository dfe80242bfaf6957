import type { PollEvent } from '../../app/poll.ts';
import { type EpochMs, epochMs, seconds } from '../../app/units.ts';
import { reading, values } from '../history/fixtures.ts';

/** What a process under test does while it is killed. */
export const PHASES = ['polling', 'importing', 'purging', 'backing up'] as const;
export type Phase = (typeof PHASES)[number];

/** A line on stdout: what is on disk from now on, whatever happens. */
export type Acknowledgement =
  /** A reading, with what the record must say of it: W and Wh. */
  | { readonly kind: 'reading'; readonly at: number; readonly power: number; readonly wh: number }
  /** All rows of a CSV. */
  | { readonly kind: 'import'; readonly part: number }
  /** A backup that holds everything up to `at`. */
  | { readonly kind: 'backup'; readonly file: string; readonly at: number }
  /** What must not happen, as a file that was set aside. */
  | { readonly kind: 'complaint'; readonly text: string };

/** The exporter's pace, so that each reading has a mark of its own when single polls are purged. */
export const EVERY = seconds(30);
const BASE = Date.UTC(2026, 2, 1);
/** So that earlier readings have smaller counters. */
const COUNTER_AT_BASE = 500_000;

/** When the reading with that number was made; below 0 are those that are imported. */
export const timeOf = (number: number): EpochMs => epochMs(BASE + number * EVERY);
export const powerOf = (number: number): number => 46 + (((number % 1000) + 1000) % 1000);
export const energyOf = (number: number): number => COUNTER_AT_BASE + number;

const measuredAt = (number: number) => values(powerOf(number), energyOf(number));

export const readingOf = (number: number): PollEvent & { kind: 'reading' } =>
  reading(timeOf(number), measuredAt(number));

export const acknowledged = ({ reading }: PollEvent & { kind: 'reading' }): Acknowledgement => ({
  kind: 'reading',
  at: reading.at,
  power: reading.values.power ?? Number.NaN,
  wh: reading.values.energy ?? Number.NaN,
});

/** Readings in one CSV: eight hours. */
export const PART = 960;
/** How many CSVs there are. */
export const PARTS = 60;

/** Numbers of the readings in a CSV, rising; each part lies before the one with the number before. */
export function partNumbers(part: number): readonly number[] {
  const first = -(part + 1) * PART;
  return Array.from({ length: PART }, (_, index) => first + index);
}
