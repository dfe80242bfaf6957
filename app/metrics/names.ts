import type { Field } from '../measurement.ts';

/** One of the ten series that the seed's exporter published, under the name that dashboards know. */
export interface MeterMetric {
  readonly field: Field;
  readonly name: string;
  readonly help: string;
  /** W and Wh are divided by this to get the kW and kWh that the meter sends. */
  readonly divisor: 1 | 1000;
}

/** In the seed's order; none of them has a label. */
export const METER_METRICS: readonly MeterMetric[] = [
  power('power', 'total', 'Total active power'),
  power('powerL1', 'L1', 'L1 phase active power'),
  power('powerL2', 'L2', 'L2 phase active power'),
  power('powerL3', 'L3', 'L3 phase active power'),
  { field: 'frequency', name: 'wago_frequency_hz', help: 'Grid frequency (Hz)', divisor: 1 },
  { field: 'powerFactor', name: 'wago_power_factor', help: 'Power factor (Cos φ)', divisor: 1 },
  energy('energy', 'total', 'Total active energy'),
  energy('energyL1', 'L1', 'L1 phase active energy'),
  energy('energyL2', 'L2', 'L2 phase active energy'),
  energy('energyL3', 'L3', 'L3 phase active energy'),
];

function power(field: Field, part: string, help: string): MeterMetric {
  return { field, name: `wago_power_${part}_kw`, help: `${help} (kW)`, divisor: 1000 };
}

function energy(field: Field, part: string, help: string): MeterMetric {
  return { field, name: `wago_energy_${part}_kwh`, help: `${help} (kWh)`, divisor: 1000 };
}

/**
 * The number to publish for `value` (W, Wh, Hz or a ratio): the float32 that came over the wire,
 * widened to a double, as the Python exporter published it. 0.869 kW is so 0.8690000176429749,
 * and old and new samples of one meter value are the same bits.
 */
export function metricValue(metric: MeterMetric, value: number): number {
  return Math.fround(value / metric.divisor);
}
