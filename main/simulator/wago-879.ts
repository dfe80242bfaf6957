import { FLOAT_FORMAT } from '../../app/registers/wago-879.ts';
import {
  type AddressSpace,
  nanGap,
  type RegisterTable,
  tableSpace,
  zeroGap,
} from './address-space.ts';
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
  thousandths,
  total,
} from './seen.ts';

/** Register that holds the meter's own unit id. */
const UNIT_ID = 0x4003;
const SERIAL = 30_879_302;
const BAUD_9600 = 6;
const COUNTS_IMPORT = 1;

/** Total, then L1, L2, L3, at four addresses in a row. */
function totalAndPhases(address: number, of: (seen: Seen) => PerPhase<number>): readonly Entry[] {
  return [[address, (seen) => total(of(seen))], ...phases(address + 2, of)];
}

/** Total, tariff 1, tariff 2, L1, L2, L3 of a counter; everything is counted in tariff 1. */
function counter(address: number, of: (seen: Seen) => PerPhase<number>): readonly Entry[] {
  return [
    [address, (seen) => total(of(seen))],
    [address + 2, (seen) => total(of(seen))],
    [address + 4, () => 0],
    ...phases(address + 6, of),
  ];
}

const activeKw = ({ load }: Seen): PerPhase<number> => thousandths(load.power);
const reactiveKvar = ({ load }: Seen): PerPhase<number> => thousandths(load.reactive);
const apparentKva = ({ apparent }: Seen): PerPhase<number> => thousandths(apparent);
const activeKwh = ({ load }: Seen): PerPhase<number> => counted(load.energy);
const reactiveKvarh = ({ load }: Seen): PerPhase<number> => counted(load.reactiveEnergy);
const nothing = (): PerPhase<number> => [0, 0, 0];

/**
 * WAGO 879-30xx, from the WAGO manual EN V1.6, A3.2. V, A, Hz, kW, kvar, kVA, kWh, kvarh.
 * From 6049 on the manual's floats begin at odd addresses (day energy, further tariffs); this
 * simulator has none of those.
 */
const WAGO_879_TABLE: RegisterTable<Seen> = {
  functionCode: 3,
  blocks: [
    { address: 0x4000, words: 0x80, gap: zeroGap },
    { address: 0x5000, words: 0x80, gap: nanGap },
    { address: 0x6000, words: 0x91, gap: (at) => nanGap(at > 0x6048 ? at + 1 : at) },
  ],
  floats: new Map<number, Entry[1]>([
    // The means stay 0 on direct-connected models.
    [0x5000, () => 0],
    ...phases(0x5002, ({ grid }) => grid.voltage),
    [0x5008, ({ grid }) => grid.frequency],
    [0x500a, () => 0],
    ...phases(0x500c, current),
    ...totalAndPhases(0x5012, activeKw),
    ...totalAndPhases(0x501a, reactiveKvar),
    ...totalAndPhases(0x5022, apparentKva),
    [0x502a, (seen) => factor(total(seen.load.power), total(seen.apparent))],
    ...phases(0x502c, factors),
    [0x5032, ({ grid }) => lineVoltage(grid.voltage[0], grid.voltage[1])],
    [0x5034, ({ grid }) => lineVoltage(grid.voltage[0], grid.voltage[2])],
    [0x5036, ({ grid }) => lineVoltage(grid.voltage[1], grid.voltage[2])],
    ...counter(0x6000, activeKwh),
    ...counter(0x600c, activeKwh),
    ...counter(0x6018, nothing),
    ...counter(0x6024, reactiveKvarh),
    ...counter(0x6030, reactiveKvarh),
    ...counter(0x603c, nothing),
  ]),
  words: new Map([
    [0x4000, SERIAL >>> 16],
    [0x4001, SERIAL & 0xffff],
    [0x4004, BAUD_9600],
    [0x400f, COUNTS_IMPORT],
    // CT ratio: both words are 0 on direct-connected models.
    [0x401f, 0],
    [0x4020, 0],
    [0x4026, FLOAT_FORMAT],
    // Tariff now in use.
    [0x6048, 1],
  ]),
};

/** A WAGO 879-30xx in front of a heat pump. */
export function wago879Space(pump: HeatPump, unit: number): AddressSpace {
  const words = new Map([...WAGO_879_TABLE.words, [UNIT_ID, unit] as const]);
  return tableSpace({ ...WAGO_879_TABLE, words }, (at) => see(pump, at));
}
