import type { PollFault } from './fault.ts';
import type { RawReading } from './measurement.ts';
import type { MeterHint } from './meter-hint.ts';
import type { Framing, MeterAddress } from './meter-url.ts';
import type { MeterIdentity } from './registers/model.ts';
import type { ModelId } from './registers/models.ts';

/**
 * What is tested, in this order:
 * the name resolves · the port answers · the unit answers · values are float32 · values are numbers.
 */
export const CONNECTION_STEPS = ['name', 'port', 'unit', 'format', 'values'] as const;
export type ConnectionStep = (typeof CONNECTION_STEPS)[number];

/** skipped: an earlier step failed, or the meter does not say (`format`). */
export type StepState = 'ok' | 'failed' | 'skipped';
export type StepStates = Readonly<Record<ConnectionStep, StepState>>;

/** What a test of an address found out. */
export interface ConnectionReport {
  readonly address: MeterAddress;
  readonly steps: StepStates;
  /** What is wrong. null: nothing, or `values` failed because none of them is a number. */
  readonly fault: PollFault | null;
  /** In which framing the unit answered; with `other-framing` not the one asked for. */
  readonly framing: Framing | null;
  /** Words of the largest read that was answered. null: values were not read. */
  readonly maxWords: number | null;
  /** null: not asked for, or no answer. */
  readonly identity: MeterIdentity | null;
  /** The first values as they came, not yet asked for plausibility. */
  readonly reading: RawReading | null;
  /** The device refuses the registers of the model asked for and has those of this one. */
  readonly answersAs: ModelId | null;
  /** What is unusual and no fault. */
  readonly hints: readonly MeterHint[];
}

const SKIPPED: StepStates = {
  name: 'skipped',
  port: 'skipped',
  unit: 'skipped',
  format: 'skipped',
  values: 'skipped',
};

/** Everything before `failed` went well, everything after it was not tried. */
export function stepsUntil(failed: ConnectionStep): StepStates {
  const position = CONNECTION_STEPS.indexOf(failed);
  const passed = CONNECTION_STEPS.slice(0, position).map((step) => [step, 'ok'] as const);
  return { ...SKIPPED, ...Object.fromEntries(passed), [failed]: 'failed' };
}

/** Nothing speaks against using this address. */
export function isUsable(report: ConnectionReport): boolean {
  return report.fault === null && report.steps.values === 'ok';
}
