import { useCallback, useEffect, useState } from 'react';
import type { HistoryTask, TaskRequest } from '../../app/history/task.ts';
import { useServices } from '../state/services.tsx';

export interface UsedTask {
  /** The task that runs, or how the one that was begun here ended; null: none. */
  readonly task: HistoryTask | null;
  /** What was begun here last; null: nothing. */
  readonly request: TaskRequest | null;
  readonly run: (request: TaskRequest) => void;
  readonly cancel: () => void;
  /** Takes the end of a task off the screen. */
  readonly forget: () => void;
}

const ASK_EVERY_MS = 250;

/** Long work on the history. One that was begun before this view was opened is followed too. */
export function useHistoryTask(onEnd: () => void): UsedTask {
  const { bridge } = useServices();
  const [task, setTask] = useState<HistoryTask | null>(null);
  const [request, setRequest] = useState<TaskRequest | null>(null);
  const isRunning = task?.state === 'running';

  useEffect(() => {
    let over = false;
    void bridge.historyTask().then((found) => {
      if (!over && found?.state === 'running') setTask(found);
    });
    return () => {
      over = true;
    };
  }, [bridge]);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void bridge.historyTask().then(setTask), ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      onEnd();
    };
  }, [bridge, isRunning, onEnd]);

  const run = useCallback(
    (next: TaskRequest): void => {
      setRequest(next);
      setTask({ kind: next.kind, state: 'running', part: null });
      void bridge.runHistoryTask(next).then(setTask);
    },
    [bridge],
  );
  return {
    task,
    request,
    run,
    cancel: () => void bridge.cancelHistoryTask(),
    forget: () => setTask(null),
  };
}
