import { useEffect, useState } from 'react';
import type { ContextSeries, PrometheusFault } from '../../app/history/prometheus.ts';
import type { TimeRange } from '../../app/history/query.ts';
import { useServices } from '../state/services.tsx';
import { keepOverlay, type Overlay, recallOverlay } from './overlay-store.ts';

/** What came of the newest question. */
export type OverlayAnswer =
  | { readonly kind: 'series'; readonly series: ContextSeries }
  | { readonly kind: 'fault'; readonly fault: PrometheusFault }
  /** No Prometheus is set. */
  | { readonly kind: 'not-set' };

/** A far Prometheus is not asked for each step of a gesture. */
const ASK_AFTER_MS = 300;

/** A series over the charts, asked for only while it is shown; the charts never wait for it. */
export function useOverlay(range: TimeRange, points: number) {
  const { bridge } = useServices();
  const [overlay, setOverlay] = useState<Overlay | null>(() => recallOverlay(localStorage));
  const [answer, setAnswer] = useState<OverlayAnswer | null>(null);
  useEffect(() => {
    if (overlay === null || points === 0) return;
    let over = false;
    const ask = async (): Promise<void> => {
      const { promql } = overlay;
      const { from, to } = range;
      const got = await bridge.historyContext({ promql, from, to, points }).catch(() => null);
      // A question that a newer one ended says nothing about the Prometheus.
      if (over || (got !== null && !got.ok && got.error.kind === 'cancelled')) return;
      if (got === null) setAnswer({ kind: 'not-set' });
      else if (got.ok) setAnswer({ kind: 'series', series: got.value });
      else setAnswer({ kind: 'fault', fault: got.error });
    };
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [bridge, overlay, range, points]);
  const choose = (next: Overlay | null): void => {
    keepOverlay(localStorage, next);
    setAnswer(null);
    setOverlay(next);
  };
  return { overlay, answer: overlay === null ? null : answer, choose };
}
