import { useEffect } from 'react';
import { useAppState } from '../state/services.tsx';
import type { ViewName } from './view-hash.ts';

/**
 * So many frames later a painted one has left the compositor as well, also on a busy machine.
 * Canvases are the last to arrive there.
 */
const FRAMES_IN_FLIGHT = 2;

/**
 * Sets `data-ready` and `data-view` on the document once the first reading is on the screen
 * in `view`; pictures are taken after that.
 * @param painted false while the view itself waits for more than a reading.
 */
export function useReady(view: ViewName, painted = true): void {
  const hasReading = useAppState((state) => state.live.at !== null);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.view = view;
    if (!hasReading || !painted) return;
    let frame = 0;
    let over = false;
    const afterFrames = (count: number, then: () => void): void => {
      if (over) return;
      frame = requestAnimationFrame(() => (count === 1 ? then() : afterFrames(count - 1, then)));
    };
    const report = (): void => {
      dataset.ready = 'true';
    };
    const mark = (): void => {
      performance.mark('ready');
      afterFrames(FRAMES_IN_FLIGHT, report);
    };
    // The second frame begins only after what is now in the document has been painted.
    void document.fonts.ready.then(() => afterFrames(2, mark));
    return () => {
      over = true;
      cancelAnimationFrame(frame);
      delete dataset.ready;
    };
  }, [view, hasReading, painted]);
}
