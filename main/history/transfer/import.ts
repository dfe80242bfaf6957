import type { Limits } from '../../../app/counters.ts';
import type { ImportFault } from '../../../app/history/import.ts';
import type { BackfillResult } from '../../../app/history/prometheus.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import { faultOf } from '../fault-of.ts';
import { fillGaps } from '../fill.ts';
import type { TaskControl } from '../protocol.ts';
import type { Store } from '../store.ts';
import { paceOf, type RawSample, SampleJudge } from './judge.ts';
import { NotOurCsv, readCsv } from './read-csv.ts';

/** Readings in one transaction. */
const BATCH = 2880;
/** Lines between two looks at whether somebody cancelled. */
const LOOK_EVERY = 5000;

const CANCELLED = { kind: 'history', fault: { kind: 'cancelled' } } as const;

/**
 * Adds what is missing from an exported CSV, by the rules that live readings must pass. The whole file
 * is read before anything is written.
 */
export async function importCsv(
  store: Store,
  file: string,
  limits: Limits,
  control: TaskControl,
): Promise<Result<BackfillResult, ImportFault>> {
  try {
    const total = await count(file, control);
    if (control.stop.aborted) return err(CANCELLED);
    const judge = new SampleJudge(limits);
    let [done, readings] = [0, 0];
    const take = (batch: readonly RawSample[]): void => {
      readings += fillGaps(store, judge.judge(batch), paceOf(batch), 'import');
      done += batch.length;
      control.report({ done: total + done, total: 2 * total });
    };
    let batch: RawSample[] = [];
    for await (const sample of readCsv(file)) {
      batch.push(sample);
      if (batch.length < BATCH) continue;
      if (control.stop.aborted) return err(CANCELLED);
      take(batch);
      batch = [];
      await control.breathe();
    }
    take(batch);
    return ok({ readings, rejected: judge.rejected });
  } catch (error) {
    if (error instanceof NotOurCsv) return err({ kind: 'not-csv', file, line: error.line });
    return err({ kind: 'history', fault: faultOf(error, file) });
  }
}

async function count(file: string, control: TaskControl): Promise<number> {
  let lines = 0;
  for await (const _ of readCsv(file)) {
    lines++;
    if (lines % LOOK_EVERY === 0 && control.stop.aborted) break;
  }
  return lines;
}
