import { expect, test } from 'vitest';
import type { Framing } from '../../app/meter-url.ts';
import { SYSTEM_CLOCK } from '../../main/clock.ts';
import { unitAt } from '../support/proxy-frames.ts';
import { exception, junkBefore, swallow, times, truncated } from '../support/proxy-rules.ts';
import { junk, startRig } from './rig.ts';

/** Everything that may happen to a connection. */
export function describeConnections(framing: Framing): void {
  test('bytes that nobody asked for end the connection, and the next read makes a new one', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.proxy.inject(junk(5));
    await rig.hangsUp();
    await rig.reads();
    expect(rig.proxy.accepted).toBe(2);
  });

  test.each(['fin', 'rst'] as const)(
    'a connection closed by %s between reads is replaced without a fault',
    async (end) => {
      const rig = await startRig(framing);
      await rig.reads();
      rig.proxy.cut(end);
      await rig.hangsUp();
      await rig.reads();
    },
  );

  test('a half-open connection costs one read', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.proxy.freeze();
    await rig.fails('no-answer');
    await rig.reads();
  });

  test('a gateway that accepts and never answers is a fault until it has a place again', async () => {
    const rig = await startRig(framing);
    rig.proxy.limit = 0;
    await rig.fails('no-answer');
    await rig.fails('no-answer');
    rig.proxy.behave();
    await rig.reads();
  });

  test.each(['fin', 'rst'] as const)(
    'a gateway that greets with %s is a fault until it has a place again',
    async (crowding) => {
      const rig = await startRig(framing);
      rig.proxy.limit = 0;
      rig.proxy.crowding = crowding;
      await rig.fails('closed');
      rig.proxy.behave();
      await rig.reads();
    },
  );

  test('a port that closes is refused, and read again once it is open', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.proxy.refuse();
    rig.proxy.cut('rst');
    await rig.hangsUp();
    await rig.fails('refused');
    await rig.proxy.listen();
    await rig.reads();
  });

  test('a meter without power is silent, and read again once it is back', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.simulator.unplug();
    for (let poll = 0; poll < 3; poll++) await rig.fails('no-answer');
    rig.simulator.plug();
    await rig.reads(true);
  });

  test('only function code 3 leaves, whatever happens', async () => {
    const rig = await startRig(framing);
    for (const rule of [swallow, exception(2), truncated(3), junkBefore(junk(9))]) {
      rig.proxy.rules.reply = times(2, rule);
      await rig.read(true);
      await rig.read(true);
    }
    expect(rig.simulator.stats().functionCodes).toEqual([3]);
    const codes = rig.proxy.sent.map((packet) => packet[unitAt(framing) + 1]);
    expect(new Set(codes)).toEqual(new Set([3]));
  });

  test('every reading carries the time of its last reply', async () => {
    const rig = await startRig(framing);
    const before = SYSTEM_CLOCK.now();
    const reading = await rig.read();
    const at = reading.ok ? reading.value.at : 0;
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(SYSTEM_CLOCK.now());
  });
}
