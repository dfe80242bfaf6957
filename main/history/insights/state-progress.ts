import { z } from 'zod';
import {
  HEAT_PUMP_STATES,
  SEED_STATE_LIMITS,
  type StateLimits,
} from '../../../app/heat-pump/state.ts';
import { NOTHING_SEEN, type StateMemory } from '../../../app/insights/state-ledger.ts';
import { days, type EpochMs, epochMs, millis, watts } from '../../../app/units.ts';
import { fromStoredJson, storedJson } from '../stored-json.ts';

/** How far the sealed rows are classified, beside the quarters and runs themselves. */
export interface StateProgress {
  readonly limits: StateLimits;
  /** What the sealed rows left behind. */
  readonly memory: StateMemory;
  /** What lies before is by earlier limits, since its readings are gone; null: nothing. */
  readonly otherLimitsUntil: EpochMs | null;
  /** Everything is being classified anew; null: nothing is. */
  readonly retelling: Retelling | null;
}

/** How far classifying anew has come, by UTC days since 1970. */
export interface Retelling {
  /** null: not begun. */
  readonly from: number | null;
  readonly next: number | null;
  readonly memory: StateMemory;
  /** What cannot be classified anew was judged by other limits. */
  readonly byOtherLimits: boolean;
}

const NOT_BEGUN: Retelling = {
  from: null,
  next: null,
  memory: NOTHING_SEEN,
  byOtherLimits: false,
};

export const NO_STATES: StateProgress = {
  limits: SEED_STATE_LIMITS,
  memory: NOTHING_SEEN,
  otherLimitsUntil: null,
  retelling: null,
};

/** Everything is classified anew from here, by `limits`. */
export function classifiedAnew(
  progress: StateProgress,
  limits: StateLimits = progress.limits,
): StateProgress {
  const { limits: before, retelling } = progress;
  const changed = JSON.stringify(before) !== JSON.stringify(limits);
  const byOtherLimits = changed || (retelling?.byOtherLimits ?? false);
  return { ...progress, limits, retelling: { ...NOT_BEGUN, byOtherLimits } };
}

/** How far classifying anew is, 0 to 1, on the way to `now`; null: everything is classified. */
export function partClassified({ retelling }: StateProgress, now: EpochMs): number | null {
  if (retelling === null) return null;
  const { from, next } = retelling;
  if (from === null || next === null) return 0;
  return Math.min(1, Math.max(0, (next - from) / Math.max(1, now / days(1) - from)));
}

const at = z.number().transform(epochMs);
const power = z.number().transform(watts);

const lastRow = z.object({
  at,
  every: z.number().transform(millis),
  power: power.nullable(),
  phases: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  clockStepped: z.boolean(),
  state: z.enum(HEAT_PUMP_STATES).nullable(),
});

const openRun = z.object({
  start: at,
  startSeen: z.boolean(),
  peak: power,
  defrosts: z.number(),
  /** Files of before the time of the work was kept have none. */
  parts: z.array(z.object({ quarter: z.number(), work: z.number(), ms: z.number().default(0) })),
  highSince: at.nullable(),
});

const memory = z.object({
  last: lastRow.nullable(),
  run: openRun.nullable(),
  unbrokenFrom: at,
  told: z.object({ from: at, to: at }).nullable(),
});

const progressSchema = z.object({
  limits: z.object({
    circulatingFrom: power,
    runningFrom: power,
    runningUntil: power,
    highLoadAbove: power,
  }),
  memory,
  otherLimitsUntil: at.nullable(),
  retelling: z
    .object({
      from: z.number().nullable(),
      next: z.number().nullable(),
      memory,
      byOtherLimits: z.boolean(),
    })
    .nullable(),
});

const VERSION = 1;

export const progressText = (progress: StateProgress): string => storedJson(progress, VERSION);

/** The inverse of {@link progressText}; null when nothing can be made of the text. */
export const progressFrom = (text: string): StateProgress | null =>
  fromStoredJson(text, VERSION, progressSchema);
