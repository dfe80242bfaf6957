import type { MeterHint } from '../../app/meter-hint.ts';
import { type Millis, millis, minutes } from '../../app/units.ts';
import { TransactionIds } from './transaction-ids.ts';

/** Stalls that follow one another within so long a time are one episode. */
const EPISODE = minutes(10);

/** What one gateway does to replies, over all connections to it. */
export class LinkTraits {
  readonly ids: TransactionIds;
  /** Replies with stray bytes around them, which were dropped. */
  paddedReplies = 0;

  /** The episode of stalls of this program while it waited for answers; null: there was none. */
  #stalls: { readonly longest: Millis; readonly lastAt: Millis } | null = null;

  constructor({ ignoresIds = false }: { readonly ignoresIds?: boolean | undefined } = {}) {
    this.ids = new TransactionIds(ignoresIds);
  }

  /** @param now monotonic, as in {@link hints}. */
  noteStall(late: Millis, now: Millis): void {
    const before = this.#stalledAt(now)?.longest ?? 0;
    this.#stalls = { longest: millis(Math.max(before, late)), lastAt: now };
  }

  /** @param slowUpToMs how long slow answers are waited for; null: they are not slow. */
  hints(slowUpToMs: number | null, now: Millis): readonly MeterHint[] {
    const stalls = this.#stalledAt(now);
    const hints: MeterHint[] = [];
    if (this.paddedReplies > 0) hints.push({ kind: 'padded', replies: this.paddedReplies });
    if (this.ids.isIgnored) hints.push({ kind: 'unnumbered' });
    if (slowUpToMs !== null) hints.push({ kind: 'slow', upToMs: slowUpToMs });
    if (stalls !== null) hints.push({ kind: 'stalled', forMs: stalls.longest });
    return hints;
  }

  #stalledAt(now: Millis) {
    const stalls = this.#stalls;
    return stalls !== null && now - stalls.lastAt < EPISODE ? stalls : null;
  }
}
