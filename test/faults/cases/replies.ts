import { millis } from '../../../app/units.ts';
import { METER_TIMING } from '../../../main/meter/timing.ts';
import { withBody } from '../../support/proxy-frames.ts';
import {
  bytewise,
  delayed,
  duplicated,
  exception,
  merged,
  once,
  type ProxyRule,
  rewritten,
  where,
} from '../../support/proxy-rules.ts';
import { type FaultCase, oneByOne, polls, replies } from '../fault-case.ts';
import { addressOf } from '../field-rules.ts';
import type { Stage } from '../stage.ts';

const TIMEOUT = METER_TIMING.replyMs;
const EXCEPTIONS = [1, 2, 3, 4, 5, 6, 8, 10, 11, 0x7f, 0xff];

/** A reply that is held back and comes on the next connection, while its question is open. */
function lateOnTheNext(): ProxyRule {
  let held: Buffer | null = null;
  return ({ bytes }) => {
    if (held === null) {
      held = bytes;
      return [];
    }
    const late = held;
    held = null;
    return [{ send: late }, { wait: TIMEOUT }, { send: bytes }];
  };
}

/** As {@link lateOnTheNext}, but before anything is asked there. */
async function lateBeforeTheNext(stage: Stage): Promise<void> {
  let held: Buffer | null = null;
  stage.proxy.rules.reply = ({ bytes }) => {
    held ??= bytes;
    return [];
  };
  await polls(stage, 1);
  stage.proxy.behave();
  stage.proxy.greeting = held;
  await polls(stage, 1);
  stage.proxy.behave();
}

/** The reply that another client's read of `words` registers from `address` on gets. */
const othersReply =
  (unit: number, words: number): ProxyRule =>
  ({ framing, bytes }) => {
    const data = Buffer.alloc(2 * words);
    for (let word = 0; word < words; word += 2) data.writeFloatBE(231.4 + word, 2 * word);
    const body = Buffer.concat([Buffer.of(unit, 3, data.length), data]);
    return [{ send: withBody(framing, bytes, body) }];
  };

const both =
  (first: ProxyRule, second: ProxyRule, gapMs: number): ProxyRule =>
  (frame) => [...first(frame), { wait: millis(gapMs) }, ...second(frame)];
/** The duplicate comes 5 ms after the next request, whose own reply takes its time. */
const late: ProxyRule = ({ bytes }) => [
  { send: bytes },
  { wait: millis(2005) },
  { send: bytes },
  { wait: millis(100) },
];
const ours: ProxyRule = ({ bytes }) => [{ send: bytes }];

/** A frame as long as ours, with the registers that stand `by` words earlier. */
const shifted = (by: number): ProxyRule =>
  rewritten((body) => {
    const data = body.subarray(3);
    return Buffer.concat([body.subarray(0, 3), data.subarray(2 * by), data.subarray(0, 2 * by)]);
  });

const isValues = where.bind(null, (frame) => addressOf(frame) === 0x5008);

export const REPLY_CASES: readonly FaultCase[] = [
  ...[0.5, 0.9].map(
    (part): FaultCase => ({
      fault: 'delays',
      how: `every reply by ${part} of the timeout`,
      during: replies(() => delayed(part * TIMEOUT)),
    }),
  ),
  ...[1.01, 1.5, 2].map(
    (part): FaultCase => ({
      fault: 'delays',
      how: `every reply by ${part} times the timeout`,
      during: replies(() => delayed(part * TIMEOUT)),
    }),
  ),
  { fault: 'delays', how: 'a packet for each byte', during: replies(() => bytewise(1)) },
  {
    fault: 'late replies',
    how: 'on the next connection, before its first request',
    during: lateBeforeTheNext,
  },
  {
    fault: 'late replies',
    how: 'on the next connection, in the place of its first reply',
    during: replies(lateOnTheNext, 2),
  },
  { fault: 'late replies', how: 'merged with the next reply', during: replies(merged, 2) },
  ...[0, 1, 5, 9].map(
    (gap): FaultCase => ({
      fault: 'duplicates',
      how: gap === 0 ? 'in the same packet' : `${gap} ms later`,
      during: replies(() =>
        gap === 0 ? ({ bytes }) => [{ send: Buffer.concat([bytes, bytes]) }] : duplicated(gap),
      ),
    }),
  ),
  {
    fault: 'duplicates',
    how: 'a poll later, between two polls',
    everyS: 2,
    during: replies(() => once(isValues(duplicated(1000))), 2),
  },
  {
    fault: 'duplicates',
    how: 'a poll later, when the next request has just left',
    everyS: 2,
    during: replies(() => once(isValues(late)), 2),
  },
  {
    fault: 'another unit’s reply',
    how: 'in the place of ours',
    during: replies(() => rewritten((body) => Buffer.concat([Buffer.of(3), body.subarray(1)]))),
  },
  {
    fault: 'another unit’s reply',
    how: 'before ours',
    during: replies(() => both(othersReply(3, 2), ours, 20)),
  },
  {
    fault: 'another unit’s reply',
    how: 'after ours',
    during: replies(() => both(ours, othersReply(3, 2), 5)),
  },
  {
    fault: 'another client’s reply',
    how: 'two registers of our unit, in the place of ours',
    during: replies(() => othersReply(2, 2)),
  },
  {
    fault: 'another client’s reply',
    how: 'two registers of our unit, before ours',
    during: replies(() => both(othersReply(2, 2), ours, 20)),
  },
  {
    fault: 'another client’s reply',
    how: 'as long as ours, of other quantities',
    during: replies((_stage) => (frame) => {
      const words = ((frame.bytes.length - (frame.framing === 'tcp' ? 9 : 5)) / 2) | 0;
      return othersReply(2, words)(frame);
    }),
  },
  {
    fault: 'another client’s reply',
    how: 'as long as ours, of the same quantities in other places',
    during: oneByOne(() => [2, 4, 8, 10, 12, 16, 24].map((by) => isValues(shifted(by)))),
  },
  {
    fault: 'exception codes',
    how: `${EXCEPTIONS.join(', ')}, one after the other`,
    during: oneByOne(() => EXCEPTIONS.map(exception)),
  },
  {
    fault: 'exception codes',
    how: 'from another unit',
    during: replies(() => rewritten((body) => Buffer.of(7, (body[1] ?? 0) | 0x80, 2))),
  },
];
