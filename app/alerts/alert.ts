import { z } from 'zod';
import { type EpochMs, epochMs } from '../units.ts';
import { RULE_NAMES } from './rules.ts';

const time = z.number().transform(epochMs);

/** One entry of the list. */
export const alertSchema = z.object({
  /** Rises with each alert. */
  id: z.int(),
  rule: z.enum(RULE_NAMES),
  /** Since when the condition held, which is where the view opens. */
  since: time,
  raisedAt: time,
  /** null: it goes on. */
  clearedAt: time.nullable(),
  /** What was measured when it was raised, in the unit of its rule; null: nothing (offline). */
  value: z.number().nullable(),
  /** The rule's limit then, or its `forS` (offline). */
  limit: z.number(),
  read: z.boolean(),
});

export type Alert = Readonly<z.infer<typeof alertSchema>>;

/** So many entries are kept, the newest first. */
export const MOST_ALERTS = 500;

export const isOpen = ({ clearedAt }: Alert): boolean => clearedAt === null;

/** The newest entries, and those that still go on. */
export const bounded = (alerts: readonly Alert[]): readonly Alert[] =>
  alerts.length <= MOST_ALERTS
    ? alerts
    : alerts.filter((alert, index) => index < MOST_ALERTS || isOpen(alert));

/** The entry with which a rule is raised now; null: it is not. */
export const openAlert = (alerts: readonly Alert[], rule: Alert['rule']): Alert | null =>
  alerts.find((alert) => alert.rule === rule && isOpen(alert)) ?? null;

export const unreadCount = (alerts: readonly Alert[]): number =>
  alerts.filter(({ read }) => !read).length;

/** The view that shows the record around `at`, as the window's address names it. */
export type HistoryPlace = `history?at=${number}`;
export const historyPlace = (at: EpochMs): HistoryPlace => `history?at=${at}`;
