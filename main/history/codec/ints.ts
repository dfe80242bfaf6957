import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { ByteReader, ByteWriter, DamagedChunk, unzigzag, zigzag } from './bytes.ts';

/**
 * A column of whole numbers (up to 2^49 in size, so that differences stay exact): as they are, as differences, or as
 * differences of differences, whichever is smallest; then split into byte planes, so that the
 * high bytes, which hardly change, lie together; then Brotli. Measured on a year of readings:
 * quality 5 is 5 % smaller than deflate 9 and encodes faster; 11 gains 3 % more and takes 20 times
 * as long.
 */
const QUALITY = 5;
type Order = 0 | 1 | 2;
const ORDERS: readonly Order[] = [0, 1, 2];

function differences(values: ArrayLike<number>, order: Order): Float64Array {
  const out = Float64Array.from(values);
  for (let pass = 0; pass < order; pass++) {
    for (let i = out.length - 1; i > 0; i--) out[i] = (out[i] ?? 0) - (out[i - 1] ?? 0);
  }
  return out;
}

function sums(values: Float64Array, order: Order): Float64Array {
  for (let pass = 0; pass < order; pass++) {
    let sum = 0;
    for (let i = 0; i < values.length; i++) {
      sum += values[i] as number;
      values[i] = sum;
    }
  }
  return values;
}

/** Bytes that hold every one of the zigzagged `values`. */
function widthOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  let width = 0;
  while (2 ** (8 * width) <= largest) width++;
  return width;
}

function toPlanes(values: Float64Array, width: number): Uint8Array {
  const planes = new Uint8Array(values.length * width);
  for (let i = 0; i < values.length; i++) {
    let rest = values[i] ?? 0;
    for (let plane = 0; plane < width; plane++) {
      const high = Math.floor(rest / 256);
      planes[plane * values.length + i] = rest - high * 256;
      rest = high;
    }
  }
  return planes;
}

/** Up to this width a number fits the machine's 32-bit operations, which are several times faster. */
const FAST_WIDTH = 4;

/** Joins the planes and unfolds the sign. */
function fromPlanes(planes: Uint8Array, length: number, width: number): Float64Array {
  const values = new Float64Array(length);
  if (width > FAST_WIDTH) {
    for (let i = 0; i < length; i++) {
      let folded = 0;
      for (let plane = width - 1; plane >= 0; plane--) {
        folded = folded * 256 + (planes[plane * length + i] ?? 0);
      }
      values[i] = unzigzag(folded);
    }
    return values;
  }
  const folded = new Int32Array(length);
  for (let plane = 0; plane < width; plane++) {
    const start = plane * length;
    const shift = plane * 8;
    for (let i = 0; i < length; i++) {
      folded[i] = (folded[i] as number) | ((planes[start + i] as number) << shift);
    }
  }
  for (let i = 0; i < length; i++) {
    const bits = folded[i] as number;
    values[i] = (bits >>> 1) ^ -(bits & 1);
  }
  return values;
}

const squeeze = (bytes: Uint8Array): Uint8Array =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

interface Candidate {
  readonly order: Order;
  readonly width: number;
  readonly body: Uint8Array;
}

function candidate(values: ArrayLike<number>, order: Order): Candidate {
  const folded = differences(values, order).map(zigzag);
  const width = widthOf(folded);
  const body = width === 0 ? new Uint8Array() : squeeze(toPlanes(folded, width));
  return { order, width, body };
}

/** Bits that the numbers themselves need; a hint at which order packs best. */
function cost(values: ArrayLike<number>, order: Order): number {
  let bits = 0;
  for (const value of differences(values, order)) bits += Math.log2(1 + Math.abs(value));
  return bits;
}

/** Packs `values`; the length is not stored. */
export function packInts(values: ArrayLike<number>): Uint8Array {
  const [first = 0, second = first] = ORDERS.toSorted((a, b) => cost(values, a) - cost(values, b));
  let best = candidate(values, first);
  if (best.body.length > 0) {
    const other = candidate(values, second);
    if (other.body.length < best.body.length) best = other;
  }
  const out = new ByteWriter();
  out.byte(best.order * 16 + best.width);
  out.raw(best.body);
  return out.take();
}

/** The inverse of {@link packInts}. @throws DamagedChunk */
export function unpackInts(bytes: Uint8Array, length: number): Float64Array {
  const head = new ByteReader(bytes).byte();
  const width = head % 16;
  const order = ORDERS[Math.floor(head / 16)];
  if (order === undefined) throw new DamagedChunk('unknown order');
  if (width === 0) return new Float64Array(length);
  const planes = expand(bytes.subarray(1), length * width);
  if (planes.length !== length * width) throw new DamagedChunk('wrong length');
  return sums(fromPlanes(planes, length, width), order);
}

function expand(bytes: Uint8Array, length: number): Uint8Array {
  try {
    // One buffer of the right size instead of several that are joined.
    return brotliDecompressSync(bytes, {
      chunkSize: Math.max(64, length),
      maxOutputLength: length,
    });
  } catch (cause) {
    throw new DamagedChunk('cannot be decompressed', { cause });
  }
}
