/** What an answer counts that carries, or does not carry, the transaction id of its request. */
export type IdVerdict =
  | 'accept'
  | 'refuse'
  /** Nothing is known yet: it counts if the next answers are like it. */
  | 'ask-again';

/** So many right ids in a row are no accident, as two are where they never change. */
const RIGHT_IN_A_ROW = 2;

/**
 * Whether a gateway answers with the transaction ids that it was asked with. Some always send 0, or
 * another number, or the id before. That is taken where it has been so from the first answer on;
 * where right ids have come, a wrong one is another answer.
 */
export class TransactionIds {
  #kind: 'unknown' | 'kept' | 'ignored';
  #rightInARow = 0;

  /** @param isIgnored that it did not, when it was last met. */
  constructor(isIgnored: boolean) {
    this.#kind = isIgnored ? 'ignored' : 'unknown';
  }

  get isIgnored(): boolean {
    return this.#kind === 'ignored';
  }

  judge(isRight: boolean): IdVerdict {
    const before = this.#rightInARow;
    this.#rightInARow = isRight ? before + 1 : 0;
    if (this.#rightInARow >= RIGHT_IN_A_ROW) this.#kind = 'kept';
    if (isRight || this.#kind === 'ignored') return 'accept';
    return this.#kind === 'unknown' && before === 0 ? 'ask-again' : 'refuse';
  }

  /** Several answers to questions of unlike length came in their turn, all with a wrong id. */
  ignore(): void {
    this.#kind = 'ignored';
  }
}
