import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CounterState, NO_COUNTERS } from '../../app/counters.ts';
import type { EnergyTodayState } from '../../app/energy-today.ts';
import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import type { InsightRules } from '../../app/insights/rules.ts';
import type { MeterSource } from '../../app/meter-url.ts';
import { formatMeterUrl } from '../../app/meter-url.ts';
import { NO_RECENT_POWER, type RecentPower } from '../../app/recent.ts';
import { ok, type Result } from '../../app/result.ts';
import type { EpochMs, Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { History } from '../history/history.ts';
import type { Restored } from '../history/restore.ts';
import type { Retention } from '../history/retention.ts';

/** What the record knows of the time before this start. */
export interface Past {
  readonly counters: CounterState;
  /** null: no counter was ever read. */
  readonly today: EnergyTodayState | null;
  readonly recent: RecentPower;
}

export const NO_PAST: Past = { counters: NO_COUNTERS, today: null, recent: NO_RECENT_POWER };

export interface KeepHistoryOptions {
  /** The folder of all histories. */
  readonly dir: string;
  /** The built thread; without it the one beside the entry. */
  readonly worker: URL | undefined;
  readonly source: MeterSource;
  readonly pollEvery: Millis;
  readonly retention: Retention;
  readonly rules: InsightRules;
  readonly clock: Clock;
  readonly zone: string;
  readonly onNotice: (notice: HistoryNotice) => void;
  readonly onBug: (stack: string) => void;
  readonly onEnd: () => void;
}

export interface KeptHistory {
  readonly history: History;
  readonly past: Past;
}

/** Every entry is built into one folder, and the worker beside them. */
const WORKER = pathToFileURL(join(import.meta.dirname, 'history-worker.js'));

/** The demo's record never mixes with a real one. */
function fileOf(dir: string, source: MeterSource): string {
  return source.kind === 'demo' ? join(dir, 'demo', 'history.sqlite') : join(dir, 'history.sqlite');
}

function valueOr<T>(result: Result<T, HistoryFault>, otherwise: T): T {
  return result.ok ? result.value : otherwise;
}

/** Puts a backup in the place of a source's record, which must not be open. */
export const restoreKept = (
  dir: string,
  source: MeterSource,
  backup: string,
  now: EpochMs,
): Promise<Result<Restored, HistoryFault>> =>
  History.restore(WORKER, fileOf(dir, source), backup, now);

/** Asks a record what it knows. */
export async function pastOf(history: History, zone: string): Promise<Past> {
  const [counters, today, recent] = await Promise.all([
    history.counters(),
    history.today(zone),
    history.recent(),
  ]);
  return {
    counters: valueOr(counters, NO_COUNTERS),
    today: valueOr(today, null),
    recent: valueOr(recent, NO_RECENT_POWER),
  };
}

/** Opens the record of a source and asks what it knows. */
export async function keepHistory(
  options: KeepHistoryOptions,
): Promise<Result<KeptHistory, HistoryFault>> {
  const { dir, source, zone, worker = WORKER, ...rest } = options;
  const opened = await History.open({
    ...rest,
    file: fileOf(dir, source),
    worker,
    source: formatMeterUrl(source),
  });
  if (!opened.ok) return opened;
  const history = opened.value;
  return ok({ history, past: await pastOf(history, zone) });
}
