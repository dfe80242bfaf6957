import type { Field } from '../measurement.ts';

/** The exporter's names, in its units: kW, kWh, Hz and a plain ratio. */
export const METRIC_NAMES: Readonly<Record<Field, string>> = {
  power: 'wago_power_total_kw',
  powerL1: 'wago_power_L1_kw',
  powerL2: 'wago_power_L2_kw',
  powerL3: 'wago_power_L3_kw',
  frequency: 'wago_frequency_hz',
  powerFactor: 'wago_power_factor',
  energy: 'wago_energy_total_kwh',
  energyL1: 'wago_energy_L1_kwh',
  energyL2: 'wago_energy_L2_kwh',
  energyL3: 'wago_energy_L3_kwh',
};
