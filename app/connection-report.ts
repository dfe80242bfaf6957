import type { PollFault } from './fault.ts';
import type { Measurement } from './measurement.ts';
import type { Framing, MeterAddress } from './meter-url.ts';
import type { MeterIdentity } from './registers/model.ts';

/** What has to be true one after the other before a reading counts. */
export const CONNECTION_STEPS = ['name', 'port', 'unit', 'format', 'values'] as const;
export type ConnectionStepName = (typeof CONNECTION_STEPS)[number];

export interface ConnectionStep {
  readonly name: ConnectionStepName;
  /** skipped: not reached, since an earlier step failed. */
  readonly outcome: 'passed' | 'failed' | 'skipped';
}

/** What a test of an address found. */
export interface ConnectionReport {
  readonly address: MeterAddress;
  /** All of them, in order; at most one failed. */
  readonly steps: readonly ConnectionStep[];
  /** Why the failed step failed; null when all passed. */
  readonly fault: PollFault | null;
  /** The framing that was answered; null when none was. */
  readonly framing: Framing | null;
  /** null when the meter was not reached. */
  readonly identity: MeterIdentity | null;
  /** The values of one poll, rejected ones as null; null when there was none. */
  readonly values: Measurement | null;
}

/** The steps when `failed` is the first that did not pass; null: all passed. */
export function stepsUntil(failed: ConnectionStepName | null): readonly ConnectionStep[] {
  const end = failed === null ? CONNECTION_STEPS.length : CONNECTION_STEPS.indexOf(failed);
  return CONNECTION_STEPS.map((name, place) => ({
    name,
    outcome: place < end ? 'passed' : place === end ? 'failed' : 'skipped',
  }));
}

/** The step at which a fault stops a connection. */
export function stepOf(fault: PollFault): ConnectionStepName {
  switch (fault.kind) {
    case 'name-not-found':
      return 'name';
    case 'refused':
    case 'unreachable':
      return 'port';
    case 'not-float':
      return 'format';
    case 'implausible':
      return 'values';
    case 'no-answer':
    case 'other-framing':
    case 'wrong-unit':
    case 'exception':
    case 'garbled':
    case 'closed':
    case 'stopped':
      return 'unit';
  }
}
