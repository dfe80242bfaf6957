import { z } from 'zod';
import { type EpochMs, type Watts, watts } from '../units.ts';

/** What is measured in the heating circuit, beside the meter. */
export const HEAT_SIGNALS = [
  'flowRate',
  'flowTemperature',
  'returnTemperature',
  'outdoorTemperature',
] as const;
export type HeatSignal = (typeof HEAT_SIGNALS)[number];

/** Metric name or PromQL; empty: there is none. */
const query = z.string().trim().max(2000);

/** Where the Pi's Prometheus has the heat side. */
export const heatSideSchema = z.object({
  /** In l/min. */
  flowRate: query,
  /** °C of the water that leaves the heat pump. */
  flowTemperature: query,
  /** °C of the water that comes back. */
  returnTemperature: query,
  /** °C; heat is known without it. */
  outdoorTemperature: query,
});
export type HeatSide = Readonly<z.infer<typeof heatSideSchema>>;

export const NO_HEAT_SIDE: HeatSide = {
  flowRate: '',
  flowTemperature: '',
  returnTemperature: '',
  outdoorTemperature: '',
};

/** Whether there is enough to know heat from. */
export const isHeatSideSet = (side: HeatSide): boolean =>
  side.flowRate !== '' && side.flowTemperature !== '' && side.returnTemperature !== '';

/**
 * Specific heat of water in J/(kg·K) near 15 °C (CRC Handbook, 'Properties of Water'), with 1 kg a
 * litre. At 35 °C a litre takes 0.8 % less, at 55 °C 1.5 % less; brine up to 10 % less.
 */
const JOULE_PER_LITRE_KELVIN = 4186;
/** No heating circuit of a house has more; junk does. */
const MOST_LITRES_PER_MINUTE = 500;
const COLDEST = -60;
const HOTTEST = 150;

/** Whether a heating circuit, or the weather, can have this value. NaN is none. */
export const isPlausible = (signal: HeatSignal, value: number): boolean =>
  signal === 'flowRate'
    ? value >= 0 && value <= MOST_LITRES_PER_MINUTE
    : value >= COLDEST && value <= HOTTEST;

/**
 * Heat that goes into the house, from l/min and °C; null when something is missing or is junk.
 * While a defrost takes heat out of the house it is negative, and so it is counted: as net heat.
 */
export function heatPower(
  flowRate: number,
  flowTemperature: number,
  returnTemperature: number,
): Watts | null {
  if (!isPlausible('flowRate', flowRate)) return null;
  if (!isPlausible('flowTemperature', flowTemperature)) return null;
  if (!isPlausible('returnTemperature', returnTemperature)) return null;
  const kelvin = flowTemperature - returnTemperature;
  return watts((flowRate / 60) * JOULE_PER_LITRE_KELVIN * kelvin);
}

/** The newest that is known of the heat side. */
export interface HeatNow {
  /** Mean of one minute; negative while heat is taken out of the house. */
  readonly heat: Watts;
  /** The end of that minute. */
  readonly at: EpochMs;
  /** °C; null: not measured. */
  readonly outdoor: number | null;
}
