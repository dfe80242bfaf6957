import type { EnergyToday } from '../../../app/bridge/state.ts';
import { QUARTER } from '../../../app/energy/counter.ts';
import { nextPeriod, periodStart } from '../../../app/energy/periods.ts';
import { POWER_FIELDS } from '../../../app/measurement.ts';
import { RECENT_SPAN, type RecentPower } from '../../../app/recent.ts';
import { after, type EpochMs, epochMs } from '../../../app/units.ts';
import { newestMark } from '../ledger.ts';
import type { Store } from '../store.ts';
import { fieldIndex, scaleOf } from '../wire.ts';
import { energyOf } from './energy.ts';
import { gather } from './gather.ts';
import { type QuarterTable, readQuarters } from './quarters.ts';

/** Energy of the local day so far; null when its counter was not read yet today. */
export function queryToday(store: Store, now: EpochMs, zone: string): EnergyToday | null {
  const ledger = store.tailLedger();
  const newest = newestMark(ledger.marks);
  const midnight = periodStart(now, 'day', zone);
  if (newest === null || newest < midnight) return null;
  const to = nextPeriod(now, 'day', zone);
  const quarters = readQuarters(store, ledger, midnight - QUARTER, to + QUARTER);
  const { energy } = energyOf(quarters, midnight, to).energy;
  if (energy === null) return null;
  const first = firstKnown(quarters);
  const wholeDay = first * QUARTER < midnight;
  const since = wholeDay ? midnight : epochMs(Math.max(midnight, first * QUARTER));
  return { since, wholeDay, energy };
}

/** The first quarter of an hour for which the total is known. */
function firstKnown(quarters: QuarterTable): number {
  let quarter = quarters.first;
  while (quarter < quarters.end && !quarters.isKnown(quarter, 0)) quarter++;
  return quarter;
}

/** Power of the last hour, poll by poll, a row of nulls where a gap begins. */
export function queryRecent(store: Store, now: EpochMs): RecentPower {
  const from = after(now, -RECENT_SPAN);
  const fields = POWER_FIELDS.map(fieldIndex);
  const { at, until, fields: values } = gather(store, from, after(now, 1), fields, 'polls');
  const recent = {
    at: [] as EpochMs[],
    power: [] as (number | null)[],
    powerL1: [] as (number | null)[],
    powerL2: [] as (number | null)[],
    powerL3: [] as (number | null)[],
  };
  const push = (time: number, row: number | null): void => {
    recent.at.push(epochMs(time));
    POWER_FIELDS.forEach((field, k) => {
      const value = row === null ? Number.NaN : (values[k]?.[row] ?? Number.NaN);
      recent[field].push(Number.isNaN(value) ? null : value * scaleOf(fieldIndex(field)));
    });
  };
  at.forEach((time, row) => {
    if (time < from) return;
    push(time, row);
    const end = until[row] ?? time;
    const next = at[row + 1];
    if (next !== undefined ? end < next : end < now) push(end, null);
  });
  return recent;
}
