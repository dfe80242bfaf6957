import { describe, expect, test } from 'vitest';
import { framingsToTry, otherFraming } from '../../main/meter/framing-search.ts';
import { after, junkBefore, once, swallow } from '../support/proxy-rules.ts';
import { closeRigsAfterAll, FRAMINGS, junk, startRig } from './rig.ts';

closeRigsAfterAll();

describe.concurrent.each(FRAMINGS)('a gateway that speaks %s', (framing) => {
  const habits = { framing, maxWords: 120 };

  test('is found out automatically, and remembered', async () => {
    const rig = await startRig(framing, { choice: 'auto' });
    await rig.reads(true);
    expect(rig.meter.session()?.framing).toBe(framing);
    expect(rig.memory.history).toEqual([habits]);
  });

  test('is asked in its framing first when it is known', async () => {
    const rig = await startRig(framing, { choice: 'auto', habits });
    await rig.reads();
    expect(rig.proxy.accepted).toBe(1);
    expect(rig.memory.history).toEqual([]);
  });

  test('is found out again when it was set to the other framing, after three silent polls', async () => {
    const before = { framing: otherFraming(framing), maxWords: 120 };
    const rig = await startRig(framing, { choice: 'auto', habits: before });
    expect(await rig.read()).toMatchObject({ ok: false });
    expect(await rig.read()).toMatchObject({ ok: false });
    await rig.reads();
    expect(rig.memory.habits?.framing).toBe(framing);
  });

  test('is never asked in it when the other framing is fixed', async () => {
    const rig = await startRig(framing, { choice: otherFraming(framing) });
    expect(await rig.read()).toMatchObject({ ok: false, error: { kind: 'no-answer' } });
    expect(await rig.read()).toMatchObject({ ok: false, error: { kind: 'no-answer' } });
    expect(rig.asked()).toEqual([]);
  });

  test('is no-answer when neither framing brings one, and read as soon as it does', async () => {
    const rig = await startRig(framing, { choice: 'auto' });
    rig.simulator.unplug();
    await rig.fails('no-answer');
    expect(rig.proxy.accepted).toBe(2);
    rig.simulator.plug();
    await rig.reads();
  });

  test('is garbled when what it answers is no reply, and read as soon as it is', async () => {
    const rig = await startRig(framing, { choice: 'auto' });
    rig.proxy.rules.reply = junkBefore(junk(5));
    await rig.fails('garbled');
    rig.proxy.behave();
    await rig.reads();
  });

  test('is known by its first answer, though the second one was lost', async () => {
    const rig = await startRig(framing, { choice: 'auto' });
    rig.proxy.rules.reply = after(1, swallow);
    expect(await rig.read(true)).toMatchObject({ ok: false, error: { kind: 'no-answer' } });
    const before = rig.proxy.accepted;
    await rig.reads(true);
    expect(rig.proxy.accepted).toBe(before + 1);
  });

  test('is not asked in the other framing because one reply was lost', async () => {
    const rig = await startRig(framing, { choice: 'auto', habits });
    await rig.reads();
    rig.proxy.rules.reply = once(swallow);
    await rig.fails('no-answer');
    await rig.reads();
    expect(rig.proxy.accepted).toBe(2);
  });
});

test('a known framing is doubted at every third silent poll only', () => {
  const tried = [0, 1, 2, 3, 4, 5].map((silent) => framingsToTry('auto', 'tcp', silent).length);
  expect(tried).toEqual([1, 1, 2, 1, 1, 2]);
  expect(framingsToTry('auto', 'rtu-over-tcp', 2)).toEqual(['rtu-over-tcp', 'tcp']);
  expect(framingsToTry('auto', null, 1)).toEqual(['tcp', 'rtu-over-tcp']);
  expect(framingsToTry('rtu-over-tcp', 'tcp', 2)).toEqual(['rtu-over-tcp']);
});
