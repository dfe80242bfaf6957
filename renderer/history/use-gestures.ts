import { type RefObject, useEffect, useRef } from 'react';
import { type Finger, type Plot, partAt, pinched, turned } from './gestures.ts';

/** What was done on the charts. Places and distances are parts of the plot, 0 to 1. */
export interface GestureListener {
  readonly onZoom: (factor: number, at: number) => void;
  /** Positive is later. */
  readonly onPan: (part: number) => void;
  /** null: no pointer is over the plot. */
  readonly onPoint: (at: number | null) => void;
  readonly onReset: () => void;
}

/** Words and buttons above the plots are not dragged. */
const isOnPlot = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('.chart-row__head, button, input') === null;

/**
 * Wheel and pinch zoom, a drag pans, a double click resets. Own handlers, since a gesture here
 * asks the record anew and moves all charts, while the zoom plugin of Chart.js moves one by itself.
 */
export function useGestures(
  element: RefObject<HTMLElement | null>,
  plot: Plot,
  listener: GestureListener,
): void {
  const latest = useRef({ plot, listener });
  useEffect(() => {
    latest.current = { plot, listener };
  });
  useEffect(() => {
    const { current: surface } = element;
    if (surface === null) return;
    const stop = new AbortController();
    listen(
      surface,
      () => ({ ...latest.current, plot: inWindow(surface, latest.current.plot) }),
      stop.signal,
    );
    return () => stop.abort();
  }, [element]);
}

const inWindow = (surface: HTMLElement, { left, width }: Plot): Plot => ({
  left: surface.getBoundingClientRect().left + left,
  width,
});

function listen(
  surface: HTMLElement,
  now: () => { readonly plot: Plot; readonly listener: GestureListener },
  signal: AbortSignal,
): void {
  const fingers = new Map<number, Finger>();
  const on = <K extends keyof HTMLElementEventMap>(
    name: K,
    handle: (event: HTMLElementEventMap[K]) => void,
  ): void => surface.addEventListener(name, handle, { signal, passive: false });

  on('wheel', (event) => {
    if (!isOnPlot(event)) return;
    event.preventDefault();
    const { plot, listener } = now();
    const turn = turned(event);
    if (turn.kind === 'zoom') listener.onZoom(turn.factor, partAt(plot, event.clientX));
    else listener.onPan(turn.px / plot.width);
  });
  on('pointerdown', (event) => {
    if (!isOnPlot(event) || event.button !== 0) return;
    fingers.set(event.pointerId, { id: event.pointerId, x: event.clientX });
    surface.setPointerCapture(event.pointerId);
  });
  on('pointermove', (event) => {
    const { plot, listener } = now();
    const finger = fingers.get(event.pointerId);
    if (finger === undefined || fingers.size === 1) listener.onPoint(partAt(plot, event.clientX));
    if (finger === undefined) return;
    const moved = { ...finger, x: event.clientX };
    const other = [...fingers.values()].find(({ id }) => id !== finger.id);
    fingers.set(finger.id, moved);
    if (other === undefined) return listener.onPan((finger.x - moved.x) / plot.width);
    const pinch = pinched([finger, other], [moved, other]);
    listener.onZoom(pinch.factor, partAt(plot, pinch.x));
    listener.onPan(-pinch.moved / plot.width);
  });
  for (const name of ['pointerup', 'pointercancel'] as const) {
    on(name, (event) => void fingers.delete(event.pointerId));
  }
  on('pointerleave', () => now().listener.onPoint(null));
  on('dblclick', (event) => {
    if (isOnPlot(event)) now().listener.onReset();
  });
}
