import { useCallback, useEffect, useRef, useState } from 'react';
import type { Bridge, HistoryAnswer } from '../../app/bridge/contract.ts';
import {
  createNewestLoader,
  type Loaded,
  type NewestLoader,
  NOTHING_LOADED,
} from './newest-loader.ts';
import { useServices } from './services.tsx';

export interface UsedRecord<A> extends Loaded<A> {
  readonly retry: () => void;
}

/**
 * The record's answer to `question`; null asks nothing yet.
 * @param ask keeps its identity; with a new one everything begins anew.
 */
export function useRecord<Q, A>(
  ask: (bridge: Bridge, question: Q) => Promise<HistoryAnswer<A>>,
  question: Q | null,
): UsedRecord<A> {
  const { bridge } = useServices();
  const [loaded, setLoaded] = useState<Loaded<A>>(NOTHING_LOADED);
  const loader = useRef<NewestLoader<Q>>(null);
  useEffect(() => {
    const made = createNewestLoader((asked: Q) => ask(bridge, asked), setLoaded);
    loader.current = made;
    return () => made.end();
  }, [bridge, ask]);
  useEffect(() => {
    if (question !== null) loader.current?.show(question);
  }, [question]);
  const retry = useCallback(() => loader.current?.retry(), []);
  return { ...loaded, retry };
}
