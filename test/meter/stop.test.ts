import { describe, expect, test } from 'vitest';
import { delayed, swallow } from '../support/proxy-rules.ts';
import { closeRigsAfterEach, FRAMINGS, NEVER_OVER, pause, startRig, TIMING } from './rig.ts';

closeRigsAfterEach();

const STOPPED = { ok: false, error: { kind: 'stopped' } };
const SOON = TIMING.replyMs / 2;

describe.each(FRAMINGS)('over %s', (framing) => {
  test('a read that is stopped while it waits for a reply ends at once, without a socket', async () => {
    const rig = await startRig(framing, { timing: { replyMs: NEVER_OVER } });
    rig.proxy.rules.reply = swallow;
    const reading = rig.read();
    await rig.asks();
    rig.stop.abort();
    expect(await reading).toEqual(STOPPED);
    await expect.poll(() => rig.proxy.open, { interval: 3 }).toBe(0);
  });

  test('a read that is stopped before it begins sends nothing and closes what was open', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    const asked = rig.asked().length;
    rig.stop.abort();
    expect(await rig.read()).toEqual(STOPPED);
    expect(rig.asked()).toHaveLength(asked);
    await expect.poll(() => rig.proxy.open, { interval: 3 }).toBe(0);
  });

  test('a meter that is disconnected while it reads answers stopped, and reads again when asked to', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = delayed(SOON);
    const reading = rig.read();
    await rig.asks();
    rig.meter.disconnect();
    expect(await reading).toEqual(STOPPED);
    await expect.poll(() => rig.proxy.open, { interval: 3 }).toBe(0);
    rig.proxy.behave();
    await rig.reads();
  });

  test('a second read before the first one ended is a bug', async () => {
    const rig = await startRig(framing);
    const first = rig.meter.read({ slow: false }, rig.stop.signal);
    await expect(rig.meter.read({ slow: false }, rig.stop.signal)).rejects.toThrow('second read');
    expect(await first).toMatchObject({ ok: true });
  });

  test('stop signals gather no listeners, however many reads they see', async () => {
    const rig = await startRig(framing);
    let listeners = 0;
    const { signal } = rig.stop;
    const [add, remove] = [signal.addEventListener, signal.removeEventListener];
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove.apply(signal, args);
    };
    for (let poll = 0; poll < 5; poll++) await rig.reads(true);
    expect(listeners).toBe(0);
  });

  test('a meter that is disconnected while it connects leaves no socket behind', async () => {
    const rig = await startRig(framing);
    const reading = rig.read();
    rig.meter.disconnect();
    expect(await reading).toEqual(STOPPED);
    await pause(20);
    expect(rig.proxy.open).toBe(0);
    expect(rig.asked()).toEqual([]);
  });
});
