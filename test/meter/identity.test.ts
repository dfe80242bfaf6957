import { describe, expect, test } from 'vitest';
import { unitAt } from '../support/proxy-frames.ts';
import { exception, once, type ProxiedFrame, swallow, where } from '../support/proxy-rules.ts';
import { closeRigsAfterAll, FRAMINGS, SERIAL, startRig } from './rig.ts';

closeRigsAfterAll();

const ENERGY_MODE = 0x400f;
const DATA_FORMAT = 0x4026;
const UNKNOWN = { serial: null, energyMode: null, floatFormat: null };

const addressOf = ({ request, framing }: ProxiedFrame): number =>
  request.readUInt16BE(unitAt(framing) + 2);
const wordsOf = ({ request, framing }: ProxiedFrame): number =>
  request.readUInt16BE(unitAt(framing) + 4);
const isAboutItself = (frame: ProxiedFrame): boolean => addressOf(frame) >> 12 === 4;

describe.concurrent.each(FRAMINGS)('over %s a meter', (framing) => {
  test('is asked about itself once a connection, in two short reads', async () => {
    const rig = await startRig(framing);
    expect(rig.meter.session()).toBeNull();
    await rig.reads();
    await rig.reads();
    expect(rig.asked()).toEqual(['5008/36', '4000/16', '4026/1', '5008/38']);
    expect(rig.meter.session()).toEqual({
      framing,
      identity: { serial: SERIAL, energyMode: 'import', floatFormat: true },
    });
    rig.meter.disconnect();
    expect(rig.meter.session()).toBeNull();
    await rig.reads();
    expect(rig.asked().filter((read) => read === '4026/1')).toHaveLength(2);
  });

  test('that counts import minus export says so', async () => {
    const rig = await startRig(framing);
    rig.simulator.set(ENERGY_MODE, [5]);
    await rig.reads();
    expect(rig.meter.session()?.identity.energyMode).toBe('net');
  });

  test('that does not send floats has no values until it does', async () => {
    const rig = await startRig(framing);
    rig.simulator.set(DATA_FORMAT, [2]);
    for (let poll = 0; poll < 2; poll++) {
      expect(await rig.read()).toEqual({
        ok: false,
        error: { kind: 'not-float', dataFormat: 2 },
      });
      expect(rig.meter.session()).toBeNull();
    }
    rig.simulator.set(DATA_FORMAT, [1]);
    await rig.reads();
  });

  test('that refuses to say who it is has values all the same', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = where(isAboutItself, exception(2));
    await rig.reads();
    expect(rig.meter.session()?.identity).toEqual(UNKNOWN);
    await rig.reads();
    expect(rig.proxy.accepted).toBe(1);
  });

  test('that refuses a long read about itself is asked piece by piece', async () => {
    const rig = await startRig(framing);
    const isLong = (frame: ProxiedFrame): boolean => isAboutItself(frame) && wordsOf(frame) > 2;
    rig.proxy.rules.reply = where(isLong, exception(2));
    await rig.reads();
    expect(rig.meter.session()?.identity).toEqual({
      serial: SERIAL,
      energyMode: 'import',
      floatFormat: true,
    });
  });

  test('that lost one reply about itself is asked again, and its values wait for that', async () => {
    const rig = await startRig(framing);
    rig.simulator.set(DATA_FORMAT, [2]);
    rig.proxy.rules.reply = where(isAboutItself, once(swallow));
    await rig.fails('no-answer');
    rig.proxy.behave();
    await rig.fails('not-float');
  });

  test('that is always silent about itself is taken without after three tries', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = where(isAboutItself, swallow);
    for (let poll = 0; poll < 3; poll++) await rig.fails('no-answer');
    await rig.reads();
    await rig.reads();
    expect(rig.meter.session()?.identity).toEqual(UNKNOWN);
    expect(rig.memory.habits?.maxWords).toBe(120);
  });
});
