import { expect, test } from 'vitest';
import type { PollFaultKind } from '../../app/fault.ts';
import type { Framing } from '../../app/meter-url.ts';
import { millis } from '../../app/units.ts';
import { dataAt, unitAt } from '../support/proxy-frames.ts';
import {
  bytewise,
  cutAfter,
  delayed,
  duplicated,
  exception,
  flipped,
  junkAfter,
  junkBefore,
  junkInside,
  merged,
  once,
  type ProxyRule,
  rewritten,
  swallow,
  truncated,
} from '../support/proxy-rules.ts';
import { junk, NEVER_OVER, startRig, TIMING } from './rig.ts';

const LATE = TIMING.replyMs + 30;

/** Everything that may happen to a reply. */
export function describeReplies(framing: Framing): void {
  /** Faults of one reply, and what a read then answers. */
  const faults: readonly (readonly [string, () => ProxyRule, readonly PollFaultKind[]])[] = [
    ['that never comes', () => swallow, ['no-answer']],
    ['that comes late', () => delayed(LATE), ['no-answer']],
    ['held back and merged with the next one', merged, ['no-answer']],
    ['with five junk bytes before it', () => junkBefore(junk(5)), ['garbled']],
    ['with 300 junk bytes before it', () => junkBefore(junk(300)), ['garbled']],
    ['with a junk byte inside', () => junkInside(junk(1), 20), ['garbled']],
    ['with five junk bytes after it', () => junkAfter(junk(5)), ['garbled']],
    ['without its last bytes', () => truncated(-4), ['garbled']],
    ['of which one byte arrives', () => truncated(1), ['garbled']],
    ['with another function code', () => flipped(unitAt(framing) + 1, 0x04), ['garbled']],
    ['with a byte count too small', () => flipped(dataAt(framing) - 1, 0x40), ['garbled']],
    ['with a byte count too large', () => flipped(dataAt(framing) - 1, 0x80), ['garbled']],
    ['from another unit', () => rewritten((body) => body.fill(3, 0, 1)), ['garbled']],
    [
      'to a request of another length',
      () => rewritten((body) => Buffer.concat([body.subarray(0, 2), Buffer.of(4), junk(4)])),
      ['garbled'],
    ],
    [
      'with fewer registers in a frame of the right length',
      () => rewritten((body) => body.fill(4, 2, 3)),
      ['garbled'],
    ],
    ['cut by FIN before its first byte', () => cutAfter(0, 'fin'), ['closed']],
    ['cut by FIN inside', () => cutAfter(10, 'fin'), ['closed']],
    ['cut by RST inside', () => cutAfter(10, 'rst'), ['closed']],
  ];

  test.each(faults)('a reply %s is a fault, and the next read has values again', async (...row) => {
    const [, rule, kinds] = row;
    const rig = await startRig(framing);
    await rig.reads();
    rig.proxy.rules.reply = once(rule());
    await rig.fails(...kinds);
    rig.proxy.behave();
    await rig.reads();
    await rig.reads(true);
    expect(rig.proxy.accepted).toBe(2);
  });

  test.each(faults)('a first reply %s leaves no trace on the second read', async (...row) => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = once(row[1]());
    await rig.fails(...row[2]);
    await rig.reads();
  });

  test('a reply in packets of one byte is read', async () => {
    const rig = await startRig(framing, { timing: { replyMs: NEVER_OVER } });
    rig.proxy.rules.reply = bytewise();
    await rig.reads();
  });

  test('a request in packets of one byte is answered', async () => {
    const rig = await startRig(framing, { timing: { replyMs: NEVER_OVER } });
    rig.proxy.rules.request = bytewise();
    await rig.reads();
  });

  test('delays below the time-out cost nothing but time', async () => {
    const rig = await startRig(framing, { timing: { replyMs: NEVER_OVER } });
    rig.proxy.rules.reply = delayed(TIMING.replyMs / 2);
    await rig.reads(true);
    expect(rig.proxy.accepted).toBe(1);
  });

  test('replies that are late again and again are never taken for those to later requests', async () => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = delayed(LATE);
    for (let poll = 0; poll < 3; poll++) await rig.fails('no-answer');
    rig.proxy.behave();
    await rig.reads();
  });

  test('a reply that comes twice in one packet is no reply', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.proxy.rules.reply = once(({ bytes }) => [{ send: Buffer.concat([bytes, bytes]) }]);
    await rig.fails('garbled');
    await rig.reads();
  });

  test('a repeated reply between two blocks of a read ends it, and the next one has values', async () => {
    const rig = await startRig(framing, { timing: { gapMs: millis(40) } });
    await rig.reads();
    rig.proxy.rules.reply = once(duplicated(5));
    const reading = await rig.read(true);
    expect(reading).toMatchObject({ ok: false, error: { kind: 'garbled' } });
    await rig.reads(true);
  });

  test('a repeated reply between two reads is not the answer to the second', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.proxy.rules.reply = once(duplicated(20));
    await rig.reads();
    await rig.hangsUp();
    await rig.reads();
    expect(rig.proxy.accepted).toBe(2);
  });

  test('an exception is a fault that leaves the connection as it is', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.proxy.rules.reply = once(exception(6));
    expect(await rig.read()).toEqual({
      ok: false,
      error: { kind: 'exception', code: 6, address: 0x5008 },
    });
    await rig.reads();
    expect(rig.proxy.accepted).toBe(1);
  });

  test('an exception from another unit is garbled', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.proxy.rules.reply = once(rewritten((body) => Uint8Array.of(7, (body[1] ?? 0) | 0x80, 2)));
    await rig.fails('garbled');
    await rig.reads();
  });
}
