import type { FunctionCode } from '../../app/registers/model.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { EpochMs } from '../../app/units.ts';

/** Modbus exception codes that a meter answers with. */
export const EXCEPTION = {
  illegalFunction: 1,
  illegalAddress: 2,
  illegalValue: 3,
} as const;

export type ExceptionCode = (typeof EXCEPTION)[keyof typeof EXCEPTION];

/** The registers of one meter model that one function code reads. */
export interface AddressSpace {
  readonly functionCode: FunctionCode;
  /** What another function code reads; without it, the meter knows none. */
  readonly beside?: AddressSpace | undefined;
  /**
   * `words` registers from a zero-based `address`, as they are at the instant `at`.
   * illegalAddress: not all of them exist. illegalValue: not so many of them at a time. The caller has checked that `words` is 1 to 125.
   */
  read(address: number, words: number, at: EpochMs): Result<readonly number[], ExceptionCode>;
}

/** Registers that can be read together. */
interface Block {
  readonly address: number;
  readonly words: number;
  /** What a register holds that nobody defined. */
  readonly gap: (address: number) => number;
}

/** A model as data: values by address, computed from what the meter sees at one instant (`T`). */
export interface RegisterTable<T> {
  readonly functionCode: FunctionCode;
  /** Whether a read may ask for so many words; without it, all of 1 to 125. */
  readonly accepts?: (words: number) => boolean;
  readonly blocks: readonly Block[];
  /** float32, high word first, two words each; NaN: this model has no such value. */
  readonly floats: ReadonlyMap<number, (seen: T) => number>;
  /** Set-up registers, one word each. */
  readonly words: ReadonlyMap<number, number>;
}

const scratch = new DataView(new ArrayBuffer(4));

/** float32 as two words, high word first (ABCD). */
export function floatWords(value: number): readonly [number, number] {
  scratch.setFloat32(0, value);
  return [scratch.getUint16(0), scratch.getUint16(2)];
}

/** Gap of a block of floats that begin at even addresses: NaN wherever a float could stand. */
export const nanGap = (address: number): number =>
  floatWords(Number.NaN)[address % 2 === 0 ? 0 : 1];
export const zeroGap = (): number => 0;

/**
 * @param look what the meter sees at an instant; asked once a read, so that all values of a read
 * belong together.
 */
export function tableSpace<T>(table: RegisterTable<T>, look: (at: EpochMs) => T): AddressSpace {
  const wordAt = (block: Block, address: number, seen: T): number => {
    const high = table.floats.get(address);
    if (high !== undefined) return floatWords(high(seen))[0];
    const low = table.floats.get(address - 1);
    if (low !== undefined) return floatWords(low(seen))[1];
    return table.words.get(address) ?? block.gap(address);
  };
  return {
    functionCode: table.functionCode,
    read: (address, words, at) => {
      if (table.accepts?.(words) === false) return err(EXCEPTION.illegalValue);
      const block = table.blocks.find(
        (each) => address >= each.address && address + words <= each.address + each.words,
      );
      if (block === undefined) return err(EXCEPTION.illegalAddress);
      const seen = look(at);
      return ok(Array.from({ length: words }, (_, i) => wordAt(block, address + i, seen)));
    },
  };
}
