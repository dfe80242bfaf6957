import { parentPort } from 'node:worker_threads';
import { Keeping } from './keeping.ts';
import type { Reply, Request, TaskControl } from './protocol.ts';

/**
 * The thread that owns the history's database; `main/history/history.ts` is its other end.
 * It is a file of its own in the build: out/main/history-worker.js.
 */
if (parentPort === null) throw new Error('This module runs as a worker thread only');
const port = parentPort;
const send = (reply: Reply): void => port.postMessage(reply);
const keeping = new Keeping((notice) => send({ kind: 'notice', notice }));
const running = new Map<number, AbortController>();

port.on('message', (request: Request) => {
  if (request.kind === 'end') port.close();
  else if (request.kind === 'cancel') running.get(request.id)?.abort();
  else void answer(request);
});

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function answer({ id, name, args }: Request & { readonly kind: 'call' }): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  const control: TaskControl = {
    stop: stop.signal,
    report: (progress) => send({ kind: 'progress', id, progress }),
    breathe,
  };
  // The names and arguments come from HistoryCalls on the other end.
  const handler = keeping.handlers[name] as (c: TaskControl, ...a: readonly unknown[]) => unknown;
  try {
    const result = handler(control, ...args);
    send({ kind: 'answer', id, answer: result instanceof Promise ? await result : result });
    if (name === 'record') keeping.tidy();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send({ kind: 'threw', id, stack });
  } finally {
    running.delete(id);
  }
  void goOn();
}

let isGoing = false;

/** Works off what waits, a bit at a time, so that whoever asks something has their turn. */
async function goOn(): Promise<void> {
  if (isGoing) return;
  isGoing = true;
  while (keeping.goOn()) await breathe();
  isGoing = false;
}
