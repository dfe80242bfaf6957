import { POLL_FAULT_KINDS, type PollFaultKind } from '../fault.ts';
import type { PollCounts } from '../live.ts';
import { FIELDS, type Field } from '../measurement.ts';
import { REJECTION_REASONS, type RejectionReason } from '../plausibility.ts';

export interface FaultCount {
  readonly kind: PollFaultKind;
  readonly count: number;
}
export interface RejectionCount {
  readonly field: Field;
  readonly reason: RejectionReason;
  readonly count: number;
}

const byCount = (a: { readonly count: number }, b: { readonly count: number }): number =>
  b.count - a.count;

/** What kinds of faults there were, the most frequent first. */
export function faultCounts({ faults }: PollCounts): readonly FaultCount[] {
  return POLL_FAULT_KINDS.map((kind) => ({ kind, count: faults[kind] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted(byCount);
}

/** What values were rejected and why, the most frequent first. */
export function rejectionCounts({ rejections }: PollCounts): readonly RejectionCount[] {
  return FIELDS.flatMap((field) =>
    REJECTION_REASONS.map((reason) => ({
      field,
      reason,
      count: rejections[`${field}/${reason}`] ?? 0,
    })),
  )
    .filter(({ count }) => count > 0)
    .toSorted(byCount);
}
