import { progressText, type StateProgress } from './insights/state-progress.ts';
import type { StateTable } from './insights/state-table.ts';
import type { PollRow } from './poll-row.ts';
import type { StoreTables } from './store.ts';
import { type SealedState, type StoreState, sealedText } from './store-state.ts';

export const SEALED_KEY = 'sealed';
export const STATES_KEY = 'states';

/**
 * The record as one transaction is about to leave it. What it sets is written at the end of the
 * transaction and is the store's own only after COMMIT, so memory never runs ahead of the disk.
 */
export class StoreTransaction {
  readonly #before: StoreState;
  readonly #added: PollRow[] = [];
  /** null: the rows that were open stay so. */
  #open: readonly PollRow[] | null = null;
  sealed: SealedState;
  states: StateProgress;

  constructor(
    readonly tables: StoreTables,
    /** Quarters and runs of the sealed rows. */
    readonly stateTable: StateTable,
    before: StoreState,
  ) {
    this.#before = before;
    this.sealed = before.sealed;
    this.states = before.states;
  }

  /** Adds an open row. */
  append(row: PollRow): void {
    this.tables.open.insert(row);
    this.#added.push(row);
  }

  /** Takes the open rows up to number `seq` away, which are sealed now. */
  removeUpTo(seq: number): void {
    this.tables.open.removeUpTo(seq);
    this.#open = this.#before.open.filter((row) => row.seq > seq);
  }

  /** Writes what was set. */
  write(): void {
    const { sealed, states } = this.#before;
    if (this.sealed !== sealed) this.tables.meta.set(SEALED_KEY, sealedText(this.sealed));
    if (this.states !== states) this.tables.meta.set(STATES_KEY, progressText(this.states));
  }

  /** Rows that were added, when nothing else has changed; null when something else has. */
  get onlyAdded(): readonly PollRow[] | null {
    const { sealed, states } = this.#before;
    const isSame = this.#open === null && this.sealed === sealed && this.states === states;
    return isSame ? this.#added : null;
  }

  /** What the store knows once all of this is on disk. */
  get state(): StoreState {
    const open = [...(this.#open ?? this.#before.open), ...this.#added];
    return { open, sealed: this.sealed, states: this.states };
  }
}
