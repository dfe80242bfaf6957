/** Grows as it is written; integers are LEB128, so small ones take one byte. */
export class ByteWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** A whole number from 0 to 2^53 - 1. */
  count(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  take(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

/** Thrown when stored bytes cannot be what was written; the caller treats the chunk as lost. */
export class DamagedChunk extends Error {
  override readonly name = 'DamagedChunk';
}

export class ByteReader {
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    const value = this.bytes[this.position++];
    if (value === undefined) throw new DamagedChunk('ends too early');
    return value;
  }

  count(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
      if (scale > 2 ** 53) throw new DamagedChunk('a number is too long');
    }
  }

  raw(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new DamagedChunk('ends too early');
    const part = this.bytes.subarray(this.position, end);
    this.position = end;
    return part;
  }

  rest(): Uint8Array {
    return this.bytes.subarray(this.position);
  }
}

/** Folds the sign into the lowest bit, so that small numbers of either sign stay small. */
export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
export const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
