import { z } from 'zod';
import { type EpochMs, epochMs } from '../units.ts';
import { type Alert, alertSchema, isOpen } from './alert.ts';
import { RULE_NAMES, type RuleName } from './rules.ts';
import { type RunWatch, UNSEEN } from './short-runs.ts';

const time = z.number().transform(epochMs);

/** What outlives a restart. Stays the same object while nothing in it changes. */
export const keptSchema = z.object({
  /** The newest first. */
  alerts: z.array(alertSchema).readonly(),
  /** When each rule was raised last. */
  raisedAt: z.partialRecord(z.enum(RULE_NAMES), time).readonly(),
  /** Ids of alerts that quiet hours hold back. */
  held: z.array(z.int()).readonly(),
  /** Ends of short runs, oldest first. */
  runEnds: z.array(time).readonly(),
});

export type Kept = Readonly<z.infer<typeof keptSchema>>;

export const NOTHING_KEPT: Kept = { alerts: [], raisedAt: {}, held: [], runEnds: [] };

/** A change that waits until its condition has held long enough. */
export interface Turn {
  readonly to: 'raised' | 'cleared';
  readonly since: EpochMs;
}

export interface AlertState {
  readonly kept: Kept;
  readonly turns: Readonly<Partial<Record<RuleName, Turn>>>;
  readonly run: RunWatch;
}

/** Time that nobody watched does not count: what was about to be raised begins anew. */
export const startAlerts = (kept: Kept): AlertState => ({ kept, turns: {}, run: UNSEEN });

export const markedRead = (kept: Kept): Kept =>
  kept.alerts.every(({ read }) => read)
    ? kept
    : { ...kept, alerts: kept.alerts.map((alert) => ({ ...alert, read: true })) };

/** Without what is over; what goes on stays. */
export function withoutEnded(kept: Kept): Kept {
  const alerts = kept.alerts.filter(isOpen);
  const held = kept.held.filter((id) => alerts.some((alert) => alert.id === id));
  return alerts.length === kept.alerts.length ? kept : { ...kept, alerts, held };
}

const ended = (alert: Alert, now: EpochMs): Alert =>
  isOpen(alert) ? { ...alert, clearedAt: now } : alert;

/** The list goes on with another meter, of which nothing is known yet. */
export const forAnotherMeter = (kept: Kept, now: EpochMs): Kept => ({
  ...NOTHING_KEPT,
  alerts: kept.alerts.map((alert) => ended(alert, now)),
});
