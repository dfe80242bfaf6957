import type { EpochMs } from '../../app/units.ts';
import { type Grid, gridAt } from './grid.ts';
import type { HeatPump, Instant, PerPhase } from './heat-pump.ts';

/** What a direct-connected three-phase meter sees at one instant. */
export interface Seen {
  readonly load: Instant;
  readonly grid: Grid;
  /** VA of each phase. */
  readonly apparent: PerPhase<number>;
}

/** One register of a table: its address, and what it holds. */
export type Entry = readonly [address: number, value: (seen: Seen) => number];

export const total = (values: PerPhase<number>): number => values[0] + values[1] + values[2];
/** cos φ; a phase without load has nothing to shift and reads 1. */
export const factor = (active: number, apparent: number): number =>
  apparent === 0 ? 1 : active / apparent;

/** L1, L2, L3 at three addresses in a row. */
export function phases(address: number, of: (seen: Seen) => PerPhase<number>): readonly Entry[] {
  return ([0, 1, 2] as const).map((phase) => [address + 2 * phase, (seen) => of(seen)[phase]]);
}

const each = (values: PerPhase<number>, change: (value: number) => number): PerPhase<number> => [
  change(values[0]),
  change(values[1]),
  change(values[2]),
];

export const thousandths = (values: PerPhase<number>): PerPhase<number> =>
  each(values, (value) => value / 1000);

/** A counter goes in steps of 0.1 Wh, and so never falls by what is left over of a long sum. */
const STEPS_PER_WH = 10;
const SUM_REMAINDER = 1e-6;
const stepped = (wh: number): number =>
  Math.floor((wh + SUM_REMAINDER) * STEPS_PER_WH) / STEPS_PER_WH;
/** kWh of Wh, as a counter shows them. */
export const counted = (values: PerPhase<number>): PerPhase<number> =>
  thousandths(each(values, stepped));

/** A each phase. */
export const current = ({ apparent, grid }: Seen): PerPhase<number> => [
  apparent[0] / grid.voltage[0],
  apparent[1] / grid.voltage[1],
  apparent[2] / grid.voltage[2],
];

/** cos φ of each phase. */
export const factors = ({ load, apparent }: Seen): PerPhase<number> => [
  factor(load.power[0], apparent[0]),
  factor(load.power[1], apparent[1]),
  factor(load.power[2], apparent[2]),
];

/** What a meter in front of `pump` sees at `at`. */
export function see(pump: HeatPump, at: EpochMs): Seen {
  const load = pump.instant(at);
  const { power: p, reactive: q } = load;
  return {
    load,
    grid: gridAt(pump.noise, load.at, load.power),
    apparent: [Math.hypot(p[0], q[0]), Math.hypot(p[1], q[1]), Math.hypot(p[2], q[2])],
  };
}
