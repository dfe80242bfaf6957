import type { Limits } from '../../app/counters.ts';
import type { CsvFormat } from '../../app/csv-format.ts';
import type { HistoryFault } from '../../app/history/fault.ts';
import type { BackfillResult } from '../../app/history/prometheus.ts';
import type { HistoryTask, TaskFault, TaskKind, TaskRequest } from '../../app/history/task.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { Language } from '../../app/text/texts.ts';
import type { History } from './history.ts';
import type { Restored } from './restore.ts';
import type { TaskOptions } from './thread.ts';

/** Asks a person for a file. null: they would rather not. */
export interface FileChooser {
  toSave(suggestedName: string): Promise<string | null>;
  toOpen(kind: 'csv' | 'backup'): Promise<string | null>;
}

export interface HistoryTasksOptions {
  /** null: nothing is recorded. */
  readonly history: () => History | null;
  readonly files: FileChooser;
  readonly limits: () => Limits;
  /** How a CSV is written now. @param language of the person who asks for it. */
  readonly csvFormat: (language: Language) => CsvFormat;
  /** Closes the history, puts the backup in its place and goes on. */
  readonly restore: (backup: string) => Promise<Result<Restored, HistoryFault>>;
}

interface Done {
  readonly file: string | null;
  readonly readings: number | null;
  readonly rejected: number | null;
}

type Outcome = Result<Done | null, TaskFault>;

const ENDINGS = { csv: 'csv', json: 'json', openmetrics: 'txt' } as const;
const NO_HISTORY: TaskFault = {
  from: 'history',
  fault: { kind: 'gone', detail: 'nothing is recorded' },
};

const written = (file: string): Done => ({ file, readings: null, rejected: null });

/** Long work on the history, one at a time, with progress and cancel. */
export class HistoryTasks {
  readonly #options: HistoryTasksOptions;
  #task: HistoryTask | null = null;
  #stop = new AbortController();

  constructor(options: HistoryTasksOptions) {
    this.#options = options;
  }

  /** The task that runs, or how the newest one ended; null before the first. */
  get task(): HistoryTask | null {
    return this.#task;
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** Begins a task unless one is running; resolves when it has ended. */
  async run(request: TaskRequest): Promise<void> {
    const { kind } = request;
    if (this.#task?.state === 'running') return;
    this.#stop = new AbortController();
    this.#task = { kind, state: 'running', part: null };
    const outcome = await this.#work(request);
    this.#task = ended(kind, outcome, this.#stop.signal.aborted);
  }

  async #work(request: TaskRequest): Promise<Outcome> {
    const history = this.#options.history();
    if (history === null) return err(NO_HISTORY);
    const { files, limits, csvFormat } = this.#options;
    const options = this.#taskOptions(request.kind);
    switch (request.kind) {
      case 'export': {
        const { format } = request.query;
        const file = await files.toSave(`wago.${ENDINGS[format]}`);
        if (file === null) return ok(null);
        const query = { ...request.query, csvFormat: csvFormat(request.query.language) };
        return plain(await history.export(query, file, options), file);
      }
      case 'backup': {
        const file = await files.toSave('wago-backup.sqlite');
        return file === null ? ok(null) : plain(await history.backup(file, options), file);
      }
      case 'restore': {
        const file = await files.toOpen('backup');
        return file === null ? ok(null) : plain(await this.#options.restore(file), file);
      }
      case 'import': {
        const file = await files.toOpen('csv');
        if (file === null) return ok(null);
        const done = await history.importCsv(file, limits(), options);
        return done.ok ? ok(added(done.value, file)) : err({ from: 'import', fault: done.error });
      }
      case 'backfill': {
        const done = await history.backfill({ ...request, limits: limits() }, options);
        return done.ok
          ? ok(added(done.value, null))
          : err({ from: 'prometheus', fault: done.error });
      }
    }
  }

  #taskOptions(kind: TaskKind): TaskOptions {
    return {
      stop: this.#stop.signal,
      onProgress: ({ done, total }) => {
        if (this.#task?.state !== 'running') return;
        this.#task = { kind, state: 'running', part: total === 0 ? null : done / total };
      },
    };
  }
}

const plain = (result: Result<unknown, HistoryFault>, file: string): Outcome =>
  result.ok ? ok(written(file)) : err({ from: 'history', fault: result.error });

const added = (result: BackfillResult, file: string | null): Done => ({ file, ...result });

/** Whoever cancelled knows, but not what had been done by then. */
const isStopped = ({ fault }: TaskFault): boolean => fault.kind === 'stopped';

function ended(kind: TaskKind, outcome: Outcome, isCancelled: boolean): HistoryTask {
  if (!outcome.ok && (!isCancelled || isStopped(outcome.error)))
    return { kind, state: 'failed', why: outcome.error };
  if (!outcome.ok || outcome.value === null) return { kind, state: 'cancelled' };
  return { kind, state: 'done', ...outcome.value };
}
