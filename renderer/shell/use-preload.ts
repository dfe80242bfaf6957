import { useEffect } from 'react';
import { useAppState } from '../state/services.tsx';
import { preloadViews } from './lazy-views.tsx';

/** Reads the other views once this one shows a reading and nothing else is to be done. */
export function usePreload(painted: boolean): void {
  const isShown = useAppState((state) => state.live.at !== null) && painted;
  useEffect(() => {
    if (!isShown) return;
    // A view that cannot be read says so when it is shown.
    const idle = requestIdleCallback(() => void preloadViews().catch(() => undefined));
    return () => cancelIdleCallback(idle);
  }, [isShown]);
}
