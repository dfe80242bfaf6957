import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { ByteReader, DamagedChunk, unzigzag, zigzag } from './bytes.ts';

/**
 * A column of whole numbers (up to 2^49 in size, so that differences stay exact): as they are, as
 * differences, or as differences of differences, whichever is smallest; then split into byte planes, so that the
 * high bytes, which hardly change, lie together; then Brotli. Measured on a year of readings:
 * quality 5 is 5 % smaller than deflate 9 and encodes faster; 11 gains 3 % more and takes 20 times
 * as long.
 */
const QUALITY = 5;
type Order = 0 | 1 | 2;
const ORDERS: readonly Order[] = [0, 1, 2];

/** Work space that is used again: a batch packs hundreds of columns, and memory once taken stays taken. */
let numbers = new Float64Array(4096);
let bits = new Int32Array(4096);
let planeBytes = new Uint8Array(4 * 4096);

function reserve(length: number, bytes: number): void {
  if (numbers.length < length) {
    numbers = new Float64Array(length);
    bits = new Int32Array(length);
  }
  if (planeBytes.length < bytes) planeBytes = new Uint8Array(bytes);
}

/** Zigzagged differences of that order, in the work space. @returns the largest. */
function fold(values: ArrayLike<number>, order: Order): number {
  const { length } = values;
  for (let i = 0; i < length; i++) numbers[i] = values[i] ?? 0;
  for (let pass = 0; pass < order; pass++) {
    for (let i = length - 1; i > 0; i--) numbers[i] = (numbers[i] ?? 0) - (numbers[i - 1] ?? 0);
  }
  let largest = 0;
  for (let i = 0; i < length; i++) {
    const folded = zigzag(numbers[i] ?? 0);
    numbers[i] = folded;
    if (folded > largest) largest = folded;
  }
  return largest;
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

/** Bytes that hold numbers up to `largest`. */
function widthFor(largest: number): number {
  let width = 0;
  while (2 ** (8 * width) <= largest) width++;
  return width;
}

/** The numbers of the work space as planes, in the work space too. */
function toPlanes(length: number, width: number): Uint8Array {
  reserve(length, length * width);
  for (let i = 0; i < length; i++) {
    let rest = numbers[i] ?? 0;
    for (let plane = 0; plane < width; plane++) {
      const high = Math.floor(rest / 256);
      planeBytes[plane * length + i] = rest - high * 256;
      rest = high;
    }
  }
  return planeBytes.subarray(0, length * width);
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
  reserve(length, 0);
  const folded = bits;
  folded.fill(0, 0, length);
  for (let plane = 0; plane < width; plane++) {
    const start = plane * length;
    const shift = plane * 8;
    for (let i = 0; i < length; i++) {
      folded[i] = (folded[i] as number) | ((planes[start + i] as number) << shift);
    }
  }
  for (let i = 0; i < length; i++) {
    const word = folded[i] as number;
    values[i] = (word >>> 1) ^ -(word & 1);
  }
  return values;
}

const squeeze = (bytes: Uint8Array): Uint8Array =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_LGWIN]: 16,
    },
  });

interface Candidate {
  readonly order: Order;
  readonly width: number;
  readonly body: Uint8Array;
}

function candidate(values: ArrayLike<number>, order: Order): Candidate {
  reserve(values.length, 0);
  const width = widthFor(fold(values, order));
  const body = width === 0 ? new Uint8Array() : squeeze(toPlanes(values.length, width));
  return { order, width, body };
}

/** Bits that the differences of each order need; a hint at which order packs best. */
function costs(values: ArrayLike<number>): readonly [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  let [before, step] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const difference = value - before;
    sums[0] += Math.log2(1 + Math.abs(value));
    sums[1] += Math.log2(1 + Math.abs(difference));
    sums[2] += Math.log2(1 + Math.abs(difference - step));
    before = value;
    step = difference;
  }
  return sums;
}

/** Packs `values`; the length is not stored. */
export function packInts(values: ArrayLike<number>): Uint8Array {
  const cost = costs(values);
  const [first = 0, second = first] = ORDERS.toSorted((a, b) => cost[a] - cost[b]);
  let best = candidate(values, first);
  if (best.body.length > 0) {
    const other = candidate(values, second);
    if (other.body.length < best.body.length) best = other;
  }
  const out = new Uint8Array(best.body.length + 1);
  out[0] = best.order * 16 + best.width;
  out.set(best.body, 1);
  return out;
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
