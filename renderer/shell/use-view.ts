import { useSyncExternalStore } from 'react';
import { viewOfHash } from './views.ts';

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The view that the URL names. */
export const useView = () => viewOfHash(useSyncExternalStore(onHashChange, () => location.hash));
