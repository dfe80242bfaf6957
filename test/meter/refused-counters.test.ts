import { describe, expect, test } from 'vitest';
import { ENERGY_FIELDS, FIELDS } from '../../app/measurement.ts';
import { millis } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { testConnection } from '../../main/meter/connection-test.ts';
import { unitAt } from '../support/proxy-frames.ts';
import { exception, type ProxiedFrame, where } from '../support/proxy-rules.ts';
import { closeRigsAfterAll, FRAMINGS, type Reading, type Rig, startRig, TIMING } from './rig.ts';

closeRigsAfterAll();

/** A reply that is late on a busy machine would count as a lost one. */
const PATIENT = { timing: { replyMs: millis(1000) } };

const addressOf = ({ request, framing }: ProxiedFrame): number =>
  request.readUInt16BE(unitAt(framing) + 2);
const wordsOf = ({ request, framing }: ProxiedFrame): number =>
  request.readUInt16BE(unitAt(framing) + 4);
const isCounters = (frame: ProxiedFrame): boolean => addressOf(frame) >> 12 === 6;
const asksCounters = (rig: Rig): number =>
  rig.asked().filter((read) => read.startsWith('60')).length;

/** Everything but the counters, which are null. */
function expectNoCounters(reading: Reading): void {
  if (!reading.ok) throw new Error(reading.error.kind);
  for (const field of FIELDS) {
    const isCounter = (ENERGY_FIELDS as readonly string[]).includes(field);
    expect(reading.value.values[field] === null, field).toBe(isCounter);
  }
}

describe.concurrent.each(FRAMINGS)('over %s a meter that refuses its counters', (framing) => {
  test.each([1, 2, 3, 4])('with exception %i is read without them', async (code) => {
    const rig = await startRig(framing, PATIENT);
    rig.proxy.rules.reply = where(isCounters, exception(code));
    for (let poll = 0; poll < 6; poll++) {
      expectNoCounters(await rig.meter.read({ slow: true }, rig.stop.signal));
    }
    expect(rig.proxy.accepted).toBe(1);
  });

  test('is asked for them no longer, and anew on another connection', async () => {
    const rig = await startRig(framing, PATIENT);
    rig.proxy.rules.reply = where(isCounters, exception(2));
    const poll = () => rig.meter.read({ slow: true }, rig.stop.signal);
    for (let polls = 0; polls < 4; polls++) await poll();
    const before = asksCounters(rig);
    for (let polls = 0; polls < 4; polls++) expectNoCounters(await poll());
    expect(asksCounters(rig)).toBe(before);
    rig.meter.disconnect();
    rig.proxy.behave();
    const reading = await poll();
    expect(reading.ok && reading.value.values.energy).toBeTypeOf('number');
  });

  test('only in large reads gives them with smaller ones', async () => {
    const rig = await startRig(framing, PATIENT);
    rig.proxy.rules.reply = where((frame) => isCounters(frame) && wordsOf(frame) > 8, exception(3));
    const poll = () => rig.meter.read({ slow: true }, rig.stop.signal);
    let reading = await poll();
    expectNoCounters(reading);
    for (let polls = 0; polls < 6 && reading.ok && reading.value.values.energy === null; polls++) {
      reading = await poll();
    }
    expect(reading.ok && reading.value.values.energy).toBeTypeOf('number');
  });

  test('passes the test of the connection with what it has', async () => {
    const rig = await startRig(framing, PATIENT);
    rig.proxy.rules.reply = where(isCounters, exception(2));
    const report = await testConnection({
      address: rig.address,
      clock: SYSTEM_CLOCK,
      stop: rig.stop.signal,
      timing: TIMING,
    });
    expect(report).toMatchObject({ fault: null, maxWords: 120, steps: { values: 'ok' } });
    expect(report.reading?.values.energy).toBeNull();
  });

  test('because nobody answers the gateway is not read at all', async () => {
    const rig = await startRig(framing, PATIENT);
    rig.proxy.rules.reply = where(isCounters, exception(0x0b));
    expect(await rig.read(true)).toMatchObject({ ok: false, error: { code: 0x0b } });
  });
});
