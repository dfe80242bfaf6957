import type { EnergyToday } from '../../../app/bridge/state.ts';
import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import { nextPeriod } from '../../../app/energy/periods.ts';
import { dayFrom, type EnergyTodayState, startOfDay } from '../../../app/energy-today.ts';
import { POWER_FIELDS } from '../../../app/measurement.ts';
import { RECENT_SPAN, type RecentPower } from '../../../app/recent.ts';
import { after, type EpochMs, epochMs } from '../../../app/units.ts';
import { isOtherModel, recordedSerial } from '../counted-model.ts';
import type { Ledger } from '../ledger.ts';
import type { Store } from '../store.ts';
import { fieldIndex, scaleOf } from '../wire.ts';
import { energyOf } from './energy.ts';
import { gather } from './gather.ts';
import { type QuarterTable, readQuarters } from './quarters.ts';

/** Energy of the local day so far, and all that it takes to go on from there; null: no counter was ever read. */
export function queryToday(store: Store, now: EpochMs, zone: string): EnergyTodayState | null {
  const ledger = store.tailLedger();
  const [mark] = ledger.marks;
  if (mark === null || mark === undefined) return null;
  const midnight = startOfDay(now, zone);
  const { work, standing } = ledger.since;
  const [power = null] = standing?.powers ?? [];
  return {
    mark,
    work: work[0] ?? null,
    standing: standing && { at: standing.at, every: standing.every, power },
    serial: recordedSerial(store.tables.meta),
    isOtherNext: isOtherModel(store.tables.meta),
    today:
      mark.at < midnight
        ? null
        : todayOf(store, ledger, mark.at, midnight, nextPeriod(now, 'day', zone)),
  };
}

function todayOf(
  store: Store,
  ledger: Ledger,
  newest: EpochMs,
  midnight: EpochMs,
  to: EpochMs,
): EnergyToday {
  const quarters = readQuarters(store, ledger, midnight - QUARTER, to + QUARTER);
  const { energy, estimated } = energyOf(quarters, midnight, to);
  if (energy.energy === null) return dayFrom(newest, midnight);
  const quarter = firstKnown(quarters);
  const oldest = store.sealed.first[0] ?? ledger.first[0];
  // A clock that was set back leaves the record's first reading ahead of what came later.
  const isInIt = oldest !== null && oldest !== undefined && quarterOf(oldest.at) === quarter;
  const first = isInIt ? oldest.at : epochMs(quarter * QUARTER);
  return { ...dayFrom(first, midnight), energy: energy.energy, estimated };
}

/** The first quarter of an hour for which the total is known; without any the table's end. */
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
