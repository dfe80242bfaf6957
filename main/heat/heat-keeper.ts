import { MINUTE, MINUTES_IN_DAY } from '../../app/heat/heat-minutes.ts';
import { type HeatNow, type HeatSide, isHeatSideSet } from '../../app/heat/heat-side.ts';
import type { TimeRange } from '../../app/history/query.ts';
import type { Result } from '../../app/result.ts';
import { after, days, epochMs, millis, minutes, watts } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { type FetchedDay, heatDayOf } from '../history/heat-days.ts';
import type { Log } from '../log.ts';
import type { PrometheusClient } from '../prometheus/client.ts';
import { fetchHeat, type HeatFault, queriesKey } from './fetch-heat.ts';

/** As much of the record as the heat side needs. */
export interface HeatRecord {
  /** Whole minutes, the newest day first. */
  heatMissing(queries: string, range: TimeRange): Promise<Result<readonly TimeRange[], unknown>>;
  keepHeat(day: FetchedDay): Promise<Result<void, unknown>>;
}

export interface HeatKeeperOptions {
  /** null: nothing is recorded. */
  readonly record: () => Promise<HeatRecord | null>;
  readonly side: () => HeatSide;
  /** null: no Prometheus is set. */
  readonly client: () => PrometheusClient | null;
  readonly publish: (heat: HeatNow | null) => void;
  readonly clock: Clock;
  readonly log: Log;
}

const EVERY = minutes(1);
/** After a fault; the Pi may be rebooting. */
const AFTER_FAULT = minutes(5);
/** How far back the past is filled: as far as a Prometheus usually keeps it. */
const REACH = days(400);
/** Between two days of the past, so that neither the Pi nor this thread is kept busy. */
const BREATH = millis(100);

/** Fetches the heat side: what is new every minute, and the past day by day until it is whole. */
export class HeatKeeper {
  readonly #options: HeatKeeperOptions;
  readonly #ended = new AbortController();
  #changed = new AbortController();
  #done: Promise<void> = Promise.resolve();
  /** What was last complained of. */
  #complaint = '';

  constructor(options: HeatKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    this.#done = this.#keep();
  }

  /** Looks again at once, after the settings or the source changed. */
  restart(): void {
    this.#changed.abort();
  }

  close(): Promise<void> {
    this.#ended.abort();
    this.#changed.abort();
    return this.#done;
  }

  async #keep(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      this.#changed = new AbortController();
      const { signal } = this.#changed;
      const fault = await this.#fetch(signal);
      if (!signal.aborted) this.#complain(fault);
      await this.#options.clock.sleep(fault === null ? EVERY : AFTER_FAULT, signal);
    }
  }

  /** null: all went well, or there is nothing to do. */
  async #fetch(stop: AbortSignal): Promise<HeatFault | null> {
    const { side: sideOf, client: clientOf, record: recordOf, publish } = this.#options;
    const [side, client, record] = [sideOf(), clientOf(), await recordOf()];
    if (!isHeatSideSet(side) || client === null || record === null) {
      publish(null);
      return null;
    }
    return this.#fill(client, side, record, stop);
  }

  async #fill(
    client: PrometheusClient,
    side: HeatSide,
    record: HeatRecord,
    stop: AbortSignal,
  ): Promise<HeatFault | null> {
    const { publish, clock } = this.#options;
    const queries = queriesKey(side);
    const to = epochMs(Math.floor(clock.now() / MINUTE) * MINUTE);
    const missing = await record.heatMissing(queries, { from: after(to, -REACH), to });
    for (const range of missing.ok ? missing.value : []) {
      const fetched = await fetchHeat(client, side, range, stop);
      if (stop.aborted) return null;
      if (range.to === to) publish(fetched.ok ? newestOf(fetched.value, range) : null);
      if (!fetched.ok) return fetched.error;
      const { from, to: askedUntil } = range;
      const day = { ...fetched.value, day: heatDayOf(from), askedUntil, queries };
      const kept = await record.keepHeat(day);
      if (!kept.ok) return null;
      await clock.sleep(BREATH, stop);
    }
    return null;
  }

  #complain(fault: HeatFault | null): void {
    const complaint = fault === null ? '' : JSON.stringify(fault);
    if (complaint === this.#complaint) return;
    this.#complaint = complaint;
    if (fault === null) this.#options.log.info('heat', 'the heat side is read');
    else this.#options.log.warn('heat', complaint);
  }
}

/** The newest minute that is known of what was just fetched. */
function newestOf(
  { heat, outdoor }: Pick<FetchedDay, 'heat' | 'outdoor'>,
  { from }: TimeRange,
): HeatNow | null {
  const minute = heat.findLastIndex((value) => !Number.isNaN(value));
  if (minute < 0) return null;
  const day = Math.floor(from / (MINUTE * MINUTES_IN_DAY));
  const celsius = outdoor[minute] ?? Number.NaN;
  return {
    heat: watts(heat[minute] ?? 0),
    at: epochMs((day * MINUTES_IN_DAY + minute + 1) * MINUTE),
    outdoor: Number.isNaN(celsius) ? null : celsius,
  };
}
