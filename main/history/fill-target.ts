import type { HistoryFault } from '../../app/history/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { faultOf } from './fault-of.ts';
import { fillGaps, isMissing } from './fill.ts';
import { openSound } from './open-file.ts';
import { Store } from './store.ts';
import type { FillTarget } from './transfer/backfill.ts';
import { lockForWriting } from './writer-lock.ts';

/** A store that is filled in this thread. */
export function fillTargetOf(store: Store, file: string): FillTarget {
  const ask = async <T>(work: () => T): Promise<Result<T, HistoryFault>> => {
    try {
      return ok(work());
    } catch (error) {
      return err(faultOf(error, file));
    }
  };
  return {
    isMissing: (range) => ask(() => isMissing(store, range)),
    fill: (samples, origin) => ask(() => fillGaps(store, samples, origin)),
  };
}

export interface OpenFillTarget {
  readonly store: Store;
  readonly target: FillTarget;
  close(): void;
}

/** A history that is written in this thread, for the command line. Nobody else may write to it. */
export function openFillTarget(file: string): Result<OpenFillTarget, HistoryFault> {
  const lock = lockForWriting(file);
  if (!lock.ok) return lock;
  const opened = openSound(file);
  if (!opened.ok) {
    lock.value.release();
    return opened;
  }
  const store = new Store(opened.value.db);
  return ok({
    store,
    target: fillTargetOf(store, file),
    close: () => {
      store.close();
      lock.value.release();
    },
  });
}
