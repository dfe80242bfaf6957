import { ByteReader, ByteWriter, DamagedChunk } from './bytes.ts';
import { packInts, unpackInts } from './ints.ts';

/**
 * A column of float32 values, NaN standing for null. A meter counts in decimal steps, so a whole
 * column is mostly n / 10^d rounded to float32; then the whole numbers n are packed. If not, the bit
 * patterns are, mapped so that their order is that of the values. Both give back every bit.
 */
const MAX_DECIMALS = 6;
const AS_BITS = 15;
/** Larger than any float32's mantissa: then the bits are shorter. */
const LARGEST_WHOLE = 2 ** 31;

const Presence = { all: 0, none: 1, some: 2 } as const;

/** Work space that is used again. */
let whole = new Float64Array(4096);

/** n for each value, in the work space, when all are n / 10^decimals in float32; null when one is not. */
function decimals(values: Float32Array, digits: number): Float64Array | null {
  const scale = 10 ** digits;
  if (whole.length < values.length) whole = new Float64Array(values.length);
  const out = whole.subarray(0, values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const count = Math.round(value * scale);
    const exact = Math.fround(count / scale) === value && !Object.is(value, -0);
    if (!exact || Math.abs(count) > LARGEST_WHOLE) return null;
    out[i] = count;
  }
  return out;
}

function toBits(values: Float32Array): Float64Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  return Float64Array.from(bits, (b) => (b < 0 ? -(b & 0x7fffffff) - 1 : b));
}

function fromBits(whole: Float64Array): Float32Array {
  const bits = new Int32Array(whole.length);
  for (let i = 0; i < whole.length; i++) {
    const value = whole[i] ?? 0;
    bits[i] = value < 0 ? -(value + 1) | 0x80000000 : value;
  }
  return new Float32Array(bits.buffer);
}

function packPresent(values: Float32Array): Uint8Array {
  const out = new ByteWriter();
  for (let digits = 0; digits <= MAX_DECIMALS; digits++) {
    const counts = decimals(values, digits);
    if (counts === null) continue;
    out.byte(digits);
    out.raw(packInts(counts));
    return out.take();
  }
  out.byte(AS_BITS);
  out.raw(packInts(toBits(values)));
  return out.take();
}

function unpackPresent(bytes: Uint8Array, length: number): Float32Array {
  const digits = new ByteReader(bytes).byte();
  const whole = unpackInts(bytes.subarray(1), length);
  if (digits === AS_BITS) return fromBits(whole);
  if (digits > MAX_DECIMALS) throw new DamagedChunk('unknown number form');
  const scale = 10 ** digits;
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = (whole[i] ?? 0) / scale;
  return values;
}

/** Packs `values`; the length is not stored. */
export function packFloats(values: Float32Array): Uint8Array {
  const present = values.some(Number.isNaN)
    ? values.filter((value) => !Number.isNaN(value))
    : values;
  const out = new ByteWriter();
  if (present.length === 0) {
    out.byte(Presence.none);
    return out.take();
  }
  if (present.length === values.length) {
    out.byte(Presence.all);
  } else {
    out.byte(Presence.some);
    const mask = packInts(Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1)));
    out.count(mask.length);
    out.raw(mask);
    out.count(present.length);
  }
  out.raw(packPresent(present));
  return out.take();
}

/** The inverse of {@link packFloats}. @throws DamagedChunk */
export function unpackFloats(bytes: Uint8Array, length: number): Float32Array {
  const presence = new ByteReader(bytes).byte();
  if (presence === Presence.none) return new Float32Array(length).fill(Number.NaN);
  if (presence === Presence.all) return unpackPresent(bytes.subarray(1), length);
  if (presence !== Presence.some) throw new DamagedChunk('unknown presence');
  const rest = new ByteReader(bytes.subarray(1));
  const mask = unpackInts(rest.raw(rest.count()), length);
  const count = rest.count();
  if (count > length) throw new DamagedChunk('more values than rows');
  const present = unpackPresent(rest.rest(), count);
  return spread(present, mask);
}

function spread(present: Float32Array, mask: Float64Array): Float32Array {
  const values = new Float32Array(mask.length);
  let next = 0;
  for (let i = 0; i < mask.length; i++) {
    values[i] = mask[i] === 1 ? (present[next++] ?? Number.NaN) : Number.NaN;
  }
  return values;
}
