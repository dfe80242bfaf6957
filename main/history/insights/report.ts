import type { InsightsQuery } from '../../../app/insights/query.ts';
import type { InsightRules } from '../../../app/insights/rules.ts';
import type { ReportBody, ReportDay } from '../../../app/report/report.ts';
import { type EpochMs, wattHours } from '../../../app/units.ts';
import { counterStands } from '../queries/counters.ts';
import { queryEnergy } from '../queries/energy.ts';
import type { Store } from '../store.ts';
import { queryFigures, queryInsights, queryRuns } from './insights.ts';

const standOf = (value: number | undefined) => (value === undefined ? null : wattHours(value));

/** Every local day of the time that has anything in it. */
function reportDays(
  store: Store,
  { from, to, zone }: InsightsQuery,
  rules: InsightRules,
  now: EpochMs,
): ReportDay[] {
  const days = queryEnergy(store, { from, to, per: 'day', zone }, now);
  const edges = [...days.map((day) => day.from), days.at(-1)?.to ?? to];
  const { energy } = counterStands(store, ['energy'], edges);
  const figures = queryFigures(store, days, rules, now);
  return days.flatMap((day, index) => {
    const ofDay = figures[index];
    if (ofDay === undefined || (day.energy.energy === null && day.complete === 0)) return [];
    const stand = energy?.[index];
    const [startCounter, endCounter] = [standOf(stand?.start), standOf(stand?.end)];
    return [{ ...day, startCounter, endCounter, figures: ofDay }];
  });
}

/** Everything that a report tells of a time. */
export function queryReport(
  store: Store,
  query: InsightsQuery,
  rules: InsightRules,
  now: EpochMs,
): ReportBody {
  return {
    query,
    insights: queryInsights(store, query, rules, now),
    days: reportDays(store, query, rules, now),
    runs: queryRuns(store, query, rules, now),
  };
}
