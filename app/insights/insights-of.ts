import { fromMilliWattHours, QUARTER } from '../energy/counter.ts';
import { type Period, periodEdges } from '../energy/periods.ts';
import { HEAT_PUMP_STATES, isRunning } from '../heat-pump/state.ts';
import type { TimeRange } from '../history/query.ts';
import { days, epochMs, type Millis, millis, minutes, type WattHours } from '../units.ts';
import { type Calendar, calendarOf, weekdayOf } from './calendar.ts';
import { isKnown, type SharedHours, sharedByDay, sharedByPlace } from './compare.ts';
import { figuresOf, type Known, lengthsOf } from './figures-of.ts';
import type { Comparison, InsightBar, Insights, InsightsQuery, LengthClass } from './query.ts';
import { type SeasonFigures, seasonAt } from './season.ts';
import { dayBefore, dayYearBefore, spanBefore, spanYearBefore } from './spans.ts';
import { noTotals, stretchOf } from './sums.ts';

/** The ranges that an answer draws on: the one asked for, the one before, and a year before. */
export interface InsightRanges {
  readonly now: TimeRange;
  readonly before: TimeRange;
  readonly yearBefore: TimeRange | null;
}

/** On whole quarters of an hour, so that ranges that adjoin share nothing and miss nothing. */
const snapped = (range: TimeRange): TimeRange => {
  const { first, end } = stretchOf(range);
  return { from: epochMs(first * QUARTER), to: epochMs(end * QUARTER) };
};

export function rangesOf({ from, to, kind, zone }: InsightsQuery): InsightRanges {
  const now = snapped({ from, to });
  const yearBefore = spanYearBefore(now, kind, zone);
  return {
    now,
    before: snapped(spanBefore(now, kind, zone)),
    yearBefore: yearBefore === null ? null : snapped(yearBefore),
  };
}

/** Everything that is asked about a span at once. */
export function insightsOf(
  query: InsightsQuery,
  known: Known,
): Omit<Insights, 'otherLimitsUntil' | 'retold'> {
  const ranges = rangesOf(query);
  const { kind, zone } = query;
  const stretch = stretchOf(ranges.now);
  const calendar = calendarOf(zone);
  const { sums, rating, runs } = known;
  const before =
    kind === 'free'
      ? sharedByPlace(ranges.now, ranges.before, sums)
      : sharedByDay(ranges.now, calendar, (day) => dayBefore(day, kind), sums);
  const yearBefore = sharedByDay(ranges.now, calendar, (day) => dayYearBefore(day, kind), sums);
  return {
    figures: figuresOf(ranges.now, [stretch], known),
    before: comparison(ranges.now, ranges.before, before, known),
    yearBefore: comparison(ranges.now, ranges.yearBefore, yearBefore, known),
    bars: barsOf(query, ranges.now, known),
    lengths: lengthClasses(lengthsOf(runs, [stretch])),
    hourOfWeek: hourOfWeek(ranges.now, calendar, known),
    season: seasonOf(query, ranges.now, known),
    copOverOutdoor: rating.copOverOutdoor(stretch),
  };
}

function seasonOf(
  { zone }: InsightsQuery,
  { to }: TimeRange,
  { rating, now }: Known,
): SeasonFigures | null {
  const season = seasonAt(epochMs(Math.min(to - 1, now)), zone);
  const heat = rating.heat([stretchOf(season)]);
  return heat === null ? null : { ...season, ...heat };
}

function comparison(
  now: TimeRange,
  earlier: TimeRange | null,
  { count, ...sides }: SharedHours,
  known: Known,
): Comparison | null {
  if (earlier === null || count === 0) return null;
  return {
    hours: count,
    now: figuresOf(now, sides.now, known),
    earlier: figuresOf(earlier, sides.earlier, known),
  };
}

const BAR: Readonly<Record<Exclude<InsightsQuery['kind'], 'free'>, Period>> = {
  day: 'hour',
  week: 'day',
  month: 'day',
  year: 'month',
};
/** Free ranges up to this have a bar an hour, and up to the next a bar a day. */
const HOURLY = days(2);
const DAILY = days(62);

function barPeriod({ kind }: InsightsQuery, { from, to }: TimeRange): Period {
  if (kind !== 'free') return BAR[kind];
  if (to - from <= HOURLY) return 'hour';
  return to - from <= DAILY ? 'day' : 'month';
}

function barsOf(query: InsightsQuery, range: TimeRange, known: Known): InsightBar[] {
  if (range.from === range.to) return [];
  const edges = periodEdges(range.from, range.to, barPeriod(query, range), query.zone);
  return edges.slice(0, -1).map((edge, i) => {
    const from = Math.max(edge, range.from);
    const to = Math.min(edges[i + 1] ?? range.to, range.to);
    return barOf({ from: epochMs(from), to: epochMs(to) }, known);
  });
}

function barOf(range: TimeRange, { sums, rating, now }: Known): InsightBar {
  const stretch = stretchOf(range);
  const totals = noTotals();
  sums.addTo(totals, stretch);
  const past = Math.min(range.to, Math.max(now, range.from)) - range.from;
  const seen = totals.time.reduce((sum, ms) => sum + ms, 0);
  const on = totals.time.filter((_, i) => isRunning(HEAT_PUMP_STATES[i] ?? 'standby'));
  return {
    ...range,
    energy: totals.known[0] === 0 ? null : fromMilliWattHours(totals.counters[0] ?? 0),
    cost: rating.cost([stretch])?.total ?? null,
    starts: totals.starts,
    runTime: millis(on.reduce((sum, ms) => sum + ms, 0)),
    complete: past <= 0 ? 0 : Math.min(1, seen / past),
    cop: rating.heat([stretch])?.cop ?? null,
  };
}

/** Where one class of lengths ends and the next begins. */
const LENGTH_EDGES: readonly Millis[] = [0, 5, 10, 20, 30, 45, 60, 90, 120, 180].map(minutes);

function lengthClasses(lengths: readonly Millis[]): LengthClass[] {
  return LENGTH_EDGES.map((from, i) => {
    const to = LENGTH_EDGES[i + 1] ?? null;
    const count = lengths.filter((length) => length >= from && (to === null || length < to)).length;
    return { from, to, count };
  });
}

const HOURS_A_WEEK = 168;

function hourOfWeek(range: TimeRange, calendar: Calendar, { sums }: Known): (WattHours | null)[] {
  const [energy, count] = [new Float64Array(HOURS_A_WEEK), new Uint16Array(HOURS_A_WEEK)];
  const { first, end } = stretchOf(range);
  for (let day = calendar.dayAt(range.from); calendar.start(day) < range.to; day++) {
    // Nothing of what is to come, or of years without a record.
    if (sums.seen(calendar.stretch(day)) === 0) continue;
    for (const stretch of calendar.hours(day)) {
      if (stretch.first < first || stretch.end > end || !isKnown(sums, stretch)) continue;
      const mWh = sums.energy(stretch);
      if (mWh === null) continue;
      const place = (weekdayOf(day) - 1) * 24 + stretch.hour;
      energy[place] = (energy[place] ?? 0) + mWh;
      count[place] = (count[place] ?? 0) + 1;
    }
  }
  return Array.from(energy, (mWh, place) => meanOf(mWh, count[place] ?? 0));
}

const meanOf = (mWh: number, count: number): WattHours | null =>
  count === 0 ? null : fromMilliWattHours(mWh / count);
