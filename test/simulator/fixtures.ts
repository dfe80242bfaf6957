import { type EpochMs, epochMs, hours, type WattHours } from '../../app/units.ts';
import { fittedBefore } from '../../main/simulator/fitted.ts';
import { createHeatPump, type HeatPump, type Instant } from '../../main/simulator/heat-pump.ts';

/** Local time of the simulated house, UTC+1. Months count from 1. */
export function local(year: number, month: number, day: number, hour = 0, minute = 0): EpochMs {
  return epochMs(Date.UTC(year, month - 1, day, hour, minute) - hours(1));
}

export const AUTUMN = local(2026, 11, 22);

export const pumpOf = (seed: number): HeatPump =>
  createHeatPump({ seed, fitted: fittedBefore(AUTUMN) });

/** Several machines, each planned once for a whole file. */
export const PUMPS: readonly HeatPump[] = [879, 1, 424_242].map(pumpOf);

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** All phases together, in W. */
export const totalPower = (instant: Instant): number => sum(instant.power);
/** All phases together, in Wh. */
export const totalEnergy = (instant: Instant): number => sum(instant.energy);
/** Of all phases together: the sum of their active by the sum of their apparent powers. */
export function powerFactorOf({ power, reactive }: Instant): number {
  const apparent = ([0, 1, 2] as const).map((phase) => Math.hypot(power[phase], reactive[phase]));
  return sum(power) / sum(apparent);
}

export const sumEnergy = (parts: readonly { readonly energy: WattHours }[]): number =>
  sum(parts.map((part) => part.energy));
