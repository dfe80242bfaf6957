/**
 * As much of the D-Bus wire format as two questions to a session bus need: calls whose arguments
 * are strings, and answers that are read up to a boolean. The libraries for it bring an XML parser,
 * a native socket and big integers along, for a program that runs hidden for years.
 * https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-messages
 */
export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly string[];
}

export interface Message {
  readonly kind: 'return' | 'error' | 'signal' | 'other';
  /** The serial of the call that this answers; null: none. */
  readonly replyTo: number | null;
  readonly body: Buffer;
}

const LITTLE_ENDIAN = 0x6c;
const METHOD_CALL = 1;
/** Nobody is to be started for our sake. */
const NO_AUTO_START = 2;
const PROTOCOL = 1;
const FIXED_BYTES = 16;

const FIELD = { path: 1, interface: 2, member: 3, replySerial: 5, destination: 6, signature: 8 };
const KINDS: Readonly<Record<number, Message['kind']>> = { 2: 'return', 3: 'error', 4: 'signal' };
/** Larger than anything that we ask for. */
const MAX_MESSAGE = 1 << 20;

const aligned = (offset: number, to: number): number => Math.ceil(offset / to) * to;

class Writer {
  readonly #bytes: number[] = [];

  get bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  align(to: number): void {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
  }

  byte(...values: readonly number[]): void {
    this.#bytes.push(...values);
  }

  uint32(value: number): void {
    this.align(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes.push((value >>> shift) & 0xff);
  }

  text(value: string): void {
    const encoded = Buffer.from(value);
    this.uint32(encoded.length);
    this.byte(...encoded, 0);
  }

  signature(value: string): void {
    this.byte(value.length, ...Buffer.from(value), 0);
  }
}

function headerFields(call: MethodCall): Buffer {
  const writer = new Writer();
  const field = (code: number, type: 's' | 'o' | 'g', value: string): void => {
    writer.align(8);
    writer.byte(code);
    writer.signature(type);
    if (type === 'g') writer.signature(value);
    else writer.text(value);
  };
  field(FIELD.path, 'o', call.path);
  field(FIELD.interface, 's', call.interface);
  field(FIELD.member, 's', call.member);
  field(FIELD.destination, 's', call.destination);
  if (call.args.length > 0) field(FIELD.signature, 'g', 's'.repeat(call.args.length));
  return writer.bytes;
}

export function encodeCall(serial: number, call: MethodCall): Buffer {
  const body = new Writer();
  for (const argument of call.args) body.text(argument);
  const fields = headerFields(call);
  const writer = new Writer();
  writer.byte(LITTLE_ENDIAN, METHOD_CALL, NO_AUTO_START, PROTOCOL);
  writer.uint32(body.bytes.length);
  writer.uint32(serial);
  writer.uint32(fields.length);
  writer.byte(...fields);
  writer.align(8);
  return Buffer.concat([writer.bytes, body.bytes]);
}

/** The serial that the header fields say this message answers. */
function replySerial(
  fields: Buffer,
  uint32: (bytes: Buffer, offset: number) => number,
): number | null {
  let at = 0;
  while (at + 4 <= fields.length) {
    at = aligned(at, 8);
    const [code, type] = [fields[at], String.fromCharCode(fields[at + 2] ?? 0)];
    // Code, the signature's length, one letter, its end.
    at += 4;
    if (type === 'g') {
      at += (fields[at] ?? 0) + 2;
      continue;
    }
    at = aligned(at, 4);
    const value = uint32(fields, at);
    if (code === FIELD.replySerial) return value;
    at += type === 'u' ? 4 : 4 + value + 1;
  }
  return null;
}

export interface Decoded {
  readonly message: Message;
  readonly rest: Buffer;
}

/** The first message in `bytes`; null: it is not all there yet. Throws at what is no D-Bus. */
export function decodeMessage(bytes: Buffer): Decoded | null {
  if (bytes.length < FIXED_BYTES) return null;
  const isLittle = bytes[0] === LITTLE_ENDIAN;
  const uint32 = (from: Buffer, offset: number): number =>
    isLittle ? from.readUInt32LE(offset) : from.readUInt32BE(offset);
  const fieldsLength = uint32(bytes, 12);
  const bodyAt = aligned(FIXED_BYTES + fieldsLength, 8);
  const end = bodyAt + uint32(bytes, 4);
  if (end > MAX_MESSAGE) throw new Error(`A D-Bus message of ${end} bytes is none for us`);
  if (bytes.length < end) return null;
  const fields = bytes.subarray(FIXED_BYTES, FIXED_BYTES + fieldsLength);
  return {
    message: {
      kind: KINDS[bytes[1] ?? 0] ?? 'other',
      replyTo: replySerial(fields, uint32),
      body: bytes.subarray(bodyAt, end),
    },
    rest: bytes.subarray(end),
  };
}

/** Whether a body that holds one variant holds the boolean true. */
export function isVariantTrue(body: Buffer): boolean {
  const isBoolean = body[0] === 1 && body[1] === 'b'.charCodeAt(0) && body.length >= 8;
  return isBoolean && body.subarray(4, 8).some((byte) => byte === 1);
}
