import { z } from 'zod';
import { days, epochMs, millis } from '../../app/units.ts';
import type { StateProgress } from './insights/state-progress.ts';
import { COUNTERS, type CounterMarks, NO_MARKS, NOTHING_SINCE, type SinceRead } from './ledger.ts';
import { causeCode, type GapCause, type PollRow } from './poll-row.ts';
import { fromStoredJson, storedJson } from './stored-json.ts';

/** What must be known of the row before the next one. */
export type LastRow = Pick<PollRow, 'at' | 'every' | 'cause'>;

/** What the sealed rows left behind. */
export interface SealedState {
  readonly nextSeq: number;
  /** The newest reading of each counter. */
  readonly marks: CounterMarks;
  /** The oldest reading of each counter. */
  readonly first: CounterMarks;
  /** What the rows since the newest readings of the counters tell of the next ones. */
  readonly since: SinceRead;
  /** null before the first row. */
  readonly last: LastRow | null;
}

/** What is in memory of a record, as of the newest COMMIT. A value: it is replaced, never changed. */
export interface StoreState {
  /** Rows that are not sealed yet, oldest first. */
  readonly open: readonly PollRow[];
  readonly sealed: SealedState;
  readonly states: StateProgress;
}

export const NOTHING_SEALED: SealedState = {
  nextSeq: 1,
  marks: NO_MARKS,
  first: NO_MARKS,
  since: NOTHING_SINCE,
  last: null,
};

const at = z.number().transform(epochMs);
const marks = z.array(z.object({ at, mWh: z.number() }).nullable()).length(COUNTERS);
const isCause = (value: string): value is GapCause => causeCode(value as GapCause) > 0;

const ofEachCounter = <T extends z.ZodType>(one: T) => z.array(one).length(COUNTERS);
const quarterWork = z.object({ quarter: z.int(), known: z.number(), work: z.number() });
const since = z.object({
  flags: ofEachCounter(z.int()),
  work: ofEachCounter(z.array(quarterWork).nullable()),
  standing: z
    .object({
      at,
      every: z.number().nonnegative().max(days(1)).transform(millis),
      powers: ofEachCounter(z.number().nullable()),
    })
    .nullable(),
});

const sealedSchema = z.object({
  nextSeq: z.int().positive(),
  marks,
  first: marks,
  // Absent in files of earlier versions, which forgot it.
  since: since.optional().transform((known): SinceRead => known ?? NOTHING_SINCE),
  last: z
    .object({
      at,
      every: z.number().transform(millis),
      cause: z.string().refine(isCause).nullable(),
    })
    .nullable(),
});

const VERSION = 1;

export const sealedText = (state: SealedState): string => storedJson(state, VERSION);

/** The inverse of {@link sealedText}; null when nothing can be made of the text. */
export const sealedFrom = (text: string): SealedState | null =>
  fromStoredJson(text, VERSION, sealedSchema);
