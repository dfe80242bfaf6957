import { crc32 } from 'node:zlib';
import { ByteReader, ByteWriter, DamagedChunk } from './bytes.ts';
import { packFloats, unpackFloats } from './floats.ts';
import { packInts, unpackInts } from './ints.ts';

/**
 * Columns of one length in one blob: form, rows, the length of each column, the columns, and a
 * checksum over all of it, since SQLite's own check does not look inside blobs. Each column is packed
 * by itself, so a query unpacks only what it asks for.
 */
const FORM = 1;
const CHECKSUM_BYTES = 4;
/** A hundred times what is sealed together: whoever claims more wants memory. */
const MAX_ROWS = 2 ** 18;
const MAX_COLUMNS = 256;

export type Column =
  | { readonly kind: 'ints'; readonly values: ArrayLike<number> }
  | { readonly kind: 'floats'; readonly values: Float32Array };

const packColumn = (column: Column): Uint8Array =>
  column.kind === 'ints' ? packInts(column.values) : packFloats(column.values);

export function packChunk(rows: number, columns: readonly Column[]): Uint8Array {
  const out = new ByteWriter();
  out.byte(FORM);
  out.count(rows);
  out.count(columns.length);
  const packed = columns.map(packColumn);
  for (const bytes of packed) out.count(bytes.length);
  for (const bytes of packed) out.raw(bytes);
  const body = out.take();
  const sealed = new Uint8Array(body.length + CHECKSUM_BYTES);
  sealed.set(body);
  new DataView(sealed.buffer).setUint32(body.length, crc32(body));
  return sealed;
}

/** A chunk whose columns are unpacked when asked for. */
export class Chunk {
  readonly rows: number;
  private readonly columns: readonly Uint8Array[];

  /** @throws DamagedChunk when the bytes are not what was written. */
  constructor(bytes: Uint8Array) {
    const body = bytes.subarray(0, Math.max(0, bytes.length - CHECKSUM_BYTES));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (body.length === 0 || view.getUint32(body.length) !== crc32(body)) {
      throw new DamagedChunk('checksum');
    }
    const input = new ByteReader(body);
    if (input.byte() !== FORM) throw new DamagedChunk('unknown form');
    this.rows = input.count();
    const columns = input.count();
    if (this.rows > MAX_ROWS || columns > MAX_COLUMNS) throw new DamagedChunk('too large');
    const lengths = Array.from({ length: columns }, () => input.count());
    this.columns = lengths.map((length) => input.raw(length));
  }

  /** Of a file of before a column was added there are fewer. */
  get columnCount(): number {
    return this.columns.length;
  }

  /** Whole numbers of column `index`. */
  ints(index: number): Float64Array {
    return unpackInts(this.column(index), this.rows);
  }

  /** Float32 values of column `index`; NaN is null. */
  floats(index: number): Float32Array {
    return unpackFloats(this.column(index), this.rows);
  }

  private column(index: number): Uint8Array {
    const bytes = this.columns[index];
    if (bytes === undefined) throw new DamagedChunk('a column is missing');
    return bytes;
  }
}
