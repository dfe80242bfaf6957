import { useCallback, useEffect, useRef, useState } from 'react';

export interface Asked<T> {
  /** null before the first answer. */
  readonly answer: T | null;
  readonly asking: boolean;
  readonly askAgain: () => void;
}

/**
 * Asks main when the view opens and again every `everyMs` for as long as it is open. Of answers
 * that overtake each other the newest question's counts; a question that fails leaves the last
 * answer as it is.
 * @param ask keeps its identity; a new one is asked at once.
 */
export function useAsked<T>(ask: () => Promise<T>, everyMs: number): Asked<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [asking, setAsking] = useState(false);
  const newest = useRef(0);

  const askAgain = useCallback((): void => {
    newest.current += 1;
    const own = newest.current;
    const end = (take: () => void): void => {
      if (newest.current !== own) return;
      take();
      setAsking(false);
    };
    setAsking(true);
    ask().then(
      (found) => end(() => setAnswer(() => found)),
      () => end(() => undefined),
    );
  }, [ask]);

  useEffect(() => {
    askAgain();
    const timer = setInterval(askAgain, everyMs);
    return () => {
      clearInterval(timer);
      newest.current += 1;
    };
  }, [askAgain, everyMs]);
  return { answer, asking, askAgain };
}
