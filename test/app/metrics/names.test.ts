import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIELDS } from '../../../app/measurement.ts';
import { METER_METRICS, metricValue } from '../../../app/metrics/names.ts';

test('the ten names are the ones that the dashboards of the seed know', () => {
  expect(METER_METRICS.map(({ name }) => name).toSorted()).toEqual([
    'wago_energy_L1_kwh',
    'wago_energy_L2_kwh',
    'wago_energy_L3_kwh',
    'wago_energy_total_kwh',
    'wago_frequency_hz',
    'wago_power_L1_kw',
    'wago_power_L2_kw',
    'wago_power_L3_kw',
    'wago_power_factor',
    'wago_power_total_kw',
  ]);
});

test('each field has exactly one of them', () => {
  expect(METER_METRICS.map(({ field }) => field).toSorted()).toEqual(FIELDS.toSorted());
});

test('the published number is the float32 of the wire, bit by bit', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (wire) => {
      for (const metric of METER_METRICS) {
        expect(metricValue(metric, wire * metric.divisor)).toBe(wire);
      }
    }),
  );
});

test('869 W are published as the Python exporter did: the float32 widened to a double', () => {
  const power = METER_METRICS.find(({ field }) => field === 'power');
  expect(power && String(metricValue(power, 869))).toBe('0.8690000176429749');
});
