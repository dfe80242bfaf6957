import { QUARTER } from '../../../app/energy/counter.ts';
import { nextPeriod, periodStart } from '../../../app/energy/periods.ts';
import type { TimeRange } from '../../../app/history/query.ts';
import type { Figures } from '../../../app/insights/figures.ts';
import { figuresOf, type Known, type RunSpan } from '../../../app/insights/figures-of.ts';
import { insightsOf, rangesOf } from '../../../app/insights/insights-of.ts';
import { type Prices, pricesOf } from '../../../app/insights/prices.ts';
import type {
  Insights,
  InsightsQuery,
  RunsAnswer,
  RunsQuery,
} from '../../../app/insights/query.ts';
import type { Rating } from '../../../app/insights/rating.ts';
import { ratingOf } from '../../../app/insights/rating-of.ts';
import type { InsightRules } from '../../../app/insights/rules.ts';
import { type KnownRun, rateRuns } from '../../../app/insights/run-energy.ts';
import type { StateLedger } from '../../../app/insights/state-ledger.ts';
import { stretchOf } from '../../../app/insights/sums.ts';
import type { HeatPumpToday } from '../../../app/insights/today.ts';
import { type EpochMs, epochMs } from '../../../app/units.ts';
import { queryStrip } from '../queries/strip.ts';
import type { Store } from '../store.ts';
import { openPart, RecordSums } from './open-sums.ts';

/** Its days are reckoned once, until other rules come. */
const KNOWN_PRICES = new WeakMap<InsightRules, Prices>();

function pricesBy(rules: InsightRules): Prices | null {
  const prices = KNOWN_PRICES.get(rules) ?? pricesOf(rules.tariff, rules.zone);
  if (prices !== null) KNOWN_PRICES.set(rules, prices);
  return prices;
}

/** The record as it is at `now`, open rows too. */
class View {
  readonly sums: RecordSums;
  readonly #store: Store;
  readonly #open: StateLedger;
  readonly rating: Rating;

  constructor(
    store: Store,
    rules: InsightRules,
    readonly now: EpochMs,
  ) {
    this.#store = store;
    this.#open = openPart(store, now);
    this.sums = new RecordSums(store, this.#open.quarters, now);
    this.rating = ratingOf({
      prices: pricesBy(rules),
      heat: store.tables.heat.minutes(),
      sums: this.sums,
      runs: (range) => this.runs(range),
      zone: rules.zone,
      now,
    });
  }

  /** Runs that are not in the table yet. */
  #openRuns(): KnownRun[] {
    const runs = [...this.#store.states.tail.runs, ...this.#open.runs];
    const { run } = this.#open.memory;
    return run === null ? runs : [...runs, { ...run, end: null, endSeen: false }];
  }

  spans(ranges: readonly TimeRange[]): RunSpan[] {
    const [from, to] = [
      Math.min(...ranges.map((range) => range.from)),
      Math.max(...ranges.map((range) => range.to)),
    ];
    const open = this.#openRuns().filter(({ start }) => start >= from && start < to);
    return [...this.#store.states.sums.runs(from, to), ...open].sort((a, b) => a.start - b.start);
  }

  /** Runs with a part in the range. */
  runs({ from, to }: TimeRange): KnownRun[] {
    const open = this.#openRuns().filter(
      ({ start, end }) => start < to && (end === null || end > from),
    );
    return [...this.#store.tables.runs.touching(from, to), ...open].sort(
      (a, b) => a.start - b.start,
    );
  }
}

const knownOf = (
  view: View,
  ranges: readonly TimeRange[],
  { shortBelow }: InsightRules,
): Known => ({
  sums: view.sums,
  runs: view.spans(ranges),
  rating: view.rating,
  shortBelow,
  now: view.now,
});

/** Figures of a span, and what goes with them. */
export function queryInsights(
  store: Store,
  query: InsightsQuery,
  rules: InsightRules,
  now: EpochMs,
): Insights {
  const view = new View(store, rules, now);
  const { now: range, before, yearBefore } = rangesOf(query);
  const ranges = yearBefore === null ? [range, before] : [range, before, yearBefore];
  return {
    ...insightsOf(query, knownOf(view, ranges, rules)),
    otherLimitsUntil: store.states.state.otherLimitsUntil,
    retold: store.states.retold(now),
  };
}

/** What each of several ranges comes to. */
export function queryFigures(
  store: Store,
  ranges: readonly TimeRange[],
  rules: InsightRules,
  now: EpochMs,
): Figures[] {
  const view = new View(store, rules, now);
  const known = ranges.length === 0 ? null : knownOf(view, ranges, rules);
  return known === null ? [] : ranges.map((range) => figuresOf(range, [stretchOf(range)], known));
}

/** Runs that share a quarter of an hour with one another share what its counter rose by. */
export function queryRuns(
  store: Store,
  { from, to }: RunsQuery,
  rules: InsightRules,
  now: EpochMs,
): RunsAnswer {
  const view = new View(store, rules, now);
  const wanted = view.runs({ from, to });
  const first = Math.min(from, wanted[0]?.start ?? from);
  const last = Math.max(to, ...wanted.slice(-1).map(({ end }) => end ?? now));
  const around = view.runs({ from: epochMs(first - QUARTER), to: epochMs(last + QUARTER) });
  return rateRuns(wanted, around, view.sums, view.rating);
}

/** Parts of the day that the strip of today tells apart: three minutes of 24 hours. */
const STRIP_POINTS = 480;

/** What Live and the wall display tell of the day so far. */
export function queryHeatPumpToday(
  store: Store,
  zone: string,
  rules: InsightRules,
  now: EpochMs,
): HeatPumpToday {
  const view = new View(store, rules, now);
  const since = periodStart(now, 'day', zone);
  const day = { from: since, to: nextPeriod(now, 'day', zone) };
  const figures = figuresOf(day, [stretchOf(day)], knownOf(view, [day], rules));
  const query = { from: since, to: epochMs(Math.max(now, since + 1)), points: STRIP_POINTS };
  return {
    since,
    starts: figures.starts,
    runTime: figures.runTime,
    cost: figures.cost?.total ?? null,
    cop: figures.heat?.cop ?? null,
    segments: queryStrip(store, query, now),
  };
}
