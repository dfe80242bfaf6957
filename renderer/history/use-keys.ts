import type { Dispatch, KeyboardEvent } from 'react';
import { useServices } from '../state/services.tsx';
import { oldestReading } from './oldest-reading.ts';
import type { ViewAction } from './view-state.ts';

interface Options {
  readonly dispatch: Dispatch<ViewAction>;
  /** The marked place on the plot, 0 to 1; null: none. */
  readonly pointed: number | null;
  readonly setPointed: (part: number | null) => void;
  /** Of the plot, in px. */
  readonly width: number;
}

/** Parts of the plot. */
const PAN_STEP = 0.1;
const ZOOM_STEP = 1.5;
/** px that the mark moves at once */
const MARK_STEP = 8;

/** What the keys do on the charts. */
export function useKeys(options: Options): (event: KeyboardEvent) => void {
  const { clock, bridge } = useServices();
  const { dispatch, pointed, setPointed, width } = options;
  const mark = (by: number): void => {
    const next = (pointed ?? 0.5) + (by * MARK_STEP) / Math.max(1, width);
    setPointed(Math.min(1, Math.max(0, next)));
  };
  const sideways = (by: -1 | 1, shift: boolean): void => {
    if (shift) mark(by);
    else dispatch({ kind: 'pan', part: by * PAN_STEP, now: clock.now() });
  };
  // Without a mark the newest stays where it is.
  const zoom = (factor: number): void =>
    dispatch({ kind: 'zoom', factor, part: pointed ?? 1, now: clock.now() });
  const toOldest = async (): Promise<void> => {
    const from = await oldestReading(bridge, clock.now());
    if (from !== null) dispatch({ kind: 'begin-at', from, now: clock.now() });
  };
  const actions = new Map<string, (shift: boolean) => void>([
    ['ArrowLeft', (shift) => sideways(-1, shift)],
    ['ArrowRight', (shift) => sideways(1, shift)],
    ['+', () => zoom(1 / ZOOM_STEP)],
    ['=', () => zoom(1 / ZOOM_STEP)],
    ['-', () => zoom(ZOOM_STEP)],
    ['Home', () => void toOldest()],
    ['End', () => dispatch({ kind: 'now', now: clock.now() })],
    ['0', () => dispatch({ kind: 'reset' })],
    ['Escape', () => setPointed(null)],
  ]);
  return (event) => {
    const action = actions.get(event.key);
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action(event.shiftKey);
  };
}
