import type { Framing } from '../../../app/meter-url.ts';
import { dataAt } from '../../support/proxy-frames.ts';
import {
  flipped,
  junkAfter,
  junkBefore,
  junkInside,
  type ProxyRule,
  rewritten,
  truncated,
} from '../../support/proxy-rules.ts';
import { type FaultCase, oneByOne } from '../fault-case.ts';

/** Lengths from 1 to 300 and around those of frames. */
const LENGTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 29, 64, 77, 128, 255, 256, 257, 260, 299, 300];

type Fill = (
  length: number,
  frame: { readonly framing: Framing; readonly bytes: Buffer },
) => Buffer;

const FILLS: Readonly<Record<string, Fill>> = {
  'of any kind': (length) =>
    Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 37 + 11) & 0xff)),
  'of zeros': (length) => Buffer.alloc(length),
  'of ones': (length) => Buffer.alloc(length, 0xff),
  'that begin like a reply': (length, { bytes }) =>
    Buffer.concat(Array<Buffer>(1 + Math.ceil(length / bytes.length)).fill(bytes)).subarray(
      0,
      length,
    ),
};

type Place = 'before' | 'inside' | 'after';

function junk(place: Place, fill: Fill, length: number): ProxyRule {
  return (frame) => {
    const bytes = fill(length, frame);
    if (place === 'before') return junkBefore(bytes)(frame);
    if (place === 'after') return junkAfter(bytes)(frame);
    return junkInside(bytes, dataAt(frame.framing) + (length % 16))(frame);
  };
}

const junkCases = (['before', 'inside', 'after'] as const).flatMap((place) =>
  Object.entries(FILLS).map(
    ([kind, fill]): FaultCase => ({
      fault: `junk bytes ${place} a frame`,
      how: `1 to 300 ${kind}, ${LENGTHS.length} lengths`,
      during: oneByOne(() => LENGTHS.map((length) => junk(place, fill, length))),
    }),
  ),
);

const lengthField =
  (change: (length: number) => number): ProxyRule =>
  ({ bytes }) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt16BE(change(copy.readUInt16BE(4)), 4);
    return [{ send: copy }];
  };

const byteCount = (change: (count: number) => number): ProxyRule =>
  rewritten((body) => {
    body[2] = change(body[2] ?? 0) & 0xff;
    return body;
  });

const withWords = (change: (data: Buffer) => Buffer): ProxyRule =>
  rewritten((body) => {
    const data = change(body.subarray(3));
    return Buffer.concat([body.subarray(0, 2), Buffer.of(data.length & 0xff), data]);
  });

export const FRAME_CASES: readonly FaultCase[] = [
  {
    fault: 'short and long replies',
    how: 'cut off after 1, 2, 3, 5, 8 bytes, in the middle, 2 and 1 before the end',
    during: oneByOne(() => [1, 2, 3, 5, 8, 40, -2, -1].map(truncated)),
  },
  {
    fault: 'short and long replies',
    how: 'whole frames with 0, 1, 2 registers or all but one',
    during: oneByOne(() => [0, 2, 4, -2].map((end) => withWords((data) => data.subarray(0, end)))),
  },
  {
    fault: 'short and long replies',
    how: 'whole frames with 1, 2 or 50 registers too many',
    during: oneByOne(() =>
      [2, 4, 100].map((more) => withWords((data) => Buffer.concat([data, Buffer.alloc(more)]))),
    ),
  },
  {
    fault: 'wrong length fields',
    how: 'the byte count by ±1, ±2, 0 and 255',
    during: oneByOne(() =>
      [(n: number) => n + 1, (n: number) => n - 1, (n: number) => n + 2, (n: number) => n - 2]
        .concat([() => 0, () => 255])
        .map(byteCount),
    ),
  },
  {
    fault: 'wrong length fields',
    how: 'the length in the head by ±1, 0, 1, 2 and 65,535',
    only: 'tcp',
    during: oneByOne(() =>
      [(n: number) => n + 1, (n: number) => n - 1, () => 0, () => 1, () => 2, () => 0xffff].map(
        lengthField,
      ),
    ),
  },
  {
    fault: 'wrong length fields',
    how: 'another protocol id in the head',
    only: 'tcp',
    during: oneByOne(() => [2, 3].map((at) => flipped(at))),
  },
  {
    fault: 'wrong length fields',
    how: 'a wrong checksum',
    only: 'rtu-over-tcp',
    during: oneByOne(() => [-1, -2].map((at) => flipped(at, 0x10))),
  },
  ...junkCases,
];
