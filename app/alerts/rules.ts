import { z } from 'zod';
import { quietHoursSchema } from './quiet-hours.ts';

const DAY_S = 86_400;

/** What every rule has. */
const common = {
  enabled: z.boolean(),
  /** After it was raised, the rule is not raised again for so many seconds; never at once. */
  holdOffS: z
    .int()
    .min(60)
    .max(7 * DAY_S),
};
/** The condition must hold for so many seconds without a break. */
const forS = z.int().min(0).max(DAY_S);

/** What is told of, and when. The limit itself is within the limit. */
export const alertRulesSchema = z.object({
  /** No reading for `forS`; over once readings come again for `backS`, which is told as well. */
  offline: z.object({ ...common, forS, backS: z.int().min(0).max(DAY_S) }),
  /** In W; over at `hysteresis` below the limit. */
  power: z.object({
    ...common,
    forS,
    limit: z.number().min(1).max(1_000_000),
    hysteresis: z.number().min(0).max(1_000_000),
  }),
  /** In Hz to either side of 50 Hz; over at `hysteresis` within. */
  frequency: z.object({
    ...common,
    forS,
    limit: z.number().min(0.01).max(5),
    hysteresis: z.number().min(0).max(5),
  }),
  /** The least power factor while the heat pump runs; over at `hysteresis` above. */
  powerFactor: z.object({
    ...common,
    forS,
    limit: z.number().min(0.01).max(1),
    hysteresis: z.number().min(0).max(1),
  }),
  /** kWh a day. The counter only rises, so the next day ends it and no hysteresis is needed. */
  energy: z.object({ ...common, limit: z.number().min(0.1).max(10_000) }),
  /** So many runs shorter than `shorterThanS` within `withinS`; over at `hysteresis` runs fewer. */
  cycling: z.object({
    ...common,
    limit: z.int().min(1).max(100),
    hysteresis: z.int().min(0).max(99),
    shorterThanS: z.int().min(1).max(DAY_S),
    withinS: z
      .int()
      .min(1)
      .max(7 * DAY_S),
  }),
  quiet: quietHoursSchema,
});

export type AlertRules = Readonly<z.infer<typeof alertRulesSchema>>;

export const RULE_NAMES = [
  'offline',
  'power',
  'frequency',
  'powerFactor',
  'energy',
  'cycling',
] as const satisfies readonly (keyof AlertRules)[];
export type RuleName = (typeof RULE_NAMES)[number];

const HOUR_S = 3600;

/** Only what nobody wants to miss is on. */
export const DEFAULT_ALERT_RULES: AlertRules = {
  offline: { enabled: true, forS: 600, backS: 60, holdOffS: HOUR_S },
  power: { enabled: false, limit: 3000, hysteresis: 300, forS: 900, holdOffS: HOUR_S },
  frequency: { enabled: false, limit: 0.5, hysteresis: 0.1, forS: 60, holdOffS: HOUR_S },
  powerFactor: { enabled: false, limit: 0.7, hysteresis: 0.05, forS: 600, holdOffS: 6 * HOUR_S },
  energy: { enabled: false, limit: 30, holdOffS: 6 * HOUR_S },
  cycling: {
    enabled: false,
    limit: 4,
    hysteresis: 2,
    shorterThanS: 600,
    withinS: 6 * HOUR_S,
    holdOffS: DAY_S,
  },
  quiet: { enabled: false, from: '22:00', until: '07:00', afterwards: 'defer' },
};
