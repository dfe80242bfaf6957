import { type AddressSpace, type RegisterTable, tableSpace, zeroGap } from './address-space.ts';
import { lineVoltage } from './grid.ts';
import type { HeatPump, PerPhase } from './heat-pump.ts';
import {
  counted,
  current,
  type Entry,
  factor,
  factors,
  phases,
  type Seen,
  see,
  total,
} from './seen.ts';

const SERIAL = 19_630_117;
/** Wiring 3p4w, no parity, 9600 baud; floats as every register but the serial number. */
const [THREE_PHASES_FOUR_WIRES, NO_PARITY, BAUD_9600] = [3, 0, 2];
/** Longer reads are refused, and those that split a value (manual V1.8, 1.1). */
const MAX_WORDS = 80;
const accepts = (words: number): boolean => words <= MAX_WORDS && words % 2 === 0;

const active = ({ load }: Seen): PerPhase<number> => load.power;
const reactive = ({ load }: Seen): PerPhase<number> => load.reactive;
const activeKwh = ({ load }: Seen): PerPhase<number> => counted(load.energy);
const reactiveKvarh = ({ load }: Seen): PerPhase<number> => counted(load.reactiveEnergy);
const sum =
  (of: (seen: Seen) => PerPhase<number>) =>
  (seen: Seen): number =>
    total(of(seen));
const mean = (values: PerPhase<number>): number => total(values) / 3;
const lines = ({ grid: { voltage } }: Seen): PerPhase<number> => [
  lineVoltage(voltage[0], voltage[1]),
  lineVoltage(voltage[1], voltage[2]),
  lineVoltage(voltage[2], voltage[0]),
];

/** Input registers. V, A, W, VA, var, Hz, kWh, kvarh; demands, angles and distortions stay 0. */
const INPUT: RegisterTable<Seen> = {
  functionCode: 4,
  accepts,
  blocks: [
    { address: 0x0000, words: 0x6c, gap: zeroGap },
    { address: 0x00c8, words: 0x46, gap: zeroGap },
    { address: 0x014e, words: 0x30, gap: zeroGap },
  ],
  floats: new Map<number, Entry[1]>([
    ...phases(0x0000, ({ grid }) => grid.voltage),
    ...phases(0x0006, current),
    ...phases(0x000c, active),
    ...phases(0x0012, ({ apparent }) => apparent),
    ...phases(0x0018, reactive),
    ...phases(0x001e, factors),
    [0x002a, ({ grid }) => mean(grid.voltage)],
    [0x002e, (seen) => mean(current(seen))],
    [0x0030, sum(current)],
    [0x0034, sum(active)],
    [0x0038, ({ apparent }) => total(apparent)],
    [0x003c, sum(reactive)],
    [0x003e, ({ load, apparent }) => factor(total(load.power), total(apparent))],
    [0x0046, ({ grid }) => grid.frequency],
    [0x0048, sum(activeKwh)],
    [0x004c, sum(reactiveKvarh)],
    ...phases(0x00c8, lines),
    [0x00ce, (seen) => mean(lines(seen))],
    [0x0156, sum(activeKwh)],
    [0x0158, sum(reactiveKvarh)],
    ...phases(0x015a, activeKwh),
    ...phases(0x0166, activeKwh),
    ...phases(0x016c, reactiveKvarh),
    ...phases(0x0178, reactiveKvarh),
  ]),
  words: new Map(),
};

/** Holding registers: how the meter is set up. */
const holding = (unit: number): RegisterTable<null> => ({
  functionCode: 3,
  accepts,
  blocks: [
    { address: 0x0000, words: 0x58, gap: zeroGap },
    { address: 0xfc00, words: 2, gap: zeroGap },
  ],
  floats: new Map([
    [0x000a, () => THREE_PHASES_FOUR_WIRES],
    [0x0012, () => NO_PARITY],
    [0x0014, () => unit],
    [0x001c, () => BAUD_9600],
  ]),
  words: new Map([
    [0xfc00, SERIAL >>> 16],
    [0xfc01, SERIAL & 0xffff],
  ]),
});

/**
 * An Eastron SDM630-Modbus V2 in front of a heat pump, from Eastron's "SDM630Modbus Smart Meter
 * Modbus Protocol Implementation V1.8", 1.2.1 and 1.3.1.
 */
export function sdm630Space(pump: HeatPump, unit: number): AddressSpace {
  return {
    ...tableSpace(INPUT, (at) => see(pump, at)),
    beside: tableSpace(holding(unit), () => null),
  };
}
