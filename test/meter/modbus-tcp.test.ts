import { describe, expect, test } from 'vitest';
import { flipped, once } from '../support/proxy-rules.ts';
import { describeConnections } from './connection-faults.ts';
import { describeReplies } from './reply-faults.ts';
import { closeRigsAfterAll, NEVER_OVER, pause, startRig } from './rig.ts';

closeRigsAfterAll();
describe.concurrent('a reply', () => describeReplies('tcp'));
describe.concurrent('a connection', () => describeConnections('tcp'));

test.each([
  ['a wrong length field', 5, 0x02],
  ['a length field that announces thousands of bytes', 4, 0x40],
  ['a protocol id that is not Modbus', 3, 0x01],
] as const)('%s is garbled at once', async (_, at, mask) => {
  const rig = await startRig('tcp', { timing: { replyMs: NEVER_OVER } });
  await rig.reads();
  rig.proxy.rules.reply = once(flipped(at, mask));
  await rig.fails('garbled');
  await rig.reads();
});

test('the reply to another transaction is not ours, though unit and length are right', async () => {
  const rig = await startRig('tcp');
  await rig.reads();
  rig.proxy.rules.reply = once(flipped(1, 0x10));
  await rig.fails('garbled');
  await rig.reads();
});

test('connections do not begin with the same transaction id, as those of other clients do', async () => {
  const rig = await startRig('tcp');
  for (let connection = 0; connection < 6; connection++) {
    await rig.reads();
    rig.meter.disconnect();
    await pause(5);
  }
  const first = rig.proxy.sent
    .filter((packet) => packet.readUInt16BE(8) === 0x5008)
    .map((packet) => packet.readUInt16BE(0));
  expect(new Set(first).size).toBeGreaterThan(2);
});
