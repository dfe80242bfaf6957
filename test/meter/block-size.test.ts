import { describe, expect, test } from 'vitest';
import {
  cutAfter,
  exception,
  type ProxyRule,
  swallow,
  where,
  wordsOf,
} from '../support/proxy-rules.ts';
import { closeRigsAfterAll, FRAMINGS, type Rig, startRig } from './rig.ts';

closeRigsAfterAll();

const above = (limit: number, rule: ProxyRule): ProxyRule =>
  where((frame) => wordsOf(frame) > limit, rule);

/** Polls until values come; how many polls that took. */
async function pollsUntilValues(rig: Rig): Promise<number> {
  for (let polls = 1; polls < 20; polls++) if ((await rig.read(true)).ok) return polls;
  throw new Error('no values in 20 polls');
}

describe.concurrent.each(FRAMINGS)('over %s a gateway', (framing) => {
  test.each([
    ['says nothing', swallow, 20, 4],
    ['answers an exception', exception(3), 8, 3],
    ['answers an exception', exception(2), 2, 4],
    ['closes the connection', cutAfter(0, 'fin'), 8, 5],
  ] as const)('that %s (%#) to large reads gets smaller ones', async (_, rule, limit, polls) => {
    const rig = await startRig(framing);
    rig.proxy.rules.reply = above(limit, rule);
    expect(await pollsUntilValues(rig)).toBe(polls);
    for (let poll = 0; poll < 12; poll++) await rig.read(poll % 2 === 0);
    expect(rig.memory.habits).toEqual({ framing, maxWords: limit });
    await rig.reads(true);
    await rig.reads(true);
  });

  test('that is known to choke is never asked for more', async () => {
    const rig = await startRig(framing, { habits: { framing, maxWords: 8 } });
    rig.proxy.rules.reply = above(8, swallow);
    await rig.reads(true);
    await rig.reads(true);
    expect(rig.memory.history).toEqual([]);
  });

  test('that was merely away for a while is asked for large blocks again', async () => {
    const rig = await startRig(framing);
    await rig.reads();
    rig.simulator.unplug();
    for (let poll = 0; poll < 4; poll++) await rig.fails('no-answer');
    rig.simulator.plug();
    for (let poll = 0; poll < 4; poll++) await rig.reads();
    expect(rig.memory.habits).toEqual({ framing, maxWords: 120 });
    expect(rig.asked().at(-1)).toMatch(/^5008\/3[68]$/);
  });
});
