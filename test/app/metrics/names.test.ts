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

test('the published number gives back the float32 of the wire, in up to nine digits', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (wire) => {
      for (const metric of METER_METRICS) {
        const published = metricValue(metric, wire * metric.divisor);
        // Zero has no sign here.
        expect(Math.fround(published) + 0).toBe(wire + 0);
        expect(
          String(published)
            .replace(/e.*|[-.]/g, '')
            .replace(/^0+|0+$/g, '').length,
        ).toBeLessThan(10);
      }
    }),
  );
});

test.each([
  ['power', Math.fround(0.869) * 1000, '0.869'],
  ['energy', 123_903_554.687_5, '123903.555'],
  ['frequency', Math.fround(49.99), '49.99'],
  ['powerFactor', Math.fround(0.93), '0.93'],
  // A meter that sends W itself.
  ['power', Math.fround(869.1), '0.8691'],
] as const)('%s of %d is published as %s', (field, value, text) => {
  const metric = METER_METRICS.find((one) => one.field === field);
  expect(metric && String(metricValue(metric, value))).toBe(text);
});
