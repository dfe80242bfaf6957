import type { Happening } from '../history/recorder.ts';

/** 11 h at one poll in 2 s. */
export const MAX_UNCONFIRMED = 20_000;

/** Polls of which the record has not said that they are on disk, oldest first. */
export class UnconfirmedPolls {
  readonly #polls: Happening[] = [];
  #sent = 0;

  /** The oldest is given up when there are too many. */
  add(poll: Happening): void {
    this.#polls.push(poll);
    if (this.#polls.length > MAX_UNCONFIRMED) this.#drop(1);
  }

  /** The oldest that was not sent yet, which counts as sent from now on; null: all are. */
  next(): Happening | null {
    const poll = this.#polls[this.#sent] ?? null;
    if (poll !== null) this.#sent += 1;
    return poll;
  }

  /** `poll` is on disk, and so is everything before it. */
  confirm(poll: Happening): void {
    this.#drop(this.#polls.indexOf(poll) + 1);
  }

  /** Nobody has any of them: all have to be sent again. */
  sendAgain(): void {
    this.#sent = 0;
  }

  clear(): void {
    this.#drop(this.#polls.length);
  }

  #drop(count: number): void {
    this.#polls.splice(0, count);
    this.#sent = Math.max(0, this.#sent - count);
  }
}
