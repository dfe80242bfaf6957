import { readingDecimal, shortest } from '../decimal.ts';
import { METRIC_NAMES } from '../history/metric-names.ts';
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
  thousand('power', 'Total active power (kW)'),
  thousand('powerL1', 'L1 phase active power (kW)'),
  thousand('powerL2', 'L2 phase active power (kW)'),
  thousand('powerL3', 'L3 phase active power (kW)'),
  plain('frequency', 'Grid frequency (Hz)'),
  plain('powerFactor', 'Power factor (Cos φ)'),
  thousand('energy', 'Total active energy (kWh)'),
  thousand('energyL1', 'L1 phase active energy (kWh)'),
  thousand('energyL2', 'L2 phase active energy (kWh)'),
  thousand('energyL3', 'L3 phase active energy (kWh)'),
];

function thousand(field: Field, help: string): MeterMetric {
  return { field, name: METRIC_NAMES[field], help, divisor: 1000 };
}

function plain(field: Field, help: string): MeterMetric {
  return { field, name: METRIC_NAMES[field], help, divisor: 1 };
}

/**
 * The number to publish for `value` (W, Wh, Hz or a ratio): the shortest decimal that gives back the
 * float32 that came over the wire, 0.869 and not 0.8690000176429749.
 */
export function metricValue({ divisor }: MeterMetric, value: number): number {
  const wire = Math.fround(value / divisor);
  return wire * divisor === value ? shortest(wire) : readingDecimal(value, 1 / divisor);
}
