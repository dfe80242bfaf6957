import type { Dispatch, KeyboardEvent } from 'react';
import { useServices } from '../state/services.tsx';
import type { TimelineAction } from './timeline-window.ts';

/** Of the plot. */
const PAN_STEP = 0.1;
export const ZOOM_STEP = 1.5;

/** What keys and buttons do on the timeline. @param pointed the marked place, 0 to 1; null: none. */
export function useTimelineKeys(dispatch: Dispatch<TimelineAction>, pointed: number | null) {
  const { clock } = useServices();
  const zoom = (factor: number): void =>
    dispatch({ kind: 'zoom', factor, part: pointed ?? 0.5, now: clock.now() });
  const pan = (part: number): void => dispatch({ kind: 'pan', part, now: clock.now() });
  const actions = new Map<string, () => void>([
    ['ArrowLeft', () => pan(-PAN_STEP)],
    ['ArrowRight', () => pan(PAN_STEP)],
    ['+', () => zoom(1 / ZOOM_STEP)],
    ['=', () => zoom(1 / ZOOM_STEP)],
    ['-', () => zoom(ZOOM_STEP)],
    ['0', () => dispatch({ kind: 'whole' })],
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = actions.get(event.key);
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  };
  return { zoom, onKeyDown };
}
