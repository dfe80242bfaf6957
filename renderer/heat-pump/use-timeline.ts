import { type RefObject, useMemo, useReducer } from 'react';
import { useChartLook } from '../charts/chart-look.ts';
import { plotArea } from '../charts/plot-area.ts';
import { useWidth } from '../charts/use-width.ts';
import { useGestures } from '../history/use-gestures.ts';
import { useServices } from '../state/services.tsx';
import { useRecord } from '../state/use-record.ts';
import { askStrip } from './ask.ts';
import type { Span } from './spans.ts';
import { nextTimeline, wholeOf } from './timeline-window.ts';

/** Most stretches of the strip; a finer one is a flicker that nobody can see. */
const MOST_POINTS = 600;

/**
 * What the timeline looks at and what the record answers. Wheel, fingers and mouse move it.
 * @param minute goes on while the span does.
 */
export function useTimeline(
  surface: RefObject<HTMLElement | null>,
  span: Span,
  minute: number,
  onPoint: (part: number | null) => void,
) {
  const { clock } = useServices();
  const look = useChartLook();
  const plot = plotArea(useWidth(surface), look);
  const points = Math.min(MOST_POINTS, Math.round(plot.width));
  const [{ range }, dispatch] = useReducer(nextTimeline, span, wholeOf);
  const growing = minute < range.to ? minute : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what grows is asked for again.
  const question = useMemo(
    () => (points === 0 ? null : { from: range.from, to: range.to, points }),
    [range, points, growing],
  );
  useGestures(surface, plot, {
    onZoom: (factor, part) => dispatch({ kind: 'zoom', factor, part, now: clock.now() }),
    onPan: (part) => dispatch({ kind: 'pan', part, now: clock.now() }),
    onPoint,
    onReset: () => dispatch({ kind: 'whole' }),
  });
  const isWhole = range.from === span.from && range.to === span.to;
  return { range, isWhole, dispatch, plot, look, loaded: useRecord(askStrip, question) };
}
