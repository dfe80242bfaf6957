import { DateTime } from 'luxon';
import { RECENT_SPAN } from '../../app/recent.ts';
import type { Language } from '../../app/text/texts.ts';
import { after, between, type EpochMs, epochMs, type Millis, minutes } from '../../app/units.ts';

/** An axis whose ends and ticks lie on round numbers. */
export interface RoundAxis {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** An hour of standby stays a low line instead of filling the height. */
const SMALLEST_RANGE_W = 100;
const MOST_STEPS = 5;
/** What is shown as 0 W does not open the range below zero. */
const NOTHING_W = 0.5;
/** Air above the highest value. */
const HEADROOM = 1.05;

function roundStep(range: number, most: number): number {
  const rough = range / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

/** A power axis in W. It holds zero and, where power flows back, what lies below. */
export const powerAxis = (lowest: number, highest: number): RoundAxis =>
  zeroBasedAxis(lowest > -NOTHING_W ? 0 : lowest, highest, SMALLEST_RANGE_W);

/** An axis that holds zero and every value, and is no shorter than `smallest`. */
export function zeroBasedAxis(
  lowest: number,
  highest: number,
  smallest: number,
  mostSteps = MOST_STEPS,
): RoundAxis {
  const reached = Math.max(highest, 0) * HEADROOM;
  const top = lowest < 0 ? reached : Math.max(reached, smallest);
  const bottom = Math.min(lowest, 0) * HEADROOM;
  const step = roundStep(Math.max(top - bottom, smallest), mostSteps);
  const min = -Math.ceil(-bottom / step) * step + 0;
  return { min, max: Math.ceil(top / step) * step, step };
}

/** An axis that holds every value between round numbers, zero among them or not. */
export function roundAxis(
  lowest: number,
  highest: number,
  smallest: number,
  mostSteps = MOST_STEPS,
): RoundAxis {
  const middle = (lowest + highest) / 2;
  const half = Math.max(highest - lowest, smallest) / 2;
  const step = roundStep(2 * half, Math.max(1, mostSteps));
  const min = Math.floor((middle - half) / step) * step + 0;
  return { min, max: Math.ceil((middle + half) / step) * step, step };
}

/** Whole numbers from zero on. */
export function countAxis(highest: number, smallest: number, mostSteps: number): RoundAxis {
  const most = Math.max(smallest, highest);
  const step = Math.max(1, Math.ceil(roundStep(most, mostSteps)));
  return { min: 0, max: Math.ceil(most / step) * step, step };
}

/** A tick's text; all ticks of an axis share unit and decimals. */
export function powerTick(language: Language, axis: RoundAxis, value: number): string {
  const inKilowatts = Math.max(axis.max, -axis.min) >= 1000;
  const decimals = !inKilowatts || axis.step % 1000 === 0 ? 0 : axis.step % 100 === 0 ? 1 : 2;
  const text = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(inKilowatts ? value / 1000 : value);
  return `${text}\u00a0${inKilowatts ? 'kW' : 'W'}`;
}

/** A stretch of time with the distance of its ticks. */
export interface TimeAxis {
  readonly from: EpochMs;
  readonly until: EpochMs;
  readonly step: Millis;
}

/** Spans and tick distances while the app is young; the first that holds every point is used. */
const YOUNG_SPANS = [
  { span: minutes(10), step: minutes(2) },
  { span: minutes(30), step: minutes(5) },
] as const;
const FULL_STEP = minutes(10);

/** The last hour before `until`, or less as long as all points lie in less; `first` is the oldest. */
export function lastHourAxis(first: EpochMs | null, until: EpochMs): TimeAxis {
  const age = first === null ? RECENT_SPAN : between(first, until);
  const young = YOUNG_SPANS.find(({ span }) => age < span);
  const { span, step } = young ?? { span: RECENT_SPAN, step: FULL_STEP };
  return { from: after(until, -span), until, step };
}

/** The multiples of the step after the full hour of the local clock that lie on the axis. */
export function wallClockTicks({ from, until, step }: TimeAxis, zone = 'local'): EpochMs[] {
  const ticks: EpochMs[] = [];
  let tick = DateTime.fromMillis(from, { zone }).startOf('hour').toMillis();
  for (; tick <= until; tick += step) if (tick >= from) ticks.push(epochMs(tick));
  return ticks;
}
