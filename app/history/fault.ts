/** Why history could not do what was asked. `app/text/history-text.ts` makes a sentence of each. */
export type HistoryFault =
  /** Another process writes to this history. */
  | { readonly kind: 'in-use'; readonly file: string }
  /** Written by a newer version of this program. */
  | { readonly kind: 'newer'; readonly file: string }
  /** A file that is no history of this program. */
  | { readonly kind: 'not-ours'; readonly file: string }
  | { readonly kind: 'corrupt'; readonly file: string }
  /** A history of ours whose tables another program changed, or put others beside. */
  | { readonly kind: 'altered'; readonly file: string }
  /** A folder, a pipe or a device. */
  | { readonly kind: 'not-a-file'; readonly file: string }
  | { readonly kind: 'not-there'; readonly file: string }
  | { readonly kind: 'already-there'; readonly file: string }
  | { readonly kind: 'read-only'; readonly file: string }
  | { readonly kind: 'no-space'; readonly file: string }
  /** The system refuses for another reason; `detail` is its own word. */
  | { readonly kind: 'cannot-open'; readonly file: string; readonly detail: string }
  /** Somebody cancelled it. */
  | { readonly kind: 'cancelled' }
  /** The thread that keeps the history ended. */
  | { readonly kind: 'gone'; readonly detail: string };

/** What history says of itself without being asked. */
export type HistoryNotice =
  /** The file was broken or altered and set aside; a new one was begun with what could be read of it. */
  | { readonly kind: 'set-aside'; readonly file: string; readonly days: number }
  /** What another program had put into the file was taken out before it could run; `names` lists it. */
  | { readonly kind: 'foreign-removed'; readonly file: string; readonly names: string }
  /** What another program had put into a backup did not come along. */
  | { readonly kind: 'left-out'; readonly file: string; readonly names: string }
  /** A restore that was cut off is done now; `file` is what was there before, null: nothing. */
  | { readonly kind: 'restore-finished'; readonly file: string | null }
  /** A restore was cut off before anything had changed. */
  | { readonly kind: 'restore-undone' }
  /** The file was deleted or replaced while it was open, and was written anew with everything in it. */
  | { readonly kind: 'brought-back'; readonly file: string }
  /** Nothing can be written; readings are held in memory and written when there is room again. */
  | { readonly kind: 'not-writing'; readonly fault: HistoryFault }
  /** The computer’s clock shows a time at which nothing can have been read. Said once. */
  | { readonly kind: 'clock-not-set' }
  /** Writing works again. */
  | { readonly kind: 'writing-again' }
  /** The disk is nearly full: the oldest readings made room for new ones. */
  | { readonly kind: 'low-space'; readonly freeBytes: number };
