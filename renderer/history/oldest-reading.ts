import type { Bridge } from '../../app/bridge/contract.ts';
import type { Period } from '../../app/energy/periods.ts';
import { type EnergyBucket, OVERTAKEN, type TimeRange } from '../../app/history/query.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import { ZONE } from '../zone.ts';

const ASKER = 'oldest';
/** Before any meter of this kind. */
const EARLIEST = epochMs(Date.UTC(2000, 0, 2));

const isKnown = ({ complete, energy }: EnergyBucket): boolean =>
  complete > 0 || energy.energy !== null;

/** The local day of the oldest reading: the first month that has any, and its first day. null: none. */
export async function oldestReading(
  bridge: Pick<Bridge, 'historyEnergy'>,
  now: EpochMs,
): Promise<EpochMs | null> {
  const month = await firstKnown(bridge, { from: EARLIEST, to: now }, 'month');
  if (month === null) return null;
  return (await firstKnown(bridge, month, 'day'))?.from ?? month.from;
}

async function firstKnown(
  bridge: Pick<Bridge, 'historyEnergy'>,
  { from, to }: TimeRange,
  per: Period,
): Promise<TimeRange | null> {
  const answer = await bridge.historyEnergy(ASKER, { from, to, per, zone: ZONE });
  if (answer === OVERTAKEN || !answer.ok) return null;
  return answer.value.find(isKnown) ?? null;
}
