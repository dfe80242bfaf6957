import { afterAll, describe, expect, test } from 'vitest';
import { type ConnectionReport, isUsable } from '../../app/connection-report.ts';
import { readingDecimal, shortest } from '../../app/decimal.ts';
import { FIELDS, type Measurement } from '../../app/measurement.ts';
import type { Framing, MeterAddress } from '../../app/meter-url.ts';
import { METER_MODELS, MODEL_IDS, type ModelId } from '../../app/registers/models.ts';
import { SDM_630 } from '../../app/registers/sdm630.ts';
import { epochMs, millis, minutes, seconds } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { exportParts } from '../../main/history/transfer/export.ts';
import { testConnection } from '../../main/meter/connection-test.ts';
import { createModbusMeter } from '../../main/meter/modbus-meter.ts';
import type { Meter } from '../../main/poller/meter.ts';
import { SIMULATED_MODELS } from '../../main/simulator/models.ts';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../main/simulator/server.ts';
import { Recording, reading } from '../history/fixtures.ts';
import { startProxy } from '../support/proxy.ts';
import { unitAt } from '../support/proxy-frames.ts';
import { exception, where } from '../support/proxy-rules.ts';
import { FakeMemory, FRAMINGS, TIMING } from './rig.ts';

const UNIT = 2;
const NIGHT = Date.UTC(2026, 10, 20, 3);
/** Others share this machine; only silence is waited for as long as this. */
const PATIENT = { ...TIMING, replyMs: millis(1000), longReplyMs: millis(2000) };
const NEVER = new AbortController().signal;
const after: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const end of after.reverse()) await end();
});

async function simulate(
  framing: Framing,
  model: ModelId,
  options: Partial<SimulatorOptions> = {},
): Promise<Simulator> {
  const started = await startSimulator({ clock: SYSTEM_CLOCK, framing, model, ...options });
  if (!started.ok) throw new Error(started.error.kind);
  after.push(() => started.value.close());
  // Planned here, where nobody waits for an answer.
  started.value.pump.instant(started.value.now());
  return started.value;
}

const addressOf = (framing: Framing, port: number, model: ModelId): MeterAddress => ({
  framing,
  host: '127.0.0.1',
  port,
  unit: UNIT,
  model,
});

function meterAt(framing: Framing, port: number, model: ModelId): Meter {
  const address = addressOf(framing, port, model);
  const memory = new FakeMemory({ framing, maxWords: 120 });
  const meter = createModbusMeter({ address, clock: SYSTEM_CLOCK, memory, timing: PATIENT });
  after.push(() => meter.disconnect());
  return meter;
}

const testAt = (framing: Framing, port: number, model: ModelId): Promise<ConnectionReport> =>
  testConnection({
    address: addressOf(framing, port, model),
    clock: SYSTEM_CLOCK,
    stop: NEVER,
    timing: PATIENT,
  });

const asked = (simulator: Simulator): readonly string[] =>
  simulator.stats().reads.map(({ address, words }) => `${address.toString(16)}/${words}`);

describe.concurrent.each(FRAMINGS)('an SDM630 over %s', (framing) => {
  test('brings all ten values in W, Wh, Hz, read by function codes 3 and 4', async () => {
    const simulator = await simulate(framing, 'sdm630');
    const truth: Record<string, number> = {};
    for (const [index, { address, field, scale }] of [...SDM_630.fast, ...SDM_630.slow].entries()) {
      simulator.set(address, 40 + index / 16);
      truth[field] = (40 + index / 16) * scale;
    }
    const meter = meterAt(framing, simulator.port, 'sdm630');
    const reading = await meter.read({ slow: true }, NEVER);
    expect(reading.ok && reading.value.values).toEqual(truth);
    // The serial number stands alone, so that the longer read is refused and a short one follows.
    expect(asked(simulator)).toEqual(['c/6', '34/22', '15a/6', 'fc00/4', 'fc00/2']);
    expect(simulator.stats()).toMatchObject({ functionCodes: [3, 4], exceptions: 1 });
    expect(meter.session()).toEqual({
      framing,
      identity: { serial: 19_630_117, energyMode: 'import', floatFormat: null },
    });
  });

  test('is recorded, exported and shown with the last digit of its float32 watts', async () => {
    const simulator = await simulate(framing, 'sdm630');
    const meter = meterAt(framing, simulator.port, 'sdm630');
    const recording = new Recording(seconds(30));
    after.push(() => recording.close());
    const sent = [1234.5678, 869.12346, 1023.99994, -46.000004, 5.1].map(Math.fround);
    for (const [poll, watts] of sent.entries()) {
      simulator.set(0x0034, watts);
      simulator.set(0x000c, Math.fround(watts / 3));
      const read = await meter.read({ slow: true }, NEVER);
      if (!read.ok) throw new Error(read.error.kind);
      expect(readingDecimal(read.value.values.power ?? Number.NaN, 1)).toBe(shortest(watts));
      recording.record(reading(NIGHT + poll * seconds(30), read.value.values));
    }
    const query = {
      resolution: 'raw',
      zone: 'UTC',
      language: 'en',
      csvFormat: 'comma',
      format: 'json',
    } as const;
    const range = { from: epochMs(NIGHT), to: epochMs(NIGHT + minutes(10)) };
    const text = [...exportParts(recording.store, { ...query, ...range })].map((one) => one.text);
    const { rows } = JSON.parse(text.join(''));
    expect(rows.map(({ power }: Measurement) => power)).toEqual(sent.map(shortest));
    expect(rows.map(({ powerL1 }: Measurement) => powerL1)).toEqual(
      sent.map((watts) => shortest(Math.fround(watts / 3))),
    );
  });

  test('is read as it really is, phases and total agreeing', async () => {
    const simulator = await simulate(framing, 'sdm630');
    const reading = await meterAt(framing, simulator.port, 'sdm630').read({ slow: true }, NEVER);
    if (!reading.ok) throw new Error(reading.error.kind);
    const { power, powerL1, powerL2, powerL3, frequency, energy } = reading.value.values;
    expect((powerL1 ?? 0) + (powerL2 ?? 0) + (powerL3 ?? 0)).toBeCloseTo(power ?? 0, 1);
    expect(power).toBeGreaterThan(1);
    expect(frequency).toBeCloseTo(50, 0);
    expect(energy).toBeGreaterThan(1000);
  });

  test('asks for its counters only when they are wanted, and for itself once', async () => {
    const simulator = await simulate(framing, 'sdm630');
    const meter = meterAt(framing, simulator.port, 'sdm630');
    for (const slow of [true, false, false]) await meter.read({ slow }, NEVER);
    expect(asked(simulator).slice(5)).toEqual(['c/8', '34/22', 'c/6', '34/20']);
  });

  test('passes the test of the connection, which skips what it does not tell', async () => {
    const simulator = await simulate(framing, 'sdm630');
    const report = await testAt(framing, simulator.port, 'sdm630');
    expect(report).toMatchObject({
      steps: { name: 'ok', port: 'ok', unit: 'ok', format: 'skipped', values: 'ok' },
      fault: null,
      answersAs: null,
      identity: { energyMode: 'import', serial: 19_630_117 },
    });
    expect(isUsable(report)).toBe(true);
  });

  test('is found at another unit id by its own registers', async () => {
    const simulator = await simulate(framing, 'sdm630', { unit: 1 });
    expect(await testAt(framing, simulator.port, 'sdm630')).toMatchObject({
      steps: { unit: 'failed' },
      fault: { kind: 'wrong-unit', asked: UNIT, answers: 1 },
    });
  });

  test('whose words come in the other order fails the test of the connection', async () => {
    const simulator = await simulate(framing, 'sdm630');
    simulator.set(0x0046, [0x0000, 0x4248]);
    expect(await testAt(framing, simulator.port, 'sdm630')).toMatchObject({
      steps: { values: 'failed' },
      fault: { kind: 'implausible', field: 'frequency' },
    });
  });

  test('that refuses its total counter has the grid all the same, asked for alone', async () => {
    const simulator = await simulate(framing, 'sdm630');
    const proxy = await startProxy({ serverPort: simulator.port, framing });
    after.push(() => proxy.close());
    proxy.rules.reply = where(
      ({ request }) => request.readUInt16BE(unitAt(framing) + 4) === 22,
      exception(2),
    );
    const reading = await meterAt(framing, proxy.port, 'sdm630').read({ slow: true }, NEVER);
    expect(asked(simulator).slice(0, 4)).toEqual(['c/6', '34/22', '34/20', '15a/6']);
    if (!reading.ok) throw new Error(reading.error.kind);
    const { energy, energyL1, ...others } = reading.value.values;
    expect([energy, energyL1 !== null]).toEqual([null, true]);
    expect(Object.values(others)).not.toContain(null);
  });

  test('is read in small blocks behind a gateway that can do no others', async () => {
    const simulator = await simulate(framing, 'sdm630');
    const proxy = await startProxy({ serverPort: simulator.port, framing });
    after.push(() => proxy.close());
    proxy.rules.reply = where(
      ({ request }) => request.readUInt16BE(unitAt(framing) + 4) > 8,
      exception(3),
    );
    const meter = meterAt(framing, proxy.port, 'sdm630');
    let values = await meter.read({ slow: true }, NEVER);
    for (let poll = 0; poll < 6 && !values.ok; poll++) {
      values = await meter.read({ slow: true }, NEVER);
    }
    expect(values.ok && Object.values(values.value.values)).not.toContain(null);
  });
});

const OTHERS = MODEL_IDS.flatMap((there) =>
  MODEL_IDS.filter((chosen) => chosen !== there).map((chosen) => ({ there, chosen })),
);

describe.concurrent.each(OTHERS)('a $there that is read as a $chosen', ({ there, chosen }) => {
  test('brings no value, in however many polls', async () => {
    const simulator = await simulate('tcp', there);
    const meter = meterAt('tcp', simulator.port, chosen);
    for (let poll = 0; poll < 12; poll++) {
      const reading = await meter.read({ slow: poll % 2 === 0 }, NEVER);
      expect(reading).toMatchObject({ ok: false, error: { kind: 'exception' } });
    }
    expect(meter.session()).toBeNull();
  });

  test.each(FRAMINGS)('over %s is told for what it is by the test', async (framing) => {
    const simulator = await simulate(framing, there);
    const report = await testAt(framing, simulator.port, chosen);
    expect(report).toMatchObject({
      steps: { unit: 'ok', values: 'failed' },
      fault: { kind: 'exception' },
      answersAs: there,
      reading: null,
    });
    expect(isUsable(report)).toBe(false);
    expect([3, 4]).toEqual(expect.arrayContaining([...simulator.stats().functionCodes]));
  });

  test('brings none either when it answers both function codes alike', async () => {
    const { functionCode } = METER_MODELS[chosen];
    const registers: SimulatorOptions['registers'] = (pump, unit) => ({
      ...SIMULATED_MODELS[there](pump, unit),
      functionCode,
      beside: SIMULATED_MODELS[there](pump, unit),
    });
    const simulator = await simulate('tcp', there, { registers });
    const reading = await meterAt('tcp', simulator.port, chosen).read({ slow: true }, NEVER);
    expect(reading).toMatchObject({ ok: false, error: { kind: 'exception', code: 2 } });
  });
});

test('a device of which nobody knows what it is is called no other meter', async () => {
  const simulator = await simulate('tcp', 'sdm630');
  simulator.set(0x0046, 230);
  expect(await testAt('tcp', simulator.port, 'wago-879')).toMatchObject({
    fault: { kind: 'exception', code: 2, address: 0x5008 },
    answersAs: null,
  });
});

test('every quantity that the app knows is one of an SDM630', () => {
  const fields = [...SDM_630.fast, ...SDM_630.slow].map(({ field }) => field);
  expect(new Set(fields)).toEqual(new Set(FIELDS));
});
