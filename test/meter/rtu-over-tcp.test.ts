import { describe, test } from 'vitest';
import { flipped, once } from '../support/proxy-rules.ts';
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
