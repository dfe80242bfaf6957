import { QUARTER } from '../energy/counter.ts';
import { periodEdges } from '../energy/periods.ts';
import type { HeatMinutes } from '../heat/heat-minutes.ts';
import type { TimeRange } from '../history/query.ts';
import { days, type EpochMs, epochMs } from '../units.ts';
import { costOf, costOfRun } from './cost-of.ts';
import { type HeatedSpan, type HeatSources, heatOf, heatOfRun } from './heat-of.ts';
import type { Prices } from './prices.ts';
import type { CopPoint } from './query.ts';
import type { Rating } from './rating.ts';
import { type QuarterSums, type Stretch, stretchOf } from './sums.ts';

export interface RatingSources {
  /** null: no tariff. */
  readonly prices: Prices | null;
  /** null: no heat side. */
  readonly heat: HeatMinutes | null;
  readonly sums: QuarterSums;
  /** Runs with a part in the range, in the order of time. */
  readonly runs: (range: TimeRange) => readonly HeatedSpan[];
  /** IANA name; days are its days. */
  readonly zone: string;
  readonly now: EpochMs;
}

/** A day says something when half of it is known. */
const ENOUGH = days(0.5);

/** A point for each local day of a time. */
function copPoints(sources: HeatSources, { first, end }: Stretch, zone: string): CopPoint[] {
  const to = Math.min(end * QUARTER, sources.now);
  if (first * QUARTER >= to) return [];
  const edges = periodEdges(epochMs(first * QUARTER), epochMs(to), 'day', zone);
  return edges.slice(0, -1).flatMap((from, index) => {
    const day = { from, to: edges[index + 1] ?? from };
    const figures = heatOf(sources, [stretchOf(day)]);
    const outdoor = sources.heat.outdoor(day.from, day.to);
    if (figures === null || figures.cop === null || outdoor === null) return [];
    return figures.known < ENOUGH ? [] : [{ at: from, outdoor, cop: figures.cop }];
  });
}

/** Costs and COPs as tariff and heat side have them now: nothing of it is kept. */
export function ratingOf({ prices, heat, ...rest }: RatingSources): Rating {
  const { sums, zone, now } = rest;
  const sources = heat === null ? null : { ...rest, heat };
  return {
    cost: (stretches) => (prices === null ? null : costOf(prices, sums, stretches, now)),
    heat: (stretches) => (sources === null ? null : heatOf(sources, stretches)),
    run: (run, parts) => {
      const mWh = parts.reduce((sum, part) => sum + part.mWh, 0);
      const unknown = { cop: null, outdoor: null };
      return {
        cost: prices === null ? null : costOfRun(prices, parts),
        ...(sources === null ? unknown : heatOfRun(sources, run, mWh)),
      };
    },
    copOverOutdoor: (stretch) => (sources === null ? null : copPoints(sources, stretch, zone)),
  };
}
