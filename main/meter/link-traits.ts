import type { MeterHint } from '../../app/meter-hint.ts';
import { TransactionIds } from './transaction-ids.ts';

/** What one gateway does to replies, over all connections to it. */
export class LinkTraits {
  readonly ids: TransactionIds;
  /** Replies with stray bytes around them, which were dropped. */
  paddedReplies = 0;

  constructor({ ignoresIds = false }: { readonly ignoresIds?: boolean | undefined } = {}) {
    this.ids = new TransactionIds(ignoresIds);
  }

  /** @param slowUpToMs how long slow answers are waited for; null: they are not slow. */
  hints(slowUpToMs: number | null): readonly MeterHint[] {
    const hints: MeterHint[] = [];
    if (this.paddedReplies > 0) hints.push({ kind: 'padded', replies: this.paddedReplies });
    if (this.ids.isIgnored) hints.push({ kind: 'unnumbered' });
    if (slowUpToMs !== null) hints.push({ kind: 'slow', upToMs: slowUpToMs });
    return hints;
  }
}
