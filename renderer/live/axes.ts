import { DateTime } from 'luxon';
import type { Language } from '../../app/text/texts.ts';
import { type EpochMs, epochMs, type Millis } from '../../app/units.ts';

/** An axis whose ends and ticks lie on round numbers. */
export interface RoundAxis {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** An hour of standby stays a low line instead of filling the height. */
const SMALLEST_RANGE_W = 100;
const MOST_STEPS = 5;
/** Air above the highest value. */
const HEADROOM = 1.05;

function roundStep(range: number): number {
  const rough = range / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

/** A power axis in W. It holds zero and, where power flows back, what lies below. */
export function powerAxis(lowest: number, highest: number): RoundAxis {
  const top = Math.max(highest, 0) * HEADROOM;
  const bottom = Math.min(lowest, 0) * HEADROOM;
  const step = roundStep(Math.max(top - bottom, SMALLEST_RANGE_W));
  const min = -Math.ceil(-bottom / step) * step + 0;
  const max = Math.ceil(top / step) * step;
  return { min, max: min === 0 ? Math.max(max, SMALLEST_RANGE_W) : max, step };
}

/** A tick's text; all ticks of an axis share unit and decimals. */
export function powerTick(language: Language, axis: RoundAxis, value: number): string {
  const inKilowatts = axis.max >= 1000;
  const decimals = !inKilowatts || axis.step % 1000 === 0 ? 0 : axis.step % 100 === 0 ? 1 : 2;
  const text = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(inKilowatts ? value / 1000 : value);
  return `${text}\u00a0${inKilowatts ? 'kW' : 'W'}`;
}

/** The multiples of `step` after the full hour of the local clock that lie between the ends. */
export function wallClockTicks(
  from: EpochMs,
  until: EpochMs,
  step: Millis,
  zone = 'local',
): EpochMs[] {
  const ticks: EpochMs[] = [];
  let tick = DateTime.fromMillis(from, { zone }).startOf('hour').toMillis();
  for (; tick <= until; tick += step) if (tick >= from) ticks.push(epochMs(tick));
  return ticks;
}
