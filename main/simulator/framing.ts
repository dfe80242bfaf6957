import { crc16 } from '../../app/registers/crc16.ts';

/** One request as it came, and how its answer goes back. */
export interface Request {
  readonly unit: number;
  /** Function code and data. */
  readonly pdu: Uint8Array;
  /** The frame in which a reply PDU travels back. */
  readonly seal: (reply: Uint8Array) => Uint8Array;
}

/**
 * What the bytes at the head of a stream are: a frame of so many bytes, the beginning of one,
 * a frame that only the silence after it ends, or nothing that could be a frame.
 */
type Head = { readonly frame: number } | 'more' | 'until-silence' | 'junk';

/** How frames are told apart and opened. */
export interface FrameFormat {
  /** Whether an unfinished frame is void once the line falls silent. */
  readonly silenceEndsFrame: boolean;
  head(bytes: Uint8Array): Head;
  /** null: the check sum is wrong. */
  open(frame: Uint8Array): Request | null;
}

/** The largest Modbus frame on TCP; on a serial line 256. */
export const MAX_FRAME_BYTES = 260;

const MBAP_BYTES = 7;
/** Bytes that the length field counts: the unit and at least a function code, at most 253 more. */
const MIN_MBAP_LENGTH = 2;
const MAX_MBAP_LENGTH = 254;

/** Modbus TCP: transaction id, protocol 0, length, unit, PDU. */
export const MBAP: FrameFormat = {
  silenceEndsFrame: false,
  head: (bytes) => {
    if (bytes.length < MBAP_BYTES) return 'more';
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const length = view.getUint16(4);
    const known = view.getUint16(2) === 0;
    if (!known || length < MIN_MBAP_LENGTH || length > MAX_MBAP_LENGTH) return 'junk';
    return bytes.length < 6 + length ? 'more' : { frame: 6 + length };
  },
  open: (frame) => {
    const head = frame.slice(0, MBAP_BYTES);
    return {
      unit: frame[6] ?? 0,
      pdu: frame.slice(MBAP_BYTES),
      seal: (reply) => {
        const sealed = new Uint8Array(MBAP_BYTES + reply.length);
        sealed.set(head);
        new DataView(sealed.buffer).setUint16(4, reply.length + 1);
        sealed.set(reply, MBAP_BYTES);
        return sealed;
      },
    };
  },
};

/** Bytes of an RTU request with a fixed length, by function code. */
const RTU_REQUEST_BYTES: Readonly<Record<number, number>> = {
  1: 8,
  2: 8,
  3: 8,
  4: 8,
  5: 8,
  6: 8,
  7: 4,
  8: 8,
  11: 4,
  12: 4,
  17: 4,
  22: 10,
  24: 6,
  43: 7,
};
/** Requests that tell their own length: where the byte count stands, and what it does not count. */
const RTU_COUNTED: Readonly<Record<number, { readonly at: number; readonly rest: number }>> = {
  15: { at: 6, rest: 9 },
  16: { at: 6, rest: 9 },
  20: { at: 2, rest: 5 },
  21: { at: 2, rest: 5 },
  23: { at: 10, rest: 13 },
};

function rtuLength(bytes: Uint8Array): number | 'more' | 'until-silence' {
  const functionCode = bytes[1];
  if (functionCode === undefined) return 'more';
  const fixed = RTU_REQUEST_BYTES[functionCode];
  if (fixed !== undefined) return fixed;
  const counted = RTU_COUNTED[functionCode];
  if (counted === undefined) return 'until-silence';
  const count = bytes[counted.at];
  return count === undefined ? 'more' : counted.rest + count;
}

/** A frame with its check sum, low byte first. */
function withCrc(unit: number, pdu: Uint8Array): Uint8Array {
  const frame = new Uint8Array(pdu.length + 3);
  frame[0] = unit;
  frame.set(pdu, 1);
  new DataView(frame.buffer).setUint16(pdu.length + 1, crc16(frame.subarray(0, -2)), true);
  return frame;
}

/** Modbus RTU frames in a TCP stream: unit, PDU, CRC. */
export const RTU: FrameFormat = {
  silenceEndsFrame: true,
  head: (bytes) => {
    const length = rtuLength(bytes);
    if (typeof length === 'string') return length;
    return bytes.length < length ? 'more' : { frame: length };
  },
  open: (frame) => {
    // A check sum over a frame and its own check sum is 0.
    if (frame.length < 4 || crc16(frame) !== 0) return null;
    const unit = frame[0] ?? 0;
    return { unit, pdu: frame.slice(1, -2), seal: (reply) => withCrc(unit, reply) };
  },
};
