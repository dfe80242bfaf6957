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
  readonly name: CallName;
  readonly answer: (value: unknown) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

export interface ThreadListener {
  readonly onNotice: (notice: HistoryNotice) => void;
  /** Hears of what was thrown in the thread. */
  readonly onBug: (stack: string) => void;
  /** The thread has ended by itself. */
  readonly onEnd?: () => void;
}

/**
 * Without limits the collector waits until there are 40 MB of garbage. Large data lies in typed arrays,
 * which do not count here.
 */
const LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 160 };

/** Main's end of the thread that owns the database. */
export class HistoryThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<number>;
  #next = 1;
  #gone: string | null = null;
  #isEnding = false;

  constructor(
    file: URL,
    private readonly listener: ThreadListener,
  ) {
    this.#worker = new Worker(file, { name: 'history', resourceLimits: LIMITS });
    this.#worker.on('message', (reply: Reply) => this.#take(reply));
    this.#worker.on('error', (error) => listener.onBug(error.stack ?? error.message));
    this.#ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.once('exit', (code) => this.#fail(`exit code ${code}`));
  }

  get hasEnded(): boolean {
    return this.#gone !== null;
  }

  call<N extends CallName>(
    name: N,
    args: CallArguments<N>,
    { stop, onProgress }: TaskOptions = {},
  ): Promise<CallAnswer<N>> {
    if (this.#gone !== null) return Promise.resolve(gone(name, this.#gone) as CallAnswer<N>);
    if (stop?.aborted) return Promise.resolve(cancelled(name) as CallAnswer<N>);
    const id = this.#next++;
    return new Promise((resolve) => {
      const cancel = (): void => this.#post({ kind: 'cancel', id });
      const answer = (value: unknown): void => {
        stop?.removeEventListener('abort', cancel);
        // The thread answers what HistoryCalls says.
        resolve(value as CallAnswer<N>);
      };
      this.#waiting.set(id, { name, answer, onProgress });
      this.#post({ kind: 'call', id, name, args });
      stop?.addEventListener('abort', cancel, { once: true });
    });
  }

  /**
   * Lets the thread end by itself once what it was asked is answered. To terminate it would take
   * SQLite's objects away in the middle of their own end, at which the whole process aborts.
   */
  async end(): Promise<void> {
    this.#isEnding = true;
    this.#post({ kind: 'end' });
    await this.#ended;
  }

  #post(request: Request): void {
    this.#worker.postMessage(request);
  }

  #take(reply: Reply): void {
    if (reply.kind === 'notice') {
      this.listener.onNotice(reply.notice);
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
    this.listener.onBug(reply.stack);
    waiting.answer(gone(waiting.name, 'error'));
  }

  #fail(detail: string): void {
    this.#gone = detail;
    for (const waiting of this.#waiting.values()) waiting.answer(gone(waiting.name, detail));
    this.#waiting.clear();
    if (!this.#isEnding) {
      this.listener.onNotice({ kind: 'not-writing', fault: { kind: 'gone', detail } });
      this.listener.onEnd?.();
    }
  }
}

const cancelled = (name: CallName): Result<never, unknown> =>
  name === 'importCsv'
    ? err({ kind: 'history', fault: { kind: 'cancelled' } })
    : err({ kind: 'cancelled' });

/** Calls whose own faults have a history's fault inside them. */
const WRAPPING: readonly CallName[] = ['backfill', 'importCsv'];

function gone(name: CallName, detail: string): Result<never, unknown> {
  const fault: HistoryFault = { kind: 'gone', detail };
  return err(WRAPPING.includes(name) ? { kind: 'history', fault } : fault);
}
