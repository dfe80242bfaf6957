import { useSyncExternalStore } from 'react';
import { periodInHash, timeInHash } from './view-hash.ts';
import { bareViewOfHash, viewOfHash } from './views.ts';

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** What stands behind the '#' of the URL, with it. */
export const useHash = (): string => useSyncExternalStore(onHashChange, () => location.hash);

/** The view that the URL names. */
export const useView = () => viewOfHash(useHash());

/** The time that the URL asks to see; null: none. */
export const useTimeInHash = () => timeInHash(useHash());

/** The period that the URL asks to report; null: none. */
export const usePeriodInHash = () => periodInHash(useHash());

/** The view that stands alone, if the URL names one. */
export const useBareView = () => bareViewOfHash(useHash());
