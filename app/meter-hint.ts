/**
 * What is unusual about a meter or its gateway and yet no fault: values come all the same.
 * `app/text/hint-text.ts` turns each into a sentence for a person.
 */
export type MeterHint =
  /** Stray bytes stood around replies and were dropped. `replies`: around so many. */
  | { readonly kind: 'padded'; readonly replies: number }
  /** Replies do not carry the transaction ids of their requests. */
  | { readonly kind: 'unnumbered' }
  /** Replies are waited for longer than usual. */
  | { readonly kind: 'slow'; readonly upToMs: number }
  /** This program itself stood still, for so long at most, and waited for the answer once more. */
  | { readonly kind: 'stalled'; readonly forMs: number }
  /** L1 to L3 do not go with the total, so they are left out. */
  | { readonly kind: 'total-only' }
  /** Power is negative, and the counter counts import only. */
  | { readonly kind: 'import-still' };

export type MeterHintKind = MeterHint['kind'];
