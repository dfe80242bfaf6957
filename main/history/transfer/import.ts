import { type CounterState, type Limits, NO_COUNTERS } from '../../../app/counters.ts';
import type { ImportFault } from '../../../app/history/import.ts';
import type { BackfillResult } from '../../../app/history/prometheus.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import type { EpochMs } from '../../../app/units.ts';
import { faultOf } from '../fault-of.ts';
import { fillGaps } from '../fill.ts';
import { newestMark } from '../ledger.ts';
import type { TaskControl } from '../protocol.ts';
import { queryCounters } from '../queries/last-counters.ts';
import { sqliteCode } from '../sqlite.ts';
import type { Store } from '../store.ts';
import { type RawSample, SampleJudge } from './judge.ts';
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
  now: EpochMs,
  control: TaskControl,
): Promise<Result<BackfillResult, ImportFault>> {
  let readings = 0;
  const failed = (why: ImportFault): Result<BackfillResult, ImportFault> =>
    err(readings === 0 ? why : { kind: 'stopped', readings, why });
  try {
    const { total, first } = await count(file, control);
    if (control.stop.aborted) return failed(CANCELLED);
    const judge = new SampleJudge(limits, now, countersBefore(store, first));
    let done = 0;
    const take = (batch: readonly RawSample[]): void => {
      readings += fillGaps(store, judge.judge(batch), 'import');
      done += batch.length;
      control.report({ done: total + done, total: 2 * total });
    };
    let batch: RawSample[] = [];
    for await (const sample of readCsv(file)) {
      batch.push(sample);
      if (batch.length < BATCH) continue;
      if (control.stop.aborted) return failed(CANCELLED);
      take(batch);
      batch = [];
      await control.breathe();
    }
    take(batch);
    readings += fillGaps(store, judge.finish(), 'import');
    return ok({ readings, rejected: judge.rejected });
  } catch (error) {
    if (error instanceof NotOurCsv) return failed({ kind: error.reason, file, line: error.line });
    // The one is read, the other written.
    const named = sqliteCode(error) === null ? file : (store.db.file ?? file);
    return failed({ kind: 'history', fault: faultOf(error, named) });
  }
}

interface Counted {
  readonly total: number;
  /** When the first reading was made; null: there is none. */
  readonly first: EpochMs | null;
}

async function count(file: string, control: TaskControl): Promise<Counted> {
  let total = 0;
  let first: EpochMs | null = null;
  for await (const { at } of readCsv(file)) {
    total++;
    first ??= at;
    if (total % LOOK_EVERY === 0 && control.stop.aborted) break;
  }
  return { total, first };
}

/** A file that goes on where the record ends is judged as if both were one. */
function countersBefore(store: Store, first: EpochMs | null): CounterState {
  const newest = newestMark(store.tailLedger().marks);
  return first !== null && newest !== null && newest < first ? queryCounters(store) : NO_COUNTERS;
}
