import fc from 'fast-check';
import { expect } from 'vitest';
import type { Framing } from '../../app/meter-url.ts';
import { judgeFrame, type ReadRequest } from '../../main/meter/frame.ts';
import { resealed } from '../support/proxy-frames.ts';
import { fuzz } from './fuzz.ts';
import { mutated } from './mutations.ts';

interface Case {
  readonly framing: Framing;
  readonly request: ReadRequest;
  /** All that came after the request. */
  readonly bytes: Uint8Array;
  /** Where the packets begin. */
  readonly cuts: readonly number[];
}

const HEADER: Readonly<Record<Framing, number>> = { tcp: 6, 'rtu-over-tcp': 0 };
const TRAILER: Readonly<Record<Framing, number>> = { tcp: 0, 'rtu-over-tcp': 2 };

const framing = fc.constantFrom<Framing>('tcp', 'rtu-over-tcp');
const request = fc.record({
  unit: fc.integer({ min: 1, max: 247 }),
  functionCode: fc.constantFrom<3 | 4>(3, 4),
  address: fc.integer({ min: 0, max: 0xffff }),
  words: fc.integer({ min: 1, max: 125 }),
});

/** The body of a right reply, or of an exception. */
function bodyOf({ unit, functionCode, words }: ReadRequest, data: number, isException: boolean) {
  if (isException) return Buffer.of(unit, functionCode | 0x80, data & 0xff);
  const values = Buffer.alloc(2 * words, data & 0xff);
  return Buffer.concat([Buffer.of(unit, functionCode, values.length), values]);
}

function frameOf(framing: Framing, body: Buffer): Uint8Array {
  const frame = Buffer.concat([
    Buffer.alloc(HEADER[framing]),
    body,
    Buffer.alloc(TRAILER[framing]),
  ]);
  return Uint8Array.from(resealed(framing, frame));
}

const cases: fc.Arbitrary<Case> = fc
  .tuple(framing, request, fc.integer({ min: 0, max: 255 }), fc.boolean())
  .chain(([framing, request, data, isException]) => {
    const good = frameOf(framing, bodyOf(request, data, isException));
    return fc.record({
      framing: fc.constant(framing),
      request: fc.constant(request),
      bytes: fc.oneof(
        { weight: 4, arbitrary: mutated(fc.constant(good)) },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
      ),
      cuts: fc.array(fc.nat(300), { maxLength: 3 }),
    });
  });

/** Bytes that may stand around a reply over RTU. */
const PADDING: Readonly<Record<Framing, number>> = { tcp: 0, 'rtu-over-tcp': 4 };

/** What a reply must be, said anew: every byte whose value is known beforehand, with room for padding. */
function isReply({ framing, request, bytes }: Case): boolean {
  const length = 3 + 2 * request.words;
  const total = HEADER[framing] + length + TRAILER[framing];
  const stray = bytes.length - total;
  if (stray < 0 || stray > PADDING[framing]) return false;
  const starts = Array.from({ length: stray + 1 }, (_, start) => start);
  return starts.some((start) => {
    const frame = bytes.subarray(start, start + total);
    const body = frame.subarray(HEADER[framing]);
    const head = framing === 'tcp' ? Buffer.of(0, 0, length >> 8, length & 0xff) : Buffer.of();
    return (
      head.equals(frame.subarray(2, 2 + head.length)) &&
      body[0] === request.unit &&
      body[1] === request.functionCode &&
      body[2] === 2 * request.words &&
      (framing === 'tcp' || resealed(framing, Buffer.from(frame)).equals(frame))
    );
  });
}

/** What the verdict on more bytes can be, by the one on their beginning. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  silence: ['silence', 'partial', 'reply', 'exception', 'garbled'],
  partial: ['partial', 'reply', 'exception', 'garbled'],
  reply: ['reply', 'garbled'],
  exception: ['exception', 'garbled'],
  garbled: ['garbled'],
};

let replies = 0;

fuzz<Case>('reply bytes', {
  cases: 100_000,
  arbitrary: cases,
  check: (one) => {
    const { framing, request, bytes, cuts } = one;
    const verdict = judgeFrame(framing, request, bytes);
    if (verdict.kind === 'reply') replies += 1;
    expect(verdict.kind === 'reply').toBe(isReply(one));
    expect(verdict.kind === 'silence').toBe(bytes.length === 0);
    // However the bytes are cut into packets: what is garbled stays so, what is whole stays or gets too much.
    for (const cut of cuts) {
      if (cut >= bytes.length) continue;
      const before = judgeFrame(framing, request, bytes.subarray(0, cut)).kind;
      expect(LATER[before]).toContain(verdict.kind);
    }
  },
  finally: () => expect(replies).toBeGreaterThan(1000),
});
