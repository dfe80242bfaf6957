import { describe, expect, test } from 'vitest';
import { type MeterSession, nextLive, startLive } from '../../app/live.ts';
import type { MeterSource } from '../../app/meter-url.ts';
import { snapshotObject } from '../../app/snapshot-object.ts';
import { seconds } from '../../app/units.ts';
import { NOON, type PlainValues, polled } from '../support/readings.ts';

const METER: MeterSource = {
  kind: 'meter',
  address: { framing: 'auto', host: '192.168.2.10', port: 8899, unit: 2, model: 'wago-879' },
};
const SESSION: MeterSession = {
  framing: 'rtu-over-tcp',
  identity: { serial: null, energyMode: 'import', floatFormat: true },
};
const start = (source: MeterSource) => startLive(source, seconds(2), NOON);
const snapshot = (values: PlainValues, source: MeterSource = METER) =>
  snapshotObject(nextLive(start(source), polled(values, NOON, { session: SESSION })));

/** Scripts rely on these; `issue 2` fixes them. */
const KEYS = [
  'at',
  'source',
  'framing',
  'powerW',
  'powerL1W',
  'powerL2W',
  'powerL3W',
  'frequencyHz',
  'powerFactor',
  'energyKwh',
  'energyL1Kwh',
  'energyL2Kwh',
  'energyL3Kwh',
];

describe('the object that --snapshot and `cli read` print', () => {
  test('has these keys in this order', () => {
    expect(Object.keys(snapshot({}) ?? {})).toEqual(KEYS);
  });

  test('is in W, Hz and kWh, with the time in UTC', () => {
    expect(snapshot({ power: 1240, energy: 513_100 })).toEqual({
      at: '2026-11-22T11:00:00.000Z',
      source: 'auto://192.168.2.10:8899/2',
      framing: 'rtu-over-tcp',
      powerW: 1240,
      powerL1W: 46,
      powerL2W: 0,
      powerL3W: 0,
      frequencyHz: 49.99,
      powerFactor: 0.55,
      energyKwh: 513.1,
      energyL1Kwh: 171.1,
      energyL2Kwh: 171,
      energyL3Kwh: 171,
    });
  });

  test('shows no more digits than a float32 carries', () => {
    const { powerW, frequencyHz, energyKwh } = snapshot({
      power: Math.fround(0.869) * 1000,
      frequency: Math.fround(49.99),
      energy: Math.fround(513.12) * 1000,
    }) ?? { powerW: 0, frequencyHz: 0, energyKwh: 0 };
    expect([powerW, frequencyHz, energyKwh]).toEqual([869, 49.99, 513.12]);
  });

  test('has every digit of a counter that a float32 carries', () => {
    for (const sent of [123_903.531_25, 123_903.554_687_5, 999_999.187_5, 0.001_234_567]) {
      const energyKwh = snapshot({ energy: Math.fround(sent) * 1000 })?.energyKwh ?? 0;
      expect(Math.fround(energyKwh)).toBe(Math.fround(sent));
      expect(String(energyKwh).replace(/^0\.0*|\./g, '').length).toBeLessThanOrEqual(9);
    }
  });

  test('has the watts of a meter that sends W as it sent them', () => {
    expect(snapshot({ power: Math.fround(1234.567) })?.powerW).toBe(1234.567);
  });

  test('has null where a value was rejected or is absent, and 0 where it is 0', () => {
    expect(snapshot({ power: null, powerL2: 0, energyL3: null })).toMatchObject({
      powerW: null,
      powerL2W: 0,
      energyL3Kwh: null,
    });
  });

  test('names the demo', () => {
    expect(snapshot({}, { kind: 'demo' })?.source).toBe('demo:');
  });

  test('is none before the first reading', () => {
    expect(snapshotObject(start(METER))).toBeNull();
  });
});
