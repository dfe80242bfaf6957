import { after, type EpochMs, epochMs } from '../units.ts';
import { type Alert, bounded, openAlert } from './alert.ts';
import type { AlertRules, RuleName } from './rules.ts';
import type { Signal } from './signal.ts';
import type { Kept, Turn } from './state.ts';

const SECOND_MS = 1000;

/** How long the condition of a rule must hold before it is raised. */
export function forMs(rule: RuleName, rules: AlertRules): number {
  const of = rules[rule];
  return 'forS' in of ? of.forS * SECOND_MS : 0;
}

/** How long it must be over before the alert is. */
export const backMs = (rule: RuleName, rules: AlertRules): number =>
  rule === 'offline' ? rules.offline.backS * SECOND_MS : 0;

const limitOf = (rule: RuleName, rules: AlertRules): number =>
  rule === 'offline' ? rules.offline.forS : rules[rule].limit;

/** From when on a rule whose condition holds since `since` may be raised. */
export function raiseFrom(
  rule: RuleName,
  since: EpochMs,
  { raisedAt }: Kept,
  rules: AlertRules,
): EpochMs {
  const due = after(since, forMs(rule, rules));
  const last = raisedAt[rule];
  if (last === undefined) return due;
  const again = after(last, rules[rule].holdOffS * SECOND_MS);
  return epochMs(Math.max(again, due));
}

/** What one rule makes of its signal. */
interface RuleStep {
  readonly kept: Kept;
  readonly turn: Turn | null;
  readonly raised?: Alert;
  readonly cleared?: Alert;
}

function cleared(kept: Kept, open: Alert, now: EpochMs): RuleStep {
  const over = { ...open, clearedAt: now };
  const alerts = kept.alerts.map((alert) => (alert.id === open.id ? over : alert));
  return { kept: { ...kept, alerts }, turn: null, cleared: over };
}

function raised(
  kept: Kept,
  rule: RuleName,
  { value, since }: { readonly value: number | null; readonly since: EpochMs },
  limit: number,
  now: EpochMs,
): RuleStep {
  const id = Math.max(0, ...kept.alerts.map((alert) => alert.id)) + 1;
  const alert = { id, rule, since, raisedAt: now, clearedAt: null, value, limit, read: false };
  const alerts = bounded([alert, ...kept.alerts]);
  const raisedAt = { ...kept.raisedAt, [rule]: now };
  return { kept: { ...kept, alerts, raisedAt }, turn: null, raised: alert };
}

/** A rule that is not raised. */
function calmStep(
  kept: Kept,
  turn: Turn | null,
  rule: RuleName,
  signal: Signal,
  rules: AlertRules,
  now: EpochMs,
): RuleStep {
  const before = turn?.to === 'raised' ? turn : null;
  switch (signal.kind) {
    case 'beyond': {
      const known = signal.since ?? before?.since ?? now;
      const since = known > now ? now : known;
      if (now < raiseFrom(rule, since, kept, rules)) return { kept, turn: { to: 'raised', since } };
      return raised(kept, rule, { value: signal.value, since }, limitOf(rule, rules), now);
    }
    case 'edge':
    case 'blink':
      return { kept, turn: before };
    case 'within':
    case 'unknown':
      return { kept, turn: null };
  }
}

/** A rule that is raised; what nobody knows keeps it so. */
function raisedStep(
  kept: Kept,
  turn: Turn | null,
  open: Alert,
  signal: Signal,
  rules: AlertRules,
  now: EpochMs,
): RuleStep {
  if (signal.kind !== 'within') return { kept, turn: null };
  const known = turn?.to === 'cleared' ? turn.since : now;
  const since = known > now ? now : known;
  const isOver = now >= after(since, backMs(open.rule, rules));
  return isOver ? cleared(kept, open, now) : { kept, turn: { to: 'cleared', since } };
}

export function stepRule(
  kept: Kept,
  turn: Turn | null,
  rule: RuleName,
  signal: Signal,
  rules: AlertRules,
  now: EpochMs,
): RuleStep {
  const open = openAlert(kept.alerts, rule);
  if (!rules[rule].enabled) return open === null ? { kept, turn: null } : cleared(kept, open, now);
  return open === null
    ? calmStep(kept, turn, rule, signal, rules, now)
    : raisedStep(kept, turn, open, signal, rules, now);
}
