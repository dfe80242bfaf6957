import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Framing } from '../../app/meter-url.ts';
import { judgeFrame, type ReadRequest } from '../../main/meter/frame.ts';
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
        expect(judgeFrame(framing, request, reply)).toEqual({ kind: 'reply' });
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
        expect(judgeFrame(framing, request, bytes)).toEqual({ kind: 'exception', code });
      }),
    );
  });

  test('a reply with anything after it is garbled', () => {
    fc.assert(
      fc.property(requestArb, fc.uint8Array({ minLength: 1, maxLength: 300 }), (request, rest) => {
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

  test('the reply of another unit or to another request is garbled', () => {
    fc.assert(
      fc.property(requestArb, requestArb, (request, other) => {
        fc.pre(request.unit !== other.unit || request.words !== other.words);
        const verdict = judgeFrame(framing, request, replyTo(framing, other));
        expect(verdict.kind).toBe('garbled');
      }),
    );
  });

  test('any bytes are judged, and those of another length are never a reply', () => {
    fc.assert(
      fc.property(requestArb, fc.uint8Array({ maxLength: 400 }), (request, bytes) => {
        const verdict = judgeFrame(framing, request, bytes);
        const right = replyTo(framing, request).length;
        if (bytes.length !== right) expect(verdict.kind).not.toBe('reply');
      }),
      { numRuns: 2000 },
    );
  });
});
