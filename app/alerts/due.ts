import { after, type EpochMs } from '../units.ts';
import { openAlert } from './alert.ts';
import { quietUntil } from './quiet-hours.ts';
import { backMs, raiseFrom } from './rule-step.ts';
import { type AlertRules, RULE_NAMES } from './rules.ts';
import type { AlertState } from './state.ts';

/** When `nextAlerts` should be asked again though no poll comes; null: there is nothing to wait for. */
export function dueAt(
  { kept, turns }: AlertState,
  rules: AlertRules,
  now: EpochMs,
  zone: string,
): EpochMs | null {
  const due: EpochMs[] = [];
  for (const rule of RULE_NAMES) {
    const turn = turns[rule];
    if (turn === undefined) continue;
    const { to, since } = turn;
    due.push(
      to === 'raised' ? raiseFrom(rule, since, kept, rules) : after(since, backMs(rule, rules)),
    );
  }
  const oldest = kept.runEnds[0];
  if (oldest !== undefined && openAlert(kept.alerts, 'cycling') !== null) {
    due.push(after(oldest, rules.cycling.withinS * 1000));
  }
  if (kept.held.length > 0) due.push(quietUntil(rules.quiet, now, zone));
  const coming = due.filter((at) => at > now);
  return coming.reduce<EpochMs | null>(
    (first, at) => (first === null || at < first ? at : first),
    null,
  );
}
