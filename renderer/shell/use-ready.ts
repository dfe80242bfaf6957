import { useEffect } from 'react';
import { useAppState } from '../state/services.tsx';
import type { ViewName } from './views.ts';

/**
 * Sets `data-ready` and `data-view` on the document once the first reading is on the screen
 * in `view`; pictures are taken after that.
 */
export function useReady(view: ViewName): void {
  const hasReading = useAppState((state) => state.live.at !== null);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.view = view;
    if (!hasReading) return;
    let frame = 0;
    let over = false;
    const nextFrame = (then: () => void): void => {
      if (!over) frame = requestAnimationFrame(then);
    };
    const report = (): void => {
      performance.mark('ready');
      dataset.ready = 'true';
    };
    // The second frame begins only after what is now in the document has been painted.
    void document.fonts.ready.then(() => nextFrame(() => nextFrame(report)));
    return () => {
      over = true;
      cancelAnimationFrame(frame);
      delete dataset.ready;
    };
  }, [view, hasReading]);
}
