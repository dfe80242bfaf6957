import type { Field } from '../measurement.ts';

/** One float32 quantity of a meter, two words, high word first. */
export interface FloatRegister {
  readonly field: Field;
  /** Zero-based register address. */
  readonly address: number;
  /** Multiply the wire value by this to get W, Wh, Hz or a plain ratio (kW and kWh: 1000). */
  readonly scale: number;
}

/** What the energy registers count. */
export type EnergyMode = 'import' | 'export' | 'sum' | 'net' | 'unknown';

/** What a meter says of itself, read once a connection. null: not answered or not offered. */
export interface MeterIdentity {
  readonly serial: number | null;
  readonly energyMode: EnergyMode | null;
  /** false: register 4026 says that values are not float32, so no value can be trusted. */
  readonly floatFormat: boolean | null;
}

/** 3 reads holding registers, 4 reads input registers. There is no other one: nothing ever writes. */
export type FunctionCode = 3 | 4;

/** Registers that describe the set-up of a meter, one word each unless said. null: there is none. */
export interface IdentityRegisters {
  /** Need not be that of the values. */
  readonly functionCode: FunctionCode;
  /** u32, two words. */
  readonly serial: number;
  readonly energyMode: number | null;
  readonly dataFormat: number | null;
}

/** A meter is data: a table of registers that cites its manual. */
export interface MeterModel {
  /** As its maker calls it; the same in every language. */
  readonly name: string;
  /** Of all values. */
  readonly functionCode: FunctionCode;
  /** The most that one read may ask the meter itself for; a gateway may do less. */
  readonly maxWords: number;
  /** Read at every poll. */
  readonly fast: readonly FloatRegister[];
  /** Counters that change slowly; read no more often than every 30 s. */
  readonly slow: readonly FloatRegister[];
  /** What the energy registers count by the manual. null: a register says it, see `identity`. */
  readonly counts: EnergyMode | null;
  /** null: this model has no such registers. */
  readonly identity: IdentityRegisters | null;
}

/** Words that one float32 takes. */
export const WORDS_PER_FLOAT = 2;
