import { QUARTER, quarterOf } from '../../../app/energy/counter.ts';
import {
  StateLedger,
  type StateMemory,
  type StateRow,
} from '../../../app/insights/state-ledger.ts';
import { POWER_FIELDS } from '../../../app/measurement.ts';
import { days, epochMs, millis } from '../../../app/units.ts';
import { MARK } from '../marks.ts';
import { LONGEST_HOLD, type Rows, sealedRows } from '../queries/gather.ts';
import type { Store } from '../store.ts';
import type { StoreTransaction } from '../transaction.ts';
import { fieldIndex } from '../wire.ts';
import { stateRow } from './doing-rows.ts';
import { classifiedAnew, type Retelling } from './state-progress.ts';

const POWERS = POWER_FIELDS.map(fieldIndex);
const DAY = days(1);
const EVER = 2 ** 40;
const NEVER = 2 ** 45;

function addRows(ledger: StateLedger, { at, every, fields }: Rows): void {
  for (let row = 0; row < at.length; row++) {
    const wire = fields.map((column) => column[row] ?? Number.NaN);
    const pace = millis(every[row] ?? MARK);
    ledger.add(stateRow(epochMs(at[row] ?? 0), pace, false, wire));
  }
}

/** Ends what the readings before leave open: the next of them may be hours away. */
const nothingRead = (at: number): StateRow => ({
  at: epochMs(at),
  every: MARK,
  power: null,
  phases: null,
  clockStepped: false,
});

/** A stretch that begins and ends on a quarter of an hour and outside of every run. */
interface Whole {
  readonly from: number;
  /** NEVER: up to the newest sealed row. */
  readonly to: number;
}

/** What was told of a gap changes up to a run before it and a run after it. */
function wholeAround({ tables, states }: StoreTransaction, from: number, to: number): Whole {
  const { memory } = states;
  // The reading before the first may now stand longer than it was told to.
  let [first, end] = [quarterOf(from - LONGEST_HOLD) * QUARTER, (quarterOf(to) + 1) * QUARTER];
  for (let before = Number.NaN; before !== first; ) {
    before = first;
    for (const { start } of tables.runs.touching(first - LONGEST_HOLD, first + QUARTER)) {
      first = Math.min(first, quarterOf(start) * QUARTER);
    }
    const open = memory.run?.start ?? NEVER;
    if (open < first) first = quarterOf(open) * QUARTER;
  }
  for (let before = Number.NaN; before !== end; ) {
    before = end;
    for (const run of tables.runs.touching(end - QUARTER, end + LONGEST_HOLD)) {
      end = Math.max(end, (quarterOf(run.end) + 1) * QUARTER);
    }
  }
  const newest = memory.last?.at ?? -NEVER;
  const open = memory.run?.start ?? NEVER;
  const reachesEnd = end + LONGEST_HOLD > newest || open < end + LONGEST_HOLD;
  return { from: first, to: reachesEnd ? NEVER : end };
}

/** Classifies anew what was added to the sealed readings between `from` and `to`, and what is around it. */
export function retellAround(tx: StoreTransaction, from: number, to: number): void {
  if (tx.states.retelling !== null) {
    // Days that are done already may be the ones that changed.
    tx.states = classifiedAnew(tx.states);
    return;
  }
  const { limits } = tx.states;
  const whole = wholeAround(tx, from, to);
  const early = new StateLedger(limits);
  addRows(early, sealedRows(tx, whole.from - LONGEST_HOLD, whole.from, POWERS));
  const memory: StateMemory = { ...early.memory, run: null };
  const ledger = new StateLedger(limits, memory);
  const until = whole.to === NEVER ? NEVER : whole.to + LONGEST_HOLD;
  addRows(ledger, sealedRows(tx, whole.from, until, POWERS));
  if (until !== NEVER) ledger.add(nothingRead(until));
  const last = Math.max(whole.from, ...[...ledger.quarters.keys()].map((q) => (q + 1) * QUARTER));
  const end = Math.min(whole.to, Math.max(last, (quarterOf(to) + 1) * QUARTER));
  const isInside = (at: number): boolean => at >= whole.from && at < end;
  tx.stateTable.replace(whole.from, end, {
    quarters: new Map([...ledger.quarters].filter(([q]) => isInside(q * QUARTER))),
    runs: ledger.runs.filter(({ start }) => isInside(start)),
  });
  if (whole.to === NEVER) tx.states = { ...tx.states, memory: ledger.memory };
}

/**
 * Classifies one more day of the sealed readings anew, after the limits of the states were changed or
 * where states were never kept. Days whose readings are gone keep what they had.
 * @returns whether everything is classified.
 */
export function retellNext(store: Store): boolean {
  if (store.states.state.retelling === null) return true;
  return store.transaction((tx) => {
    const { retelling } = tx.states;
    if (retelling !== null) retellDay(tx, begun(tx, retelling));
    return tx.states.retelling === null;
  });
}

function retellDay(tx: StoreTransaction, begin: Retelling): void {
  const { next, memory } = begin;
  const end = lastDay(tx);
  if (next === null || end === null || next > end) {
    tx.states = { ...tx.states, memory, retelling: null };
    return;
  }
  const ledger = new StateLedger(tx.states.limits, memory);
  const [start, until] = [next * DAY, (next + 1) * DAY];
  addRows(ledger, sealedRows(tx, start, until, POWERS));
  tx.stateTable.replace(start, until, ledger);
  const following = tx.tables.marks.ids(next + 1, EVER)[0] ?? next + 1;
  tx.states =
    following > end
      ? { ...tx.states, memory: ledger.memory, retelling: null }
      : { ...tx.states, retelling: { ...begin, next: following, memory: ledger.memory } };
}

/** The day of the newest sealed row; null: there is none. */
function lastDay({ tables }: StoreTransaction): number | null {
  return tables.marks.ids(-EVER, EVER).at(-1) ?? null;
}

/** Where to begin. Older days stay as they are, and if the limits changed that is remembered. */
function begun(tx: StoreTransaction, retelling: Retelling): Retelling {
  if (retelling.next !== null) return retelling;
  const first = tx.tables.marks.ids(-EVER, EVER)[0] ?? null;
  if (first !== null) cutRun(tx, first * DAY);
  if (first !== null && retelling.byOtherLimits && tx.stateTable.knowsBefore(first * DAY)) {
    tx.states = { ...tx.states, otherLimitsUntil: epochMs(first * DAY) };
  }
  return { ...retelling, from: first, next: first };
}

/** Ends a run at `at`, since what follows is told anew; runs never overlap. */
function cutRun({ tables }: StoreTransaction, at: number): void {
  for (const run of tables.runs.touching(at, at)) {
    const parts = run.parts.filter(({ quarter }) => quarter < quarterOf(at));
    tables.runs.insert({ ...run, end: epochMs(at), endSeen: false, parts });
  }
}
