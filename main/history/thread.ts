import { Worker } from 'node:worker_threads';
import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import { err, type Result } from '../../app/result.ts';
import type { CallAnswer, CallArguments, CallName, Progress, Reply, Request } from './protocol.ts';

/** What goes along with a long task. */
export interface TaskOptions {
  readonly stop?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

interface Waiting {
  readonly answer: (value: unknown) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** A small nursery: the thread makes many short-lived arrays, and memory once taken is kept. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/** Main's end of the thread that owns the database. */
export class HistoryThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<number>;
  #next = 1;
  #gone: string | null = null;

  /** @param onBug hears of what was thrown in the thread. */
  constructor(
    file: URL,
    private readonly onNotice: (notice: HistoryNotice) => void,
    private readonly onBug: (stack: string) => void,
  ) {
    this.#worker = new Worker(file, { name: 'history', resourceLimits: LIMITS });
    this.#worker.on('message', (reply: Reply) => this.#take(reply));
    this.#worker.on('error', (error) => onBug(error.stack ?? error.message));
    this.#ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.once('exit', (code) => this.#fail(`exit code ${code}`));
  }

  call<N extends CallName>(
    name: N,
    args: CallArguments<N>,
    { stop, onProgress }: TaskOptions = {},
  ): Promise<CallAnswer<N>> {
    if (this.#gone !== null) return Promise.resolve(gone(this.#gone) as CallAnswer<N>);
    const id = this.#next++;
    return new Promise((resolve) => {
      const cancel = (): void => this.#post({ kind: 'cancel', id });
      const answer = (value: unknown): void => {
        stop?.removeEventListener('abort', cancel);
        // The thread answers what HistoryCalls says.
        resolve(value as CallAnswer<N>);
      };
      this.#waiting.set(id, { answer, onProgress });
      this.#post({ kind: 'call', id, name, args });
      if (stop?.aborted) cancel();
      else stop?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** Ends the thread; calls still waiting are answered with `gone`. */
  async end(): Promise<void> {
    await this.#worker.terminate();
    await this.#ended;
  }

  #post(request: Request): void {
    this.#worker.postMessage(request);
  }

  #take(reply: Reply): void {
    if (reply.kind === 'notice') {
      this.onNotice(reply.notice);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if (reply.kind === 'progress') {
      waiting.onProgress?.(reply.progress);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.kind === 'answer') {
      waiting.answer(reply.answer);
      return;
    }
    this.onBug(reply.stack);
    waiting.answer(gone('error'));
  }

  #fail(detail: string): void {
    this.#gone = detail;
    for (const waiting of this.#waiting.values()) waiting.answer(gone(detail));
    this.#waiting.clear();
  }
}

const gone = (detail: string): Result<never, HistoryFault> => err({ kind: 'gone', detail });
