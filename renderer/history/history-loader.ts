import type { Bridge } from '../../app/bridge/contract.ts';
import type { HistoryFault } from '../../app/history/fault.ts';
import { OVERTAKEN } from '../../app/history/query.ts';
import { err, ok, type Result } from '../../app/result.ts';
import {
  energyQuery,
  type HistoryPicture,
  type HistoryRequest,
  seriesQuery,
  stripQuery,
} from './history-request.ts';

export type HistoryBridge = Pick<Bridge, 'historySeries' | 'historyEnergy' | 'historyStrip'>;

/** What is there to be drawn. */
export interface Loaded {
  /** The newest answer; stays while the next one is under way. null before the first. */
  readonly picture: HistoryPicture | null;
  /** Why the newest request was not answered. */
  readonly fault: HistoryFault | null;
  readonly loading: boolean;
}

export const NOTHING_LOADED: Loaded = { picture: null, fault: null, loading: true };

export interface HistoryLoader {
  /** Asks at once, or as soon as the request under way is answered; of those waiting only the newest. */
  readonly show: (request: HistoryRequest) => void;
  /** Asks for the newest request again. */
  readonly retry: () => void;
  /** Nothing is told any more. */
  readonly end: () => void;
}

/** @param asker names the charts, so that others' queries do not overtake these. */
export function createHistoryLoader(
  bridge: HistoryBridge,
  asker: string,
  tell: (loaded: Loaded) => void,
): HistoryLoader {
  let loaded = NOTHING_LOADED;
  let newest: HistoryRequest | null = null;
  let waiting: HistoryRequest | null = null;
  let busy = false;
  let ended = false;

  const update = (change: Partial<Loaded>): void => {
    loaded = { ...loaded, ...change };
    if (!ended) tell(loaded);
  };
  const run = async (request: HistoryRequest): Promise<void> => {
    busy = true;
    update({ loading: true });
    const answer = await ask(bridge, asker, request);
    busy = false;
    const next = waiting;
    waiting = null;
    const change =
      answer === OVERTAKEN
        ? {}
        : answer.ok
          ? { picture: answer.value, fault: null }
          : { fault: answer.error };
    update({ ...change, loading: next !== null });
    if (next !== null && !ended) void run(next);
  };
  const show = (request: HistoryRequest): void => {
    newest = request;
    if (busy) waiting = request;
    else void run(request);
  };
  return {
    show,
    retry: () => {
      if (newest !== null) show(newest);
    },
    end: () => {
      ended = true;
    },
  };
}

async function ask(
  bridge: HistoryBridge,
  asker: string,
  request: HistoryRequest,
): Promise<Result<HistoryPicture, HistoryFault> | typeof OVERTAKEN> {
  try {
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
  } catch (error) {
    // The bridge rejects only when main refuses or has gone.
    return err({ kind: 'gone', detail: error instanceof Error ? error.message : String(error) });
  }
}
