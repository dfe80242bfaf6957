import { type RefObject, useMemo, useReducer } from 'react';
import { type EpochMs, epochMs } from '../../app/units.ts';
import { useChartLook } from '../charts/chart-look.ts';
import { plotArea } from '../charts/plot-area.ts';
import { useWidth } from '../charts/use-width.ts';
import { useServices, useTimed } from '../state/services.tsx';
import { ZONE } from '../zone.ts';
import { barPeriod, type HistoryRequest } from './history-request.ts';
import { useHistory } from './use-history.ts';
import { useOverlay } from './use-overlay.ts';
import { firstView, nextView } from './view-state.ts';
import { followEvery, rangeOf, spanOf } from './view-window.ts';

/** Names the charts of this view among those that ask the record. */
const ASKER = 'history';

/**
 * What the view looks at and what the record answers.
 * @param surface holds the charts. @param at what the view opens at; null: now.
 */
export function useRecordView(surface: RefObject<HTMLElement | null>, at: EpochMs | null) {
  const { clock } = useServices();
  const look = useChartLook();
  const width = useWidth(surface);
  const [state, dispatch] = useReducer(nextView, at, (first) => firstView(first, clock.now()));
  const { window } = state;
  const every = followEvery(window.kind === 'following' ? window.span : spanOf(window), width || 1);
  const now = useTimed((_, time) => Math.floor(time / every) * every);
  const range = useMemo(() => rangeOf(window, epochMs(now)), [window, now]);
  const over = useOverlay(range, width);
  const plot = plotArea(width, look, over.overlay !== null);
  const points = Math.round(plot.width);
  const request = useMemo((): HistoryRequest | null => {
    if (points === 0) return null;
    return { ...range, points, per: barPeriod(spanOf(range)), zone: ZONE };
  }, [range, points]);
  return { state, dispatch, range, plot, over, loaded: useHistory(ASKER, request) };
}

export type RecordViewState = ReturnType<typeof useRecordView>;
