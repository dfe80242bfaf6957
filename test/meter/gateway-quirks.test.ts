import { describe, expect, test } from 'vitest';
import { millis } from '../../app/units.ts';
import {
  delayed,
  junkAfter,
  junkBefore,
  type ProxyRule,
  renumbered,
  swallow,
  where,
  wordsOf,
} from '../support/proxy-rules.ts';
import { closeRigsAfterEach, type Rig, startRig } from './rig.ts';

closeRigsAfterEach();

const PATIENT = { replyMs: millis(800), longReplyMs: millis(3000) };
/** Of the gateway: how busy this machine is says nothing of it. */
const kinds = (rig: Rig) =>
  rig.meter
    .hints()
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'stalled');

describe('a gateway that pads its replies over RTU', () => {
  const pads: readonly (readonly [string, ProxyRule])[] = [
    ['00 after', junkAfter(Uint8Array.of(0))],
    ['0000 after', junkAfter(Uint8Array.of(0, 0))],
    ['ff before', junkBefore(Uint8Array.of(0xff))],
    ['00 before', junkBefore(Uint8Array.of(0))],
    ['four bytes before', junkBefore(Uint8Array.of(1, 2, 3, 4))],
    ['00 after, in a packet of its own', junkAfter(Uint8Array.of(0, 0), 1)],
    ['00 after, when the next request has left', junkAfter(Uint8Array.of(0, 0), 30)],
  ];

  test.each(pads)('%s: every read has values, on one connection', async (_, rule) => {
    const rig = await startRig('rtu-over-tcp', { timing: PATIENT });
    rig.proxy.rules.reply = rule;
    for (let poll = 0; poll < 4; poll++) await rig.reads(poll % 2 === 0);
    expect(rig.proxy.accepted).toBe(1);
    expect(kinds(rig)).toEqual(['padded']);
  });

  test('and is late with a reply does not get it taken for the next one', async () => {
    const rig = await startRig('rtu-over-tcp', { timing: { replyMs: millis(300) } });
    await rig.reads();
    let held: Buffer | null = null;
    rig.proxy.rules.reply = ({ bytes }) => {
      const before = held;
      held = bytes;
      return before === null ? [] : [{ send: Buffer.concat([Buffer.of(0, 0), before]) }];
    };
    for (let poll = 0; poll < 4; poll++) expect((await rig.read()).ok).toBe(false);
    rig.proxy.behave();
    await rig.reads();
  });
});

describe('a gateway that does not number its answers', () => {
  const ids: readonly (readonly [string, (asked: number) => number])[] = [
    ['always 0', () => 0],
    ['always 2', () => 2],
    ['the one before', (asked) => (asked - 1) & 0xffff],
  ];

  test.each(ids)('%s: every read has values, and it is named and remembered', async (_, id) => {
    const rig = await startRig('tcp', { timing: PATIENT });
    rig.proxy.rules.reply = renumbered(id);
    for (let poll = 0; poll < 4; poll++) await rig.reads(poll % 2 === 0);
    expect(rig.proxy.accepted).toBe(1);
    expect(kinds(rig)).toEqual(['unnumbered']);
    expect(rig.memory.habits).toMatchObject({ ignoresIds: true });
  });

  test('is not what a wrong id after right ones makes of a gateway', async () => {
    const rig = await startRig('tcp', { timing: PATIENT });
    await rig.reads();
    rig.proxy.rules.reply = renumbered(() => 0);
    for (let poll = 0; poll < 3; poll++) await rig.fails('garbled');
    rig.proxy.behave();
    await rig.reads();
    expect(kinds(rig)).toEqual([]);
  });

  test.each(ids)('%s: late replies never pass, on the next connection either', async (_, id) => {
    const rig = await startRig('tcp', { timing: { replyMs: millis(300) } });
    const rule = renumbered(id);
    rig.proxy.rules.reply = rule;
    await rig.reads();
    let held: Buffer | null = null;
    rig.proxy.rules.reply = (frame) => {
      const [step] = rule(frame);
      const before = held;
      held = step !== undefined && 'send' in step ? Buffer.from(step.send) : null;
      return before === null ? [] : [{ send: before }];
    };
    for (let poll = 0; poll < 5; poll++) expect((await rig.read()).ok).toBe(false);
    rig.proxy.rules.reply = rule;
    await rig.reads();
  });

  test('is not believed to be one where its first answers are late ones', async () => {
    const rig = await startRig('tcp', { timing: { replyMs: millis(300) } });
    let held: Buffer | null = null;
    rig.proxy.rules.reply = ({ bytes }) => {
      const before = held;
      held = bytes;
      return before === null ? [] : [{ send: before }];
    };
    for (let poll = 0; poll < 6; poll++) expect((await rig.read()).ok).toBe(false);
    rig.proxy.behave();
    await rig.reads();
    expect(kinds(rig)).toEqual([]);
  });
});

describe('a gateway that takes its time', () => {
  test.each(['tcp', 'rtu-over-tcp'] as const)('over %s is waited for longer', async (framing) => {
    const timing = { replyMs: millis(400), longReplyMs: millis(2500) };
    const rig = await startRig(framing, { timing });
    rig.proxy.rules.reply = delayed(600);
    for (let poll = 0; poll < 3; poll++) await rig.fails('no-answer');
    for (let poll = 0; poll < 2; poll++) await rig.reads();
    expect(kinds(rig)).toEqual(['slow']);
    for (let poll = 0; poll < 4; poll++) await rig.reads(poll % 2 === 0);
    expect(rig.memory.habits).toMatchObject({ isSlow: true });
  });
});

describe.each(['tcp', 'rtu-over-tcp'] as const)(
  'over %s a gateway nothing is known of',
  (framing) => {
    test.each([24, 30, 10])('that is silent above %d words loses no poll', async (limit) => {
      const rig = await startRig(framing, { habits: null, timing: { replyMs: millis(500) } });
      rig.proxy.rules.reply = where((frame) => wordsOf(frame) > limit, swallow);
      for (let poll = 0; poll < 8; poll++) {
        await rig.reads(poll % 2 === 0);
        expect(rig.meter.session()).not.toBeNull();
      }
      expect(rig.memory.habits).toMatchObject({ framing, maxWords: limit === 10 ? 8 : 20 });
    });

    test('that answers large reads is asked for nothing else from the second poll on', async () => {
      const rig = await startRig(framing, { habits: null, timing: PATIENT });
      await rig.reads();
      expect(rig.memory.habits).toMatchObject({ framing, maxWords: 120 });
      const asked = rig.asked().length;
      await rig.reads();
      expect(rig.asked().slice(asked)).toEqual([expect.stringMatching(/^5008\/3[68]$/)]);
    });
  },
);
