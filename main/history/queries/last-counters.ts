import { type CounterState, NO_COUNTERS } from '../../../app/counters.ts';
import { fromMilliWattHours } from '../../../app/energy/counter.ts';
import { ENERGY_FIELDS } from '../../../app/measurement.ts';
import { isOtherModel } from '../counted-model.ts';
import type { Store } from '../store.ts';

/**
 * The newest value of each counter, so that the rules for readings hold over a restart; none once
 * another model of meter is read.
 */
export function queryCounters(store: Store): CounterState {
  if (isOtherModel(store.tables.meta)) return NO_COUNTERS;
  const accepted = Object.fromEntries(
    store.tailLedger().marks.flatMap((mark, counter) => {
      const field = ENERGY_FIELDS[counter];
      return mark === null || field === undefined
        ? []
        : [[field, { at: mark.at, value: fromMilliWattHours(mark.mWh) }]];
    }),
  );
  return { ...NO_COUNTERS, accepted };
}
