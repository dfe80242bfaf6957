import type { Field } from '../measurement.ts';

/** One float32 quantity of a meter, two words, high word first. */
export interface FloatRegister {
  readonly field: Field;
  /** Zero-based register address. */
  readonly address: number;
  /** Multiply the wire value by this to get W, Wh, Hz or a plain ratio (kW and kWh: 1000). */
  readonly scale: number;
}

/** What the energy register counts, by register 400F of the WAGO meter. */
export type EnergyMode = 'import' | 'export' | 'sum' | 'net' | 'unknown';

/** What a meter says of itself, read once a connection. null: not answered or not offered. */
export interface MeterIdentity {
  readonly serial: number | null;
  readonly energyMode: EnergyMode | null;
  /** false: register 4026 says that values are not float32, so no value can be trusted. */
  readonly floatFormat: boolean | null;
}

/** Registers that describe the set-up of a meter, one word each unless said. */
export interface IdentityRegisters {
  /** u32, two words. */
  readonly serial: number;
  readonly energyMode: number;
  readonly dataFormat: number;
}

/** A meter is data: a table of registers that cites its manual. */
export interface MeterModel {
  readonly id: string;
  readonly name: string;
  /** 3 reads holding registers, 4 reads input registers; nothing ever writes. */
  readonly functionCode: 3 | 4;
  /** Read at every poll. */
  readonly fast: readonly FloatRegister[];
  /** Counters that change slowly; read no more often than every 30 s. */
  readonly slow: readonly FloatRegister[];
  /** null: this model has no such registers. */
  readonly identity: IdentityRegisters | null;
}

/** Words that one float32 takes. */
export const WORDS_PER_FLOAT = 2;
