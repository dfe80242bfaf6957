import type { EpochMs } from '../units.ts';
import type { Alert } from './alert.ts';
import { isQuiet } from './quiet-hours.ts';
import type { AlertRules } from './rules.ts';
import type { Kept } from './state.ts';

/** What a notification says. */
export type Told =
  | { readonly kind: 'raised'; readonly alert: Alert }
  /** Readings come again. */
  | { readonly kind: 'back'; readonly alert: Alert }
  /** The quiet hours are over. */
  | { readonly kind: 'held'; readonly alerts: readonly Alert[] };

/** What became of the rules in one step. */
export interface Happened {
  readonly raised: readonly Alert[];
  readonly cleared: readonly Alert[];
}

/** Turns what happened into notifications: held back or dropped while it is quiet. */
export function tell(
  kept: Kept,
  { raised, cleared }: Happened,
  { quiet, offline }: AlertRules,
  now: EpochMs,
  zone: string,
): { readonly kept: Kept; readonly told: readonly Told[] } {
  const back = cleared.filter(({ rule }) => rule === 'offline' && offline.enabled);
  const isHeld = ({ id }: Alert): boolean => kept.held.includes(id);
  if (isQuiet(quiet, now, zone)) {
    const fresh = [...raised, ...back].filter((alert) => !isHeld(alert));
    if (quiet.afterwards === 'mute' || fresh.length === 0) return { kept, told: [] };
    return { kept: { ...kept, held: [...kept.held, ...fresh.map(({ id }) => id)] }, told: [] };
  }
  const held = quiet.afterwards === 'defer' ? kept.alerts.filter(isHeld) : [];
  const told: Told[] = held.length === 0 ? [] : [{ kind: 'held', alerts: held }];
  for (const alert of raised) told.push({ kind: 'raised', alert });
  for (const alert of back) if (!isHeld(alert)) told.push({ kind: 'back', alert });
  return { kept: kept.held.length === 0 ? kept : { ...kept, held: [] }, told };
}
