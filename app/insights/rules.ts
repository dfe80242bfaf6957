import type { StateLimits } from '../heat-pump/state.ts';
import type { Settings } from '../settings.ts';
import { type Millis, minutes, watts } from '../units.ts';
import type { Tariff } from './tariff.ts';

/** How readings are judged; all of it can be set. */
export interface InsightRules {
  readonly limits: StateLimits;
  /** A shorter run is a short cycle. */
  readonly shortBelow: Millis;
  readonly tariff: Tariff;
  /** IANA name; prices hold by its wall clock. */
  readonly zone: string;
}

export function limitsOf({ stateLimits }: Pick<Settings, 'stateLimits'>): StateLimits {
  const { circulatingFromW, runningFromW, runningUntilW, highLoadAboveW } = stateLimits;
  return {
    circulatingFrom: watts(circulatingFromW),
    runningFrom: watts(runningFromW),
    runningUntil: watts(runningUntilW),
    highLoadAbove: watts(highLoadAboveW),
  };
}

export const rulesOf = (
  settings: Pick<Settings, 'stateLimits' | 'shortCycleMin' | 'tariff'>,
  zone: string,
): InsightRules => ({
  limits: limitsOf(settings),
  shortBelow: minutes(settings.shortCycleMin),
  tariff: settings.tariff,
  zone,
});
