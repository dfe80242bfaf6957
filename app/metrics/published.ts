import { freshness, type Live, staleAfter } from '../live.ts';
import { EMPTY_MEASUREMENT, type Measurement } from '../measurement.ts';
import { between, type EpochMs, type Millis, millis } from '../units.ts';

/** What a scrape may show. */
export interface Published {
  /** Whether the newest poll was answered, recently enough to be called now. */
  readonly up: boolean;
  /** null: no sample at all, so that Prometheus ends the series. Energy has an age of its own. */
  readonly values: Measurement;
}

const age = (at: EpochMs | null, now: EpochMs): number =>
  at === null ? Number.POSITIVE_INFINITY : between(at, now);

/**
 * Stricter than what a screen calls stale. A screen says how old its number is; a scraper dates
 * every sample with the time of its scrape, so once a poll has failed the number before it
 * must not be handed out any longer than its own turn lasted.
 */
function isUp(live: Live, now: EpochMs): boolean {
  if (freshness(live, now) !== 'live') return false;
  const oneTurn = staleAfter(live.pollEvery) - live.pollEvery;
  return live.link.state !== 'faltering' || age(live.at, now) <= oneTurn;
}

/**
 * What may be published at `now`. Pure; asks nobody, so a scrape never waits for the bus.
 * @param energyEvery the energy counters are read no more often than this.
 */
export function published(live: Live, now: EpochMs, energyEvery: Millis): Published {
  if (!isUp(live, now)) return { up: false, values: EMPTY_MEASUREMENT };
  const energyTurn = millis(Math.max(live.pollEvery, energyEvery));
  if (age(live.energyAt, now) <= staleAfter(energyTurn)) return { up: true, values: live.values };
  const { energy, energyL1, energyL2, energyL3 } = EMPTY_MEASUREMENT;
  return { up: true, values: { ...live.values, energy, energyL1, energyL2, energyL3 } };
}
