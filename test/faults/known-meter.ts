import { FIELDS, type Field } from '../../app/measurement.ts';
import { float32 } from '../../app/registers/decode.ts';
import { FLOAT_FORMAT, WAGO_879 } from '../../app/registers/wago-879.ts';
import { err, ok } from '../../app/result.ts';
import { after, type EpochMs, hours, type Millis } from '../../app/units.ts';
import { type AddressSpace, EXCEPTION, floatWords } from '../../main/simulator/address-space.ts';

/** One read that the meter answered: what it held at that moment is the truth. */
interface Answered {
  readonly at: EpochMs;
  readonly address: number;
  readonly words: readonly number[];
}

const REGISTERS = [...WAGO_879.fast, ...WAGO_879.slow];
const BLOCKS = [0x4000, 0x5000, 0x6000];
const BLOCK_WORDS = 0x80;
const SERIAL = 30_879_302;
const IMPORT = 1;
/** Of each counter at the beginning, in kWh. */
const COUNTERS = [513.1, 171.4, 171.0, 170.7];
const COUNTER_STEP_KWH = 0.0001;

const wave = (at: number, periodMs: number, phase: number): number =>
  Math.sin((2 * Math.PI * at) / periodMs + phase);

/** kW of one phase; no two moments of an hour are alike. */
const phaseKw = (at: number, phase: number): number =>
  0.31 + 0.02 * wave(at, 7_777_777, phase) + 0.01 * wave(at, 91_111, 2 * phase);

/** What every quantity is at a moment, as the meter sends it: kW, Hz, cos φ, kWh. */
export function wireValues(at: number, begun: number): Readonly<Record<Field, number>> {
  const [l1, l2, l3] = [phaseKw(at, 0), phaseKw(at, 2), phaseKw(at, 4)];
  const counted = (share: number): number =>
    Math.floor((share * (at - begun)) / hours(1) / COUNTER_STEP_KWH) * COUNTER_STEP_KWH;
  const [e = 0, e1 = 0, e2 = 0, e3 = 0] = COUNTERS;
  return {
    power: l1 + l2 + l3,
    powerL1: l1,
    powerL2: l2,
    powerL3: l3,
    frequency: 50 + 0.03 * wave(at, 63_333, 1),
    powerFactor: 0.93 + 0.01 * wave(at, 41_111, 3),
    energy: e + counted(0.93),
    energyL1: e1 + counted(0.31),
    energyL2: e2 + counted(0.31),
    energyL3: e3 + counted(0.31),
  };
}

/** A WAGO 879-30xx whose values change all the time, and that remembers what it said. */
export class KnownMeter implements AddressSpace {
  readonly functionCode = 3;
  readonly #begun: EpochMs;
  readonly #answered: Answered[] = [];

  constructor(begun: EpochMs) {
    this.#begun = begun;
  }

  read: AddressSpace['read'] = (address, words, at) => {
    const isThere = BLOCKS.some(
      (block) => address >= block && address + words <= block + BLOCK_WORDS,
    );
    if (!isThere) return err(EXCEPTION.illegalAddress);
    const held = this.#words(at);
    const reply = Array.from({ length: words }, (_, index) => held.get(address + index) ?? 0);
    this.#answered.push({ at, address, words: reply });
    return ok(reply);
  };

  /** Values of a field, in W, Wh, Hz or as a ratio, that were sent in the `took` before `at`. */
  sent(field: Field, at: EpochMs, took: Millis): readonly number[] {
    const register = REGISTERS.find((each) => each.field === field);
    if (register === undefined) return [];
    const from = after(at, -took - 1);
    const first = this.#answered.findLastIndex((read) => read.at < from) + 1;
    return this.#answered.slice(first).flatMap((read) => {
      const high = read.words[register.address - read.address];
      const low = read.words[register.address - read.address + 1];
      if (read.at > at || high === undefined || low === undefined) return [];
      return [float32(high, low) * register.scale];
    });
  }

  #words(at: EpochMs): ReadonlyMap<number, number> {
    const values = wireValues(at, this.#begun);
    const words = new Map([
      [0x4000, SERIAL >>> 16],
      [0x4001, SERIAL & 0xffff],
      [0x400f, IMPORT],
      [0x4026, FLOAT_FORMAT],
    ]);
    for (const field of FIELDS) {
      const address = REGISTERS.find((each) => each.field === field)?.address ?? 0;
      const [high, low] = floatWords(values[field]);
      words.set(address, high).set(address + 1, low);
    }
    return words;
  }
}
