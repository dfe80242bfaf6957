import { QUARTER } from '../../../app/energy/counter.ts';
import { periodEdges } from '../../../app/energy/periods.ts';
import type { InsightsQuery } from '../../../app/insights/query.ts';
import type { InsightRules } from '../../../app/insights/rules.ts';
import { inHundredths } from '../../../app/report/money.ts';
import type { ReportBody, ReportDay } from '../../../app/report/report.ts';
import { cost, type EpochMs, epochMs, wattHours } from '../../../app/units.ts';
import { counterStands } from '../queries/counters.ts';
import { energyOf } from '../queries/energy.ts';
import { readQuarters } from '../queries/quarters.ts';
import type { Store } from '../store.ts';
import { queryFigures, queryInsights, queryRuns } from './insights.ts';

const standOf = (value: number | undefined) => (value === undefined ? null : wattHours(value));

/** Every local day of the time that has anything in it; the first and the last may be a part of one. */
function reportDays(
  store: Store,
  { from, to, zone }: InsightsQuery,
  rules: InsightRules,
  now: EpochMs,
): ReportDay[] {
  const edges = periodEdges(from, to, 'day', zone).map((edge) =>
    epochMs(Math.min(Math.max(edge, from), to)),
  );
  const days = edges.slice(0, -1).map((start, i) => ({ from: start, to: edges[i + 1] ?? to }));
  const quarters = readQuarters(store, store.tailLedger(), from, to + QUARTER);
  const { energy } = counterStands(store, ['energy'], edges);
  const figures = queryFigures(store, days, rules, now);
  return days.flatMap((day, index) => {
    const ofDay = figures[index];
    if (ofDay === undefined || (ofDay.energy.energy === null && ofDay.complete === 0)) return [];
    const { estimated } = energyOf(quarters, day.from, day.to);
    const stand = energy?.[index];
    const [startCounter, endCounter] = [standOf(stand?.start), standOf(stand?.end)];
    return [{ ...day, estimated, startCounter, endCounter, figures: ofDay }];
  });
}

/** Costs as they are printed, in whole hundredths that add up to the printed sum. */
function withPrintedCosts(days: readonly ReportDay[]): ReportDay[] {
  const costs = days.flatMap(({ figures }) => figures.cost?.total ?? []);
  const printed = inHundredths(costs);
  return days.map((day) => {
    if (day.figures.cost === null) return day;
    const total = cost(printed.shift() ?? 0);
    return { ...day, figures: { ...day.figures, cost: { ...day.figures.cost, total } } };
  });
}

/**
 * Everything that a report tells of a time, which lies on quarters of an hour: beginnings of days do
 * in every zone.
 */
export function queryReport(
  store: Store,
  query: InsightsQuery,
  rules: InsightRules,
  now: EpochMs,
): ReportBody {
  return {
    query,
    insights: queryInsights(store, query, rules, now),
    days: withPrintedCosts(reportDays(store, query, rules, now)),
    runs: queryRuns(store, query, rules, now),
  };
}
