import type { Framing } from '../../app/meter-url.ts';
import { crc16 } from '../../app/registers/crc16.ts';

export type Direction = 'request' | 'reply';

const MBAP_HEADER_BYTES = 6;
const RTU_REQUEST_BYTES = 8;
const RTU_EXCEPTION_BYTES = 5;
const EXCEPTION_FLAG = 0x80;

/** Bytes of the frame that `bytes` begin with. null: too few to tell. */
function frameLength(framing: Framing, direction: Direction, bytes: Buffer): number | null {
  if (framing === 'tcp') {
    return bytes.length < MBAP_HEADER_BYTES ? null : MBAP_HEADER_BYTES + bytes.readUInt16BE(4);
  }
  if (direction === 'request') return RTU_REQUEST_BYTES;
  const [, functionCode, byteCount] = bytes;
  if (functionCode === undefined || byteCount === undefined) return null;
  return functionCode & EXCEPTION_FLAG ? RTU_EXCEPTION_BYTES : 5 + byteCount;
}

/** Cuts a stream of well-formed frames into frames. */
export class FrameCutter {
  readonly #framing: Framing;
  readonly #direction: Direction;
  #rest: Buffer = Buffer.alloc(0);

  constructor(framing: Framing, direction: Direction) {
    this.#framing = framing;
    this.#direction = direction;
  }

  push(chunk: Buffer): readonly Buffer[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Buffer[] = [];
    for (;;) {
      const length = frameLength(this.#framing, this.#direction, this.#rest);
      if (length === null || this.#rest.length < length) return frames;
      frames.push(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
    }
  }
}

/** Position of the unit id; the function code and the rest of the PDU follow. */
export const unitAt = (framing: Framing): number => (framing === 'tcp' ? MBAP_HEADER_BYTES : 0);
/** Position of the first register of a reply. */
export const dataAt = (framing: Framing): number => unitAt(framing) + 3;

/** The same frame with a right checksum or length field after its body was changed. */
export function resealed(framing: Framing, frame: Buffer): Buffer {
  const copy = Buffer.from(frame);
  if (framing === 'tcp') copy.writeUInt16BE(copy.length - MBAP_HEADER_BYTES, 4);
  else copy.writeUInt16LE(crc16(copy.subarray(0, -2)), copy.length - 2);
  return copy;
}

/** The body of a frame: unit id, function code, data. */
export function bodyOf(framing: Framing, frame: Buffer): Buffer {
  return framing === 'tcp' ? frame.subarray(MBAP_HEADER_BYTES) : frame.subarray(0, -2);
}

/** The frame with another body, rightly sealed. */
export function withBody(framing: Framing, frame: Buffer, body: Uint8Array): Buffer {
  const head = framing === 'tcp' ? frame.subarray(0, MBAP_HEADER_BYTES) : Buffer.alloc(0);
  const tail = Buffer.alloc(framing === 'tcp' ? 0 : 2);
  return resealed(framing, Buffer.concat([head, body, tail]));
}
