import type { Framing } from '../../app/meter-url.ts';
import { type Millis, millis } from '../../app/units.ts';
import { bodyOf, withBody } from './proxy-frames.ts';

/** One frame on its way through the proxy. */
export interface ProxiedFrame {
  readonly bytes: Buffer;
  readonly framing: Framing;
  /** The newest request on the same connection; for a request itself. */
  readonly request: Buffer;
}

/** What the proxy does with a connection, in order. */
export type ProxyStep =
  | { readonly send: Uint8Array }
  | { readonly wait: Millis }
  /** Ends the connection to the receiver: in order, or with a reset. */
  | { readonly end: 'fin' | 'rst' };

/** What becomes of a frame. An empty list swallows it. */
export type ProxyRule = (frame: ProxiedFrame) => readonly ProxyStep[];

export const pass: ProxyRule = ({ bytes }) => [{ send: bytes }];
export const swallow: ProxyRule = () => [];

export const delayed =
  (ms: number): ProxyRule =>
  ({ bytes }) => [{ wait: millis(ms) }, { send: bytes }];

/** Every byte in a packet of its own. */
export const bytewise =
  (gapMs = 1): ProxyRule =>
  ({ bytes }) =>
    [...bytes].flatMap((byte) => [{ send: Uint8Array.of(byte) }, { wait: millis(gapMs) }]);

/** Only the first bytes arrive. Negative: all but the last ones. */
export const truncated =
  (length: number): ProxyRule =>
  ({ bytes }) => [{ send: bytes.subarray(0, length) }];

/** The connection ends after so many bytes of the frame. */
export const cutAfter =
  (length: number, end: 'fin' | 'rst'): ProxyRule =>
  ({ bytes }) => [{ send: bytes.subarray(0, length) }, { wait: millis(5) }, { end }];

/** The frame comes a second time. */
export const duplicated =
  (gapMs: number): ProxyRule =>
  ({ bytes }) => [{ send: bytes }, { wait: millis(gapMs) }, { send: bytes }];

export const junkBefore =
  (junk: Uint8Array): ProxyRule =>
  ({ bytes }) => [{ send: Buffer.concat([junk, bytes]) }];

export const junkInside =
  (junk: Uint8Array, at: number): ProxyRule =>
  ({ bytes }) => [{ send: Buffer.concat([bytes.subarray(0, at), junk, bytes.subarray(at)]) }];

export const junkAfter =
  (junk: Uint8Array, gapMs = 0): ProxyRule =>
  ({ bytes }) =>
    gapMs === 0
      ? [{ send: Buffer.concat([bytes, junk]) }]
      : [{ send: bytes }, { wait: millis(gapMs) }, { send: junk }];

/** The frame as it is with single bits turned over. `at` negative: from the end. */
export const flipped =
  (at: number, mask = 0x01): ProxyRule =>
  ({ bytes }) => {
    const copy = Buffer.from(bytes);
    const index = at < 0 ? copy.length + at : at;
    copy[index] = (copy[index] ?? 0) ^ mask;
    return [{ send: copy }];
  };

/** Another body in a right frame: another unit, another length, an exception. */
export const rewritten =
  (change: (body: Buffer, request: Buffer) => Uint8Array): ProxyRule =>
  ({ bytes, framing, request }) => {
    const body = Buffer.from(bodyOf(framing, bytes));
    return [{ send: withBody(framing, bytes, change(body, bodyOf(framing, request))) }];
  };

/** Over Modbus TCP: another transaction id than the one that was asked with. */
export const renumbered =
  (id: (asked: number) => number): ProxyRule =>
  ({ bytes }) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt16BE(id(bytes.readUInt16BE()));
    return [{ send: copy }];
  };

/** Words that the request asked for. */
export const wordsOf = ({ request, framing }: ProxiedFrame): number =>
  bodyOf(framing, request).readUInt16BE(4);

/** The gateway or meter answers with an exception instead. */
export const exception = (code: number): ProxyRule =>
  rewritten((body) => Uint8Array.of(body[0] ?? 0, (body[1] ?? 0) | 0x80, code));

/** Holds a frame back and sends it together with the next one, in one packet. */
export function merged(): ProxyRule {
  let held: Buffer | null = null;
  return ({ bytes }) => {
    if (held === null) {
      held = bytes;
      return [];
    }
    const both = Buffer.concat([held, bytes]);
    held = null;
    return [{ send: both }];
  };
}

/** `rule` for the first `count` frames, then everything passes. */
export function times(count: number, rule: ProxyRule): ProxyRule {
  let left = count;
  return (frame) => (left-- > 0 ? rule(frame) : pass(frame));
}

export const once = (rule: ProxyRule): ProxyRule => times(1, rule);

/** `rule` for the frame after `count` others. */
export function after(count: number, rule: ProxyRule): ProxyRule {
  let seen = 0;
  return (frame) => (seen++ === count ? rule(frame) : pass(frame));
}

/** `rule` where `applies`, everything else passes. */
export const where =
  (applies: (frame: ProxiedFrame) => boolean, rule: ProxyRule): ProxyRule =>
  (frame) =>
    applies(frame) ? rule(frame) : pass(frame);
