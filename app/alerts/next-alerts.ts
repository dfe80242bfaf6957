import type { EpochMs } from '../units.ts';
import type { Alert } from './alert.ts';
import { stepRule } from './rule-step.ts';
import { type AlertRules, RULE_NAMES, type RuleName } from './rules.ts';
import { countedEnds, nextRunWatch, withRunEnd } from './short-runs.ts';
import { type AlertInput, signalOf } from './signal.ts';
import type { AlertState, Kept, Turn } from './state.ts';
import { type Happened, type Told, tell } from './tell.ts';

export interface AlertStep extends Happened {
  readonly state: AlertState;
  /** At most one a raised alert, one for its end, and one for all quiet hours. */
  readonly told: readonly Told[];
}

/** A clock that was set back must not silence a rule until it has caught up. */
function notLater(kept: Kept, now: EpochMs): Kept {
  const entries = Object.entries(kept.raisedAt);
  if (entries.every(([, at]) => at <= now)) return kept;
  const raisedAt = Object.fromEntries(entries.map(([rule, at]) => [rule, at > now ? now : at]));
  return { ...kept, raisedAt };
}

/** The runs that count, with the one that just ended. */
function withRuns(state: AlertState, input: AlertInput, rules: AlertRules, now: EpochMs) {
  const ends = withRunEnd(state.kept.runEnds, state.run, input.heatPump, rules.cycling, now);
  const runEnds = countedEnds(ends, rules.cycling, now);
  const kept = runEnds === state.kept.runEnds ? state.kept : { ...state.kept, runEnds };
  return { kept, run: nextRunWatch(state.run, input.heatPump, now) };
}

/** What the rules make of `input` at `now`. Pure; called after each poll and when something is due. */
export function nextAlerts(
  state: AlertState,
  input: AlertInput,
  rules: AlertRules,
  now: EpochMs,
  zone: string,
): AlertStep {
  const { kept: counted, run } = withRuns(state, input, rules, now);
  let kept = notLater(counted, now);
  const turns: Partial<Record<RuleName, Turn>> = {};
  const happened = { raised: [] as Alert[], cleared: [] as Alert[] };
  for (const rule of RULE_NAMES) {
    const signal = signalOf(rule, input, kept.runEnds.length, rules, now);
    const step = stepRule(kept, state.turns[rule] ?? null, rule, signal, rules, now);
    kept = step.kept;
    if (step.turn !== null) turns[rule] = step.turn;
    if (step.raised !== undefined) happened.raised.push(step.raised);
    if (step.cleared !== undefined) happened.cleared.push(step.cleared);
  }
  const { kept: last, told } = tell(kept, happened, rules, now, zone);
  return { state: { kept: last, turns, run }, ...happened, told };
}
