import { describe, expect, test } from 'vitest';
import { type ConnectionReport, isUsable } from '../../app/connection-report.ts';
import type { MeterAddress } from '../../app/meter-url.ts';
import { WAGO_879 } from '../../app/registers/wago-879.ts';
import { testConnection } from '../../main/meter/connection-test.ts';
import { otherFraming } from '../../main/meter/framing-search.ts';
import { unitAt } from '../support/proxy-frames.ts';
import {
  exception,
  junkBefore,
  once,
  type ProxiedFrame,
  type ProxyRule,
  rewritten,
  swallow,
  where,
} from '../support/proxy-rules.ts';
import {
  closeRigsAfterAll,
  FRAMINGS,
  junk,
  NEVER_OVER,
  type Rig,
  startRig,
  TIMING,
} from './rig.ts';

closeRigsAfterAll();

const PASSED = { name: 'ok', port: 'ok', unit: 'ok', format: 'ok', values: 'ok' };
const UNIT_FAILED = {
  name: 'ok',
  port: 'ok',
  unit: 'failed',
  format: 'skipped',
  values: 'skipped',
};

function testRig(
  rig: Rig,
  change: Partial<MeterAddress> = {},
  stop: AbortSignal = rig.stop.signal,
): Promise<ConnectionReport> {
  const address = { ...rig.address, ...change };
  return testConnection({ address, clock: rig.clock, stop, timing: TIMING });
}

/** A gateway that says itself that other units than `present` are silent. */
const answeringFor = (present: number): ProxyRule =>
  rewritten((body, request) => {
    const unit = request[0] ?? 0;
    return unit === present ? body : Uint8Array.of(unit, (body[1] ?? 0) | 0x80, 0x0b);
  });
const addressOf = ({ request, framing }: ProxiedFrame): number =>
  request.readUInt16BE(unitAt(framing) + 2);
const wordsOf = ({ request, framing }: ProxiedFrame): number =>
  request.readUInt16BE(unitAt(framing) + 4);

describe.concurrent.each(FRAMINGS)('a connection test of a gateway that speaks %s', (framing) => {
  test.each(['auto', framing])('with %s passes and brings the first values', async (choice) => {
    const rig = await startRig(framing);
    rig.simulator.set(0x5008, 50);
    const report = await testRig(rig, { framing: choice as MeterAddress['framing'] });
    expect(report).toMatchObject({
      steps: PASSED,
      fault: null,
      framing,
      maxWords: 120,
      identity: { energyMode: 'import', floatFormat: true },
      reading: { values: { frequency: 50 } },
    });
    expect(report.reading?.values.energy).toBeTypeOf('number');
    expect(isUsable(report)).toBe(true);
  });

  test('names the other framing when a fixed one is not answered', async () => {
    const rig = await startRig(framing);
    const asked = otherFraming(framing);
    expect(await testRig(rig, { framing: asked })).toMatchObject({
      steps: UNIT_FAILED,
      fault: { kind: 'other-framing', asked, answers: framing },
      framing,
    });
  });

  test.each(['auto', framing])(
    'with %s names the unit that answers in place of a silent one',
    async (choice) => {
      const rig = await startRig(framing);
      expect(
        await testRig(rig, { framing: choice as MeterAddress['framing'], unit: 9 }),
      ).toMatchObject({
        steps: UNIT_FAILED,
        fault: { kind: 'wrong-unit', asked: 9, answers: 2 },
        framing,
      });
    },
  );

  test('says that there is no Modbus answer when nobody gives one', async () => {
    const rig = await startRig(framing);
    rig.simulator.unplug();
    expect(await testRig(rig)).toMatchObject({
      steps: UNIT_FAILED,
      fault: { kind: 'no-answer', unit: 2 },
      framing: null,
    });
  });

  test.each([0x0a, 0x0b])('knows from exception %i that no unit is there', async (code) => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = exception(code);
    expect(await testRig(rig)).toMatchObject({
      steps: UNIT_FAILED,
      fault: { kind: 'wrong-unit', asked: 2, answers: null },
      framing,
    });
  });

  test('names the unit that answers when the gateway says that ours does not', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.request = rewritten((body) => body.fill(2, 0, 1));
    rig.proxy.rules.reply = answeringFor(2);
    expect(await testRig(rig, { unit: 7 })).toMatchObject({
      fault: { kind: 'wrong-unit', asked: 7, answers: 2 },
      framing,
    });
  });

  test('reports the exception of a device that is no such meter', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = exception(2);
    expect(await testRig(rig)).toMatchObject({
      steps: { ...UNIT_FAILED, unit: 'ok', values: 'failed' },
      fault: { kind: 'exception', code: 2, address: 0x5008 },
      framing,
    });
  });

  test('reports a meter that does not send floats', async () => {
    const rig = await startRig(framing);
    rig.simulator.set(0x4026, [4]);
    const report = await testRig(rig);
    expect(report).toMatchObject({
      steps: { ...PASSED, format: 'failed', values: 'skipped' },
      fault: { kind: 'not-float', dataFormat: 4 },
      identity: { floatFormat: false },
      reading: null,
    });
    expect(isUsable(report)).toBe(false);
  });

  test('skips the format of a meter that does not tell', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = where((frame) => addressOf(frame) >> 12 === 4, exception(2));
    const report = await testRig(rig);
    expect(report).toMatchObject({ steps: { ...PASSED, format: 'skipped' }, fault: null });
    expect(isUsable(report)).toBe(true);
  });

  test('fails a meter of whose values none is a number', async () => {
    const rig = await startRig(framing);
    const { fast, slow } = WAGO_879;
    for (const { address } of [...fast, ...slow]) rig.simulator.set(address, Number.NaN);
    const report = await testRig(rig);
    expect(report).toMatchObject({ steps: { ...PASSED, values: 'failed' }, fault: null });
    expect(isUsable(report)).toBe(false);
  });

  test('fails a device whose words come in the other order', async () => {
    const rig = await startRig(framing);
    rig.simulator.set(0x5008, [0x0000, 0x4248]);
    const report = await testRig(rig);
    expect(report).toMatchObject({
      steps: { ...PASSED, values: 'failed' },
      fault: { kind: 'implausible', field: 'frequency' },
    });
    expect(isUsable(report)).toBe(false);
  });

  test('finds the block size that a gateway can do', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = where((frame) => wordsOf(frame) > 20, exception(3));
    expect(await testRig(rig)).toMatchObject({ steps: PASSED, maxWords: 20 });
  });

  test('does not take one lost reply for the block size', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = where((frame) => wordsOf(frame) > 20, once(swallow));
    expect(await testRig(rig)).toMatchObject({ steps: PASSED, maxWords: 120 });
  });

  test('reports garbled bytes as such', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = junkBefore(junk(7));
    expect(await testRig(rig)).toMatchObject({ steps: UNIT_FAILED, fault: { kind: 'garbled' } });
  });

  test('reports a gateway that has no place left', async () => {
    const rig = await startRig(framing);
    rig.proxy.limit = 0;
    rig.proxy.crowding = 'fin';
    expect(await testRig(rig)).toMatchObject({ steps: UNIT_FAILED, fault: { kind: 'closed' } });
  });

  test('ends at once when it is stopped, without a socket', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = swallow;
    const timing = { ...TIMING, replyMs: NEVER_OVER };
    const report = testConnection({
      address: rig.address,
      clock: rig.clock,
      stop: rig.stop.signal,
      timing,
    });
    await rig.asks();
    rig.stop.abort();
    expect((await report).fault).toEqual({ kind: 'stopped' });
  });
});

test('a connection test tells a refused port from a name that nobody has', async () => {
  const rig = await startRig('tcp');
  rig.proxy.refuse();
  const port = rig.address.port;
  expect(await testRig(rig)).toMatchObject({
    steps: { name: 'ok', port: 'failed', unit: 'skipped', format: 'skipped', values: 'skipped' },
    fault: { kind: 'refused', host: '127.0.0.1', port },
  });
  expect(await testRig(rig, { host: 'gateway.invalid' })).toMatchObject({
    steps: { name: 'failed', port: 'skipped', unit: 'skipped' },
    fault: { kind: 'name-not-found', host: 'gateway.invalid' },
  });
});
