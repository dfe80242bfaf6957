import type { Field, Measurement } from '../measurement.ts';
import { hertz, powerFactor, wattHours, watts } from '../units.ts';
import type { FloatRegister } from './model.ts';
import type { ReadBlock } from './plan.ts';

/** The reply to one block; as many words as were asked for. */
export interface BlockReply {
  readonly block: ReadBlock;
  readonly words: readonly number[];
}

/** IEEE 754 single precision from two words, high word first (ABCD). Any bit pattern is answered. */
export function float32(high: number, low: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, high);
  view.setUint16(2, low);
  return view.getFloat32(0);
}

/** An unsigned 32-bit number from two words, high word first. */
export function uint32(high: number, low: number): number {
  return high * 0x1_0000 + low;
}

/** The value of `register` times its scale. NaN when the reply does not reach that far. */
function valueIn(reply: BlockReply, register: FloatRegister): number {
  const offset = register.address - reply.block.address;
  const high = reply.words[offset];
  const low = reply.words[offset + 1];
  if (high === undefined || low === undefined) return Number.NaN;
  return float32(high, low) * register.scale;
}

/** The ten quantities from the replies of one poll; null where no reply carries one. */
export function measurementFrom(replies: readonly BlockReply[]): Measurement {
  const found: Partial<Record<Field, number>> = {};
  for (const reply of replies) {
    for (const register of reply.block.registers) found[register.field] = valueIn(reply, register);
  }
  const as = <U extends number>(field: Field, unit: (value: number) => U): U | null => {
    const value = found[field];
    return value === undefined ? null : unit(value);
  };
  return {
    power: as('power', watts),
    powerL1: as('powerL1', watts),
    powerL2: as('powerL2', watts),
    powerL3: as('powerL3', watts),
    frequency: as('frequency', hertz),
    powerFactor: as('powerFactor', powerFactor),
    energy: as('energy', wattHours),
    energyL1: as('energyL1', wattHours),
    energyL2: as('energyL2', wattHours),
    energyL3: as('energyL3', wattHours),
  };
}
