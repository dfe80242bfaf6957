import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Framing } from '../../app/meter-url.ts';
import { judgeFrame, MAX_STRAY_BYTES, type ReadRequest } from '../../main/meter/frame.ts';
import { mbap, rtu } from '../simulator/frames.ts';
import { FRAMINGS } from './rig.ts';

const requestArb: fc.Arbitrary<ReadRequest> = fc.record({
  unit: fc.integer({ min: 1, max: 247 }),
  functionCode: fc.constantFrom(3, 4),
  address: fc.integer({ min: 0, max: 0xffff }),
  words: fc.integer({ min: 1, max: 125 }),
});

const framed = (framing: Framing, unit: number, pdu: Uint8Array): Uint8Array =>
  framing === 'tcp' ? mbap(7, unit, pdu) : rtu(unit, pdu);

function replyTo(framing: Framing, request: ReadRequest): Uint8Array {
  const { unit, functionCode, words } = request;
  const data = Array.from({ length: 2 * words }, (_, index) => (index * 31) & 0xff);
  return framed(framing, unit, Uint8Array.of(functionCode, 2 * words, ...data));
}

describe.each(FRAMINGS)('over %s', (framing) => {
  test('the reply to a request is one, and every beginning of it is the beginning of one', () => {
    fc.assert(
      fc.property(requestArb, fc.nat(), (request, cut) => {
        const reply = replyTo(framing, request);
        expect(judgeFrame(framing, request, reply)).toMatchObject({ kind: 'reply', stray: 0 });
        const length = cut % reply.length;
        expect(judgeFrame(framing, request, reply.subarray(0, length)).kind).toBe(
          length === 0 ? 'silence' : 'partial',
        );
      }),
    );
  });

  test('an exception is one, with its code', () => {
    fc.assert(
      fc.property(requestArb, fc.integer({ min: 0, max: 255 }), (request, code) => {
        const pdu = Uint8Array.of(0x80 | request.functionCode, code);
        const bytes = framed(framing, request.unit, pdu);
        expect(judgeFrame(framing, request, bytes)).toMatchObject({ kind: 'exception', code });
      }),
    );
  });

  test('a reply with more after it than padding is garbled', () => {
    const minLength = framing === 'tcp' ? 1 : MAX_STRAY_BYTES + 1;
    fc.assert(
      fc.property(requestArb, fc.uint8Array({ minLength, maxLength: 300 }), (request, rest) => {
        const bytes = Uint8Array.of(...replyTo(framing, request), ...rest);
        expect(judgeFrame(framing, request, bytes).kind).toBe('garbled');
      }),
    );
  });

  test('a reply whose byte count lies is garbled', () => {
    fc.assert(
      fc.property(requestArb, fc.integer({ min: 1, max: 255 }), (request, lie) => {
        const reply = replyTo(framing, request);
        const at = framing === 'tcp' ? 8 : 2;
        reply[at] = (reply[at] ?? 0) ^ lie;
        expect(judgeFrame(framing, request, reply).kind).toBe('garbled');
      }),
    );
  });

  test('a reply to another unit or request does not count with padding either', () => {
    const padding = fc.uint8Array({ maxLength: MAX_STRAY_BYTES });
    fc.assert(
      fc.property(requestArb, requestArb, padding, padding, (request, other, before, after) => {
        fc.pre(request.unit !== other.unit || request.words !== other.words);
        const bytes = Uint8Array.of(...before, ...replyTo(framing, other), ...after);
        expect(judgeFrame(framing, request, bytes).kind).not.toBe('reply');
      }),
    );
  });

  test('the reply of another unit or to another request is none', () => {
    fc.assert(
      fc.property(requestArb, requestArb, (request, other) => {
        fc.pre(request.unit !== other.unit || request.words !== other.words);
        const verdict = judgeFrame(framing, request, replyTo(framing, other));
        expect(verdict.kind).not.toBe('reply');
      }),
    );
  });

  test('any bytes are judged, and those of another length are never a reply', () => {
    fc.assert(
      fc.property(requestArb, fc.uint8Array({ maxLength: 400 }), (request, bytes) => {
        const verdict = judgeFrame(framing, request, bytes);
        const right = replyTo(framing, request).length;
        const room = framing === 'tcp' ? 0 : MAX_STRAY_BYTES;
        const fits = bytes.length >= right && bytes.length <= right + room;
        if (!fits) expect(verdict.kind).not.toBe('reply');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('padding over RTU', () => {
  const pads = [[0], [0, 0], [0xff], [0xff, 0xff, 0, 0xff], [2, 3], [0x55]];
  const request = { unit: 2, functionCode: 3, address: 0x5008, words: 36 } as const;
  const reply = replyTo('rtu-over-tcp', request);

  test.each(pads)('before and after a reply is dropped: %s', (...pad) => {
    const bytes = pad.filter((byte) => typeof byte === 'number');
    const expected = { kind: 'reply', frame: reply, stray: bytes.length };
    const before = judgeFrame('rtu-over-tcp', request, Uint8Array.of(...bytes, ...reply));
    const after = judgeFrame('rtu-over-tcp', request, Uint8Array.of(...reply, ...bytes));
    expect(before).toEqual(expected);
    expect(after).toEqual(expected);
  });

  test('on both sides is at most four bytes', () => {
    const around = (before: number, after: number) =>
      judgeFrame(
        'rtu-over-tcp',
        request,
        Uint8Array.of(...Array(before).fill(0), ...reply, ...Array(after).fill(0xff)),
      ).kind;
    expect(around(2, 2)).toBe('reply');
    expect(around(2, 3)).toBe('garbled');
    expect(around(5, 0)).toBe('garbled');
    expect(around(0, 5)).toBe('garbled');
  });

  test('hides no wrong checksum', () => {
    const wrong = Uint8Array.of(0, ...reply);
    wrong[20] = (wrong[20] ?? 0) ^ 1;
    expect(judgeFrame('rtu-over-tcp', request, wrong).kind).toBe('garbled');
  });

  test('does not make two frames one', () => {
    const twice = Uint8Array.of(...reply, ...reply);
    expect(judgeFrame('rtu-over-tcp', request, twice).kind).toBe('garbled');
  });
});
