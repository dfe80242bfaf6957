import type { HistoryAnswer } from '../../app/bridge/contract.ts';
import type { HistoryFault } from '../../app/history/fault.ts';
import { OVERTAKEN } from '../../app/history/query.ts';
import { err } from '../../app/result.ts';

/** What the record has answered so far. */
export interface Loaded<A> {
  /** The newest answer; stays while the next one is under way. null before the first. */
  readonly answer: A | null;
  /** Why the newest question was not answered. */
  readonly fault: HistoryFault | null;
  readonly loading: boolean;
}

export const NOTHING_LOADED: Loaded<never> = { answer: null, fault: null, loading: true };

export interface NewestLoader<Q> {
  /** Asks at once, or as soon as the question under way is answered; of those waiting only the newest. */
  readonly show: (question: Q) => void;
  /** Asks the newest question again. */
  readonly retry: () => void;
  /** Nothing is told any more. */
  readonly end: () => void;
}

/** Asks one question at a time and tells what came of it. */
export function createNewestLoader<Q, A>(
  ask: (question: Q) => Promise<HistoryAnswer<A>>,
  tell: (loaded: Loaded<A>) => void,
): NewestLoader<Q> {
  let loaded: Loaded<A> = NOTHING_LOADED;
  let newest: { readonly question: Q } | null = null;
  let waiting: { readonly question: Q } | null = null;
  let busy = false;
  let ended = false;

  const update = (change: Partial<Loaded<A>>): void => {
    loaded = { ...loaded, ...change };
    if (!ended) tell(loaded);
  };
  const run = async (question: Q): Promise<void> => {
    busy = true;
    update({ loading: true });
    const answer = await asked(ask, question);
    busy = false;
    const next = waiting;
    waiting = null;
    const change =
      answer === OVERTAKEN
        ? {}
        : answer.ok
          ? { answer: answer.value, fault: null }
          : { fault: answer.error };
    update({ ...change, loading: next !== null });
    if (next !== null && !ended) void run(next.question);
  };
  const show = (question: Q): void => {
    newest = { question };
    if (busy) waiting = newest;
    else void run(question);
  };
  return {
    show,
    retry: () => {
      if (newest !== null) show(newest.question);
    },
    end: () => {
      ended = true;
    },
  };
}

async function asked<Q, A>(
  ask: (question: Q) => Promise<HistoryAnswer<A>>,
  question: Q,
): Promise<HistoryAnswer<A>> {
  try {
    return await ask(question);
  } catch (error) {
    // The bridge rejects only when main refuses or has gone.
    return err({ kind: 'gone', detail: error instanceof Error ? error.message : String(error) });
  }
}
