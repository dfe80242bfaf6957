import { type Alert, isOpen } from '../../../app/alerts/alert.ts';
import { type AlertStep, nextAlerts } from '../../../app/alerts/next-alerts.ts';
import { type AlertRules, DEFAULT_ALERT_RULES, type RuleName } from '../../../app/alerts/rules.ts';
import type { AlertInput } from '../../../app/alerts/signal.ts';
import {
  type AlertState,
  keptSchema,
  NOTHING_KEPT,
  startAlerts,
} from '../../../app/alerts/state.ts';
import type { Told } from '../../../app/alerts/tell.ts';
import type { HeatPumpState } from '../../../app/heat-pump/state.ts';
import { nextHeatPumpState } from '../../../app/heat-pump/state.ts';
import { startLive } from '../../../app/live.ts';
import { after, type EpochMs, seconds, wattHours, watts } from '../../../app/units.ts';
import { measured, NOON, type PlainValues } from '../../support/readings.ts';

export const ZONE = 'Europe/Berlin';
const POLL_EVERY = seconds(30);
const MINUTE_MS = 60_000;

type Patch = { readonly [R in keyof AlertRules]?: Partial<AlertRules[R]> };

/** The default rules with some switched on and changed. */
export function rulesWith(patch: Patch): AlertRules {
  const merged = Object.entries(DEFAULT_ALERT_RULES).map(([name, rule]) => {
    const change = patch[name as keyof AlertRules];
    return [name, change === undefined ? rule : { ...rule, enabled: true, ...change }];
  });
  return Object.fromEntries(merged) as AlertRules;
}

/** Plays hours of polls for one set of rules; minutes count from noon. */
export class Stage {
  rules: AlertRules;
  now: EpochMs = NOON;
  readonly told: Told[] = [];
  #state: AlertState = startAlerts(NOTHING_KEPT);
  #heatPump: HeatPumpState | null = null;
  #live = startLive({ kind: 'demo' }, POLL_EVERY, NOON);
  #today: AlertInput['today'] = null;

  constructor(rules: AlertRules) {
    this.rules = rules;
  }

  get alerts(): readonly Alert[] {
    return this.#state.kept.alerts;
  }

  get state(): AlertState {
    return this.#state;
  }

  open(rule: RuleName): boolean {
    return this.alerts.some((alert) => alert.rule === rule && isOpen(alert));
  }

  /** A reading at `minute`. */
  reads(minute: number, values: PlainValues, dayKwh: number | null = null): AlertStep {
    this.now = after(NOON, minute * MINUTE_MS);
    const power = values.power ?? null;
    this.#heatPump = power === null ? null : nextHeatPumpState(this.#heatPump, watts(power));
    this.#live = {
      ...this.#live,
      link: { state: 'online', since: this.now },
      at: this.now,
      values: measured(values),
    };
    this.#today =
      dayKwh === null
        ? null
        : { since: NOON, wholeDay: false, estimated: false, energy: wattHours(dayKwh * 1000) };
    return this.#step();
  }

  /** Every poll fails since `since`. */
  fails(minute: number, since = minute): AlertStep {
    this.now = after(NOON, minute * MINUTE_MS);
    this.#heatPump = null;
    const link = {
      state: 'offline',
      since: after(NOON, since * MINUTE_MS),
      fault: { kind: 'closed' },
      failures: 3,
      nextTryAt: this.now,
    } as const;
    this.#live = { ...this.#live, link };
    return this.#step();
  }

  pauses(minute: number): AlertStep {
    this.now = after(NOON, minute * MINUTE_MS);
    this.#heatPump = null;
    this.#live = { ...this.#live, link: { state: 'paused', since: this.now } };
    return this.#step();
  }

  /** Nothing but time passes. */
  waits(minute: number): AlertStep {
    this.now = after(NOON, minute * MINUTE_MS);
    return this.#step();
  }

  /** The app ends and begins with what the disk keeps. */
  restarts(): void {
    const kept = keptSchema.parse(JSON.parse(JSON.stringify(this.#state.kept)));
    this.#state = startAlerts(kept);
    this.#heatPump = null;
    this.#live = startLive({ kind: 'demo' }, POLL_EVERY, this.now);
  }

  #step(): AlertStep {
    const input = { live: this.#live, heatPump: this.#heatPump, today: this.#today };
    const step = nextAlerts(this.#state, input, this.rules, this.now, ZONE);
    this.#state = step.state;
    this.told.push(...step.told);
    return step;
  }
}
