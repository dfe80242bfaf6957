import type { EpochMs, Watts } from '../../app/units.ts';
import { watts } from '../../app/units.ts';
import type { HeatPump } from './heat-pump.ts';
import type { Activity } from './segments.ts';

/** What sensors in the heating circuit would see at one instant. */
export interface HeatInstant {
  /** l/min */
  readonly flowRate: number;
  /** °C */
  readonly flowTemperature: number;
  readonly returnTemperature: number;
  readonly outdoorTemperature: number;
  /** The truth: heat into the house; negative while a defrost takes it out. */
  readonly heat: Watts;
}

const KELVIN = 273.15;
/** How far a real machine comes of what is possible (Carnot). */
const QUALITY = 0.45;
/** J for a litre of water and a kelvin; what the meter of the heat pump's maker would use. */
const JOULE = 4186;
const PUMPED = 17;
/** A defrost takes this out of the house, in W. */
const DEFROSTED = -3500;
/** What the pipes give to the house after a run, in W. */
const AFTERGLOW = 40;

/** Radiators want it warmer when it is colder, hot water always. */
function flowWanted(activity: Activity, outdoor: number): number {
  return activity === 'high-load' ? 52 : 38 - 0.6 * outdoor;
}

function heatOf(activity: Activity, power: number, outdoor: number): number {
  switch (activity) {
    case 'standby':
      return 0;
    case 'circulating':
      return AFTERGLOW;
    case 'defrost':
      return DEFROSTED;
    case 'running':
    case 'high-load': {
      const hot = flowWanted(activity, outdoor) + KELVIN;
      return power * QUALITY * (hot / (hot - (outdoor - 5 + KELVIN)));
    }
  }
}

/** The heating circuit of a simulated heat pump, consistent with what its meter sees. */
export function heatInstant(pump: HeatPump, at: EpochMs): HeatInstant {
  const { activity, power } = pump.instant(at);
  const outdoor = pump.outdoor(at);
  const heat = heatOf(activity, power[0] + power[1] + power[2], outdoor);
  const flowRate = activity === 'standby' ? 0 : PUMPED;
  const kelvin = flowRate === 0 ? 0 : (heat * 60) / (flowRate * JOULE);
  const flowTemperature = flowWanted(activity, outdoor);
  return {
    flowRate,
    flowTemperature,
    returnTemperature: flowTemperature - kelvin,
    outdoorTemperature: outdoor,
    heat: watts(heat),
  };
}
