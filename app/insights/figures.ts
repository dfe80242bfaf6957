import type { HeatPumpState } from '../heat-pump/state.ts';
import type { EnergyPerField, TimeRange } from '../history/query.ts';
import type { Cost, EpochMs, Millis, WattHours, Watts } from '../units.ts';

/** What a heat pump does, or that nothing is known of it. */
export type Doing = HeatPumpState | 'no-data';

export interface Share {
  readonly time: Millis;
  /** Of 'no-data': what the counter rose by across gaps. */
  readonly energy: WattHours;
}

/** A stretch of time summed up. States partition its time, and their energies add up to the counter's. */
export interface Figures extends TimeRange {
  readonly energy: EnergyPerField;
  /** For so much of the time (up to now) the main counter's energy is known, gaps that it spans too. */
  readonly counted: Millis;
  /** Part of the time (up to now) with readings of power, 0 to 1. */
  readonly complete: number;
  readonly states: Readonly<Record<Doing, Share>>;
  /** Runs whose start was seen in this time. */
  readonly starts: number;
  /** Per hour with data; null without any. */
  readonly startsPerHour: number | null;
  /** Of running and high load together. */
  readonly runTime: Millis;
  /** Over runs that began in this time and whose start and end were both seen; null: none. */
  readonly shortestRun: Millis | null;
  readonly longestRun: Millis | null;
  readonly medianRun: Millis | null;
  /** Such runs that were shorter than the setting says. */
  readonly shortCycles: number;
  readonly suspectedDefrosts: number;
  readonly peakPower: { readonly at: EpochMs; readonly power: Watts } | null;
  /**
   * Farthest phase from the mean of the three, over that mean, by energy while running (after
   * NEMA MG 1 for voltages); 0 is even, 2 all on one phase. null: never ran, or no phases.
   */
  readonly imbalance: number | null;
  /** null: no tariff for some of the time. */
  readonly cost: CostFigures | null;
  /** null: no heat side. */
  readonly heat: HeatFigures | null;
}

export interface CostFigures {
  /** Of the energy, in the tariff's currency. */
  readonly energy: Cost;
  /** Of the energy in standby. */
  readonly standby: Cost;
  /** The base fee's part for this time. */
  readonly base: Cost;
  readonly total: Cost;
}

export interface HeatFigures {
  /** Net of what defrosts take out of the house, without cooling. */
  readonly heat: WattHours;
  /** For so long both are known; over that time all of this is. */
  readonly known: Millis;
  readonly electricity: WattHours;
  /** Heat taken out of the house to cool it, for an hour or longer at a time. */
  readonly cooling: WattHours;
  readonly coolingElectricity: WattHours;
  /** Heat over electricity, standby included; never negative. null: no electricity, or no net heat. */
  readonly cop: number | null;
  /** The same while running only. */
  readonly runningCop: number | null;
  /** What standby and circulating take away from `runningCop`, 0 to 1: 1 − cop / runningCop. */
  readonly standbyLoss: number | null;
}
