import { describe, test } from 'vitest';
import { millis } from '../../app/units.ts';
import { delayed, duplicated, flipped, once } from '../support/proxy-rules.ts';
import { describeConnections } from './connection-faults.ts';
import { describeReplies } from './reply-faults.ts';
import { closeRigsAfterAll, startRig } from './rig.ts';

closeRigsAfterAll();
describe.concurrent('a reply', () => describeReplies('rtu-over-tcp'));
describe.concurrent('a connection', () => describeConnections('rtu-over-tcp'));

test('a flipped bit in a value fails the checksum', async () => {
  const rig = await startRig('rtu-over-tcp');
  rig.proxy.rules.reply = once(flipped(8, 0x10));
  await rig.fails('garbled');
  await rig.reads();
});

test('a repeated reply is not taken for the next one, even where all blocks have the same length', async () => {
  const habits = { framing: 'rtu-over-tcp', maxWords: 2 } as const;
  const timing = { gapMs: millis(40) };
  const rig = await startRig('rtu-over-tcp', { habits, timing });
  await rig.reads();
  const [repeated, slow] = [duplicated(5), delayed(30)];
  let replies = 0;
  rig.proxy.rules.reply = (frame) => (replies++ === 0 ? repeated(frame) : slow(frame));
  await rig.fails('garbled');
  rig.proxy.behave();
  await rig.reads();
});
