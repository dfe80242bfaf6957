import type { StateRow } from '../../../app/insights/state-ledger.ts';
import { type EpochMs, type Millis, watts } from '../../../app/units.ts';
import { FLAG, has, type PollRow } from '../poll-row.ts';
import { sentValue } from '../sent-power.ts';

/** A poll as the ledger of states takes it. */
export const stateRowOf = ({ at, every, flags, wire }: PollRow): StateRow =>
  stateRow(
    at,
    every,
    has(flags, FLAG.clockStepped),
    [0, 1, 2, 3].map((field) => sentValue(wire[field] ?? Number.NaN, field, flags)),
  );

/** @param wire kW: all phases together, L1, L2, L3; NaN is null. */
export function stateRow(
  at: EpochMs,
  every: Millis,
  clockStepped: boolean,
  wire: ArrayLike<number>,
): StateRow {
  const [power, l1, l2, l3] = [0, 1, 2, 3].map((field) => (wire[field] ?? Number.NaN) * 1000);
  const phases = [l1 ?? 0, l2 ?? 0, l3 ?? 0] as const;
  return {
    at,
    every,
    clockStepped,
    power: Number.isNaN(power) ? null : watts(power ?? 0),
    phases: phases.some(Number.isNaN) ? null : phases,
  };
}
