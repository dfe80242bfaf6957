import { FIELDS } from '../../../app/measurement.ts';
import { WAGO_879 } from '../../../app/registers/wago-879.ts';
import { type EpochMs, epochMs, seconds } from '../../../app/units.ts';
import type { AddressSpace } from '../../../main/simulator/address-space.ts';
import { fittedBefore } from '../../../main/simulator/fitted.ts';
import { createHeatPump } from '../../../main/simulator/heat-pump.ts';
import { wago879Space } from '../../../main/simulator/wago-879.ts';

export const EVERY = seconds(30);
export const END = epochMs(Date.UTC(2026, 10, 1));

/** Columns of float32 as the meter sends them, one row each 30 s. */
export interface Year {
  readonly at: readonly EpochMs[];
  /** In FIELDS' order: kW, Hz, cos φ, kWh. */
  readonly columns: readonly Float32Array[];
}

const view = new DataView(new ArrayBuffer(4));
const REGISTERS = [...WAGO_879.fast, ...WAGO_879.slow];

/** `days` days up to `END` of the simulated meter, read register by register off the wire's words. */
export function simulate(days: number): Year {
  const rows = (days * 86_400_000) / EVERY;
  const start = END - rows * EVERY;
  const pump = createHeatPump({ seed: 7, fitted: fittedBefore(epochMs(start)) });
  const space = wago879Space(pump, 2);
  const columns = FIELDS.map(() => new Float32Array(rows));
  const at = Array.from({ length: rows }, (_, row) => epochMs(start + row * EVERY));
  const blocks = [
    { address: 0x5008, words: 0x24 },
    { address: 0x6000, words: 12 },
  ];
  at.forEach((time, row) => {
    for (const block of blocks) readBlock(space, block, time, row, columns);
  });
  return { at, columns };
}

function readBlock(
  space: AddressSpace,
  { address, words }: { readonly address: number; readonly words: number },
  time: EpochMs,
  row: number,
  columns: readonly Float32Array[],
): void {
  const read = space.read(address, words, time);
  if (!read.ok) throw new Error(`The simulator has no ${address.toString(16)}`);
  for (const register of REGISTERS) {
    const offset = register.address - address;
    const column = columns[FIELDS.indexOf(register.field)];
    if (offset < 0 || offset >= words || column === undefined) continue;
    view.setUint16(0, read.value[offset] ?? 0);
    view.setUint16(2, read.value[offset + 1] ?? 0);
    column[row] = view.getFloat32(0);
  }
}
