import { NOTHING_SEEN, StateLedger } from '../../../app/insights/state-ledger.ts';
import type { EpochMs } from '../../../app/units.ts';
import type { PollRow } from '../poll-row.ts';
import type { StoreTables } from '../store.ts';
import type { StoreState } from '../store-state.ts';
import { stateRowOf } from './doing-rows.ts';
import { SealedSums } from './sealed-sums.ts';
import { partClassified, type StateProgress } from './state-progress.ts';

/** What the heat pump did: sealed rows in chunks and runs, open rows in memory. */
export class StateBook {
  readonly sums: SealedSums;
  #known: Pick<StoreState, 'open' | 'states'>;
  /** null: not asked for since something else changed than the number of open rows. */
  #tail: StateLedger | null = null;

  constructor(tables: StoreTables, known: StoreState) {
    this.sums = new SealedSums(tables);
    this.#known = known;
  }

  get state(): StateProgress {
    return this.#known.states;
  }

  /** The open rows' part. */
  get tail(): StateLedger {
    if (this.#tail !== null) return this.#tail;
    const { limits, memory, retelling } = this.#known.states;
    const tail = new StateLedger(limits, retelling === null ? memory : NOTHING_SEEN);
    for (const row of this.#known.open) tail.add(stateRowOf(row));
    this.#tail = tail;
    return tail;
  }

  /** How far classifying anew is, 0 to 1, on the way to `now`; null: everything is classified. */
  retold(now: EpochMs): number | null {
    return partClassified(this.#known.states, now);
  }

  /** Rows that were added to the open ones; nothing else has changed. */
  follow(rows: readonly PollRow[]): void {
    if (this.#tail !== null) for (const row of rows) this.#tail.add(stateRowOf(row));
  }

  /** The record has changed. */
  take(known: StoreState): void {
    this.#known = known;
    this.#tail = null;
    this.sums.forget();
  }
}
