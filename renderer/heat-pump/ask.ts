import type { Bridge, HistoryAnswer } from '../../app/bridge/contract.ts';
import { OVERTAKEN, type StripSegment, type TimeRange } from '../../app/history/query.ts';
import type { Insights, InsightsQuery } from '../../app/insights/query.ts';
import type { RatedRun } from '../../app/insights/run.ts';
import { ok } from '../../app/result.ts';

/** Names this view among those that ask the record. */
const ASKER = 'heat-pump';

/** What a span came to, with the question that it answers. */
export interface SpanPicture {
  readonly query: InsightsQuery;
  readonly insights: Insights;
  /** Oldest first. */
  readonly runs: readonly RatedRun[];
}

export async function askSpan(
  bridge: Pick<Bridge, 'insights' | 'insightRuns'>,
  query: InsightsQuery,
): Promise<HistoryAnswer<SpanPicture>> {
  const { from, to } = query;
  const [insights, runs] = await Promise.all([
    bridge.insights(ASKER, query),
    bridge.insightRuns(ASKER, { from, to }),
  ]);
  if (insights === OVERTAKEN || runs === OVERTAKEN) return OVERTAKEN;
  if (!insights.ok) return insights;
  if (!runs.ok) return runs;
  return ok({ query, insights: insights.value, runs: runs.value });
}

export interface StripPicture extends TimeRange {
  readonly segments: readonly StripSegment[];
}

export async function askStrip(
  bridge: Pick<Bridge, 'historyStrip'>,
  query: TimeRange & { readonly points: number },
): Promise<HistoryAnswer<StripPicture>> {
  const answer = await bridge.historyStrip(ASKER, query);
  if (answer === OVERTAKEN || !answer.ok) return answer;
  return ok({ from: query.from, to: query.to, segments: answer.value });
}
