import type { Bridge, HistoryAnswer } from '../../app/bridge/contract.ts';
import { OVERTAKEN } from '../../app/history/query.ts';
import { ok } from '../../app/result.ts';
import {
  energyQuery,
  type HistoryPicture,
  type HistoryRequest,
  seriesQuery,
  stripQuery,
} from './history-request.ts';

/** @param asker names the charts, so that others' queries do not overtake these. */
export async function askHistory(
  bridge: Pick<Bridge, 'historySeries' | 'historyEnergy' | 'historyStrip'>,
  asker: string,
  request: HistoryRequest,
): Promise<HistoryAnswer<HistoryPicture>> {
  const [series, energy, strip] = await Promise.all([
    bridge.historySeries(asker, seriesQuery(request)),
    bridge.historyEnergy(asker, energyQuery(request)),
    bridge.historyStrip(asker, stripQuery(request)),
  ]);
  if (series === OVERTAKEN || energy === OVERTAKEN || strip === OVERTAKEN) return OVERTAKEN;
  if (!series.ok) return series;
  if (!energy.ok) return energy;
  if (!strip.ok) return strip;
  return ok({ request, series: series.value, energy: energy.value, strip: strip.value });
}
