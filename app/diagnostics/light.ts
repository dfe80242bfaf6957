/** How one thing that can go wrong does, for a light with a shape and a word. */
export type Light =
  | 'ok'
  /** It works, but not always, or not for all. */
  | 'doubtful'
  | 'failed'
  /** Not known or not wanted: an earlier step failed, it is off, or nobody says. */
  | 'skipped'
  /** An answer is still to come. */
  | 'pending';
