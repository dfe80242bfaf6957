import { useCallback, useEffect, useRef, useState } from 'react';
import { useServices } from '../state/services.tsx';
import {
  createHistoryLoader,
  type HistoryLoader,
  type Loaded,
  NOTHING_LOADED,
} from './history-loader.ts';
import type { HistoryRequest } from './history-request.ts';

export interface UsedHistory extends Loaded {
  readonly retry: () => void;
}

/** The record's answer to `request`; null asks nothing yet. @param asker names the charts. */
export function useHistory(asker: string, request: HistoryRequest | null): UsedHistory {
  const { bridge } = useServices();
  const [loaded, setLoaded] = useState<Loaded>(NOTHING_LOADED);
  const loader = useRef<HistoryLoader>(null);
  useEffect(() => {
    const made = createHistoryLoader(bridge, asker, setLoaded);
    loader.current = made;
    return () => made.end();
  }, [bridge, asker]);
  useEffect(() => {
    if (request !== null) loader.current?.show(request);
  }, [request]);
  const retry = useCallback(() => loader.current?.retry(), []);
  return { ...loaded, retry };
}
