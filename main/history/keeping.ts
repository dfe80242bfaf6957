import { resolve } from 'node:path';
import type { HistoryFault, HistoryNotice } from '../../app/history/fault.ts';
import type { BackfillResult, PrometheusFault } from '../../app/history/prometheus.ts';
import type { InsightRules } from '../../app/insights/rules.ts';
import { err, ok, type Result } from '../../app/result.ts';
import { type EpochMs, epochMs } from '../../app/units.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { PrometheusClient } from '../prometheus/client.ts';
import { backUp } from './backup.ts';
import { faultOf } from './fault-of.ts';
import { fillGaps, isMissing } from './fill.ts';
import { fillTargetOf } from './fill-target.ts';
import { queryHeatPumpToday, queryInsights, queryRuns } from './insights/insights.ts';
import { queryReport } from './insights/report.ts';
import { retellNext } from './insights/retell.ts';
import { classifiedAnew } from './insights/state-progress.ts';
import { Keeper } from './keeper.ts';
import { isSound, openForWriting } from './open-file.ts';
import { identityOf, putBack, writeOut } from './own-file.ts';
import { unpackSamples } from './packed-samples.ts';
import {
  type BackfillRequest,
  type CallHandlers,
  CLOSED,
  type OpenRequest,
  type TaskControl,
} from './protocol.ts';
import { queryEnergy } from './queries/energy.ts';
import { querySize, sinceRecord } from './queries/extent.ts';
import { queryCounters } from './queries/last-counters.ts';
import { queryRecent, queryToday } from './queries/now.ts';
import { querySeries } from './queries/series.ts';
import { queryStrip } from './queries/strip.ts';
import type { Happening } from './recorder.ts';
import { restore } from './restore.ts';
import { Store } from './store.ts';
import type { StoreTransaction } from './transaction.ts';
import { backfill } from './transfer/backfill.ts';
import { chooseSeries } from './transfer/choose-series.ts';
import { exportToFile } from './transfer/export-file.ts';
import { importCsv } from './transfer/import.ts';
import { lockForWriting } from './writer-lock.ts';

interface Open {
  readonly file: string;
  /** As of {@link identityOf} when it was opened. */
  readonly identity: string | null;
  readonly source: string;
  readonly store: Store;
  readonly keeper: Keeper;
  readonly release: () => void;
  rules: InsightRules;
}

/** The history and what SQLite keeps beside it. */
const OWN_FILES = ['', '-wal', '-shm'] as const;

/** By other limits everything is classified anew. */
function judge(tx: StoreTransaction, { limits }: InsightRules): void {
  if (JSON.stringify(tx.states.limits) === JSON.stringify(limits)) return;
  tx.states = classifiedAnew(tx.states, limits);
}

/** Answers the calls of {@link CallHandlers} from one history file. */
export class Keeping {
  readonly #notify: (notice: HistoryNotice) => void;
  #open: Open | null = null;

  constructor(notify: (notice: HistoryNotice) => void) {
    this.#notify = notify;
  }

  readonly handlers: CallHandlers = {
    open: (_control, request) => this.#start(request),
    record: (_control, happening) => this.#record(happening),
    series: (_control, query) => this.#ask((store) => querySeries(store, query)),
    energy: (_control, query, now) => this.#ask((store) => queryEnergy(store, query, now)),
    strip: (_control, query, now) => this.#ask((store) => queryStrip(store, query, now)),
    insights: (_control, query, now) =>
      this.#with(({ store, rules }) => ok(queryInsights(store, query, rules, now))),
    runs: (_control, query, now) =>
      this.#with(({ store, rules }) => ok(queryRuns(store, query, rules, now))),
    report: (_control, query, now) =>
      this.#with(({ store, rules }) => ok(queryReport(store, query, rules, now))),
    heatPumpToday: (_control, now, zone) =>
      this.#with(({ store, rules }) => ok(queryHeatPumpToday(store, zone, rules, now))),
    judge: (_control, rules) => this.#with((open) => ok(this.#judge(open, rules))),
    today: (_control, now, zone) => this.#ask((store) => queryToday(store, now, zone)),
    recent: (_control, now) => this.#ask((store) => queryRecent(store, now)),
    counters: () => this.#ask(queryCounters),
    size: () => this.#with(({ file, store }) => ok(querySize(file, store))),
    retain: (_control, retention) => this.#with(({ keeper }) => ok(keeper.setRetention(retention))),
    check: () => this.#ask((store) => isSound(store.db)),
    backup: (control, file) =>
      this.#intoFile(file, (store) => backUp(store.db, file, control, 'replace')),
    export: (control, query, file) =>
      this.#intoFile(file, (store) => exportToFile(store, query, file, control)),
    backfill: (control, request, now) => this.#backfill(control, request, now),
    importCsv: async (control, file, limits, now) =>
      this.#open === null
        ? err({ kind: 'history', fault: CLOSED })
        : importCsv(this.#open.store, file, limits, now, control),
    restore: (_control, file, backup, now) => restore(file, backup, now),
    isMissing: (_control, range) => this.#ask((store) => isMissing(store, range)),
    fill: (_control, samples, origin) =>
      this.#ask((store) => fillGaps(store, unpackSamples(samples), origin)),
    heatMissing: (_control, queries, range) =>
      this.#ask((store) => store.tables.heat.missing(queries, sinceRecord(store, range))),
    keepHeat: (_control, day) => this.#ask((store) => store.tables.heat.keep(day)),
    close: () => this.#close(),
  };

  /** Seals what is due, after the answer has gone out. */
  tidy(): void {
    const open = this.#open;
    if (open === null || !open.keeper.tidy()) return;
    const now = open.store.newest()?.at ?? epochMs(0);
    this.#openAnew(open, now, () => undefined);
  }

  /**
   * Does a little of what waits, after an answer has gone out.
   * @returns whether something still waits.
   */
  goOn(): boolean {
    const done = this.#ask(retellNext);
    // What failed is tried again with the next answer.
    return done.ok && !done.value;
  }

  #judge(open: Open, rules: InsightRules): void {
    open.store.transaction((tx) => judge(tx, rules));
    open.rules = rules;
  }

  #start(request: OpenRequest): Result<void, HistoryFault> {
    const { file, now } = request;
    const lock = lockForWriting(file);
    if (!lock.ok) return lock;
    const opened = openForWriting(file, now);
    if (!opened.ok) {
      lock.value.release();
      return opened;
    }
    try {
      const { db, notices } = opened.value;
      const store = new Store(db);
      store.transaction((tx) => {
        tx.tables.meta.set('source', request.source);
        tx.tables.events.add('started', now, null, {});
        judge(tx, request.rules);
      });
      const keeper = new Keeper(store, { ...request, notify: this.#notify });
      const identity = identityOf(file);
      const { source, rules } = request;
      this.#open = { file, identity, source, store, keeper, release: lock.value.release, rules };
      for (const notice of notices) this.#notify(notice);
      return ok(undefined);
    } catch (error) {
      opened.value.db.close();
      lock.value.release();
      return err(faultOf(error, file));
    }
  }

  #record(happening: Happening): Result<void, HistoryFault> {
    const { event } = happening;
    const now = event.kind === 'reading' ? event.reading.at : event.at;
    const open = this.#open;
    if (open !== null && identityOf(open.file) !== open.identity) {
      return this.#bringBack(open, happening, now);
    }
    const done = this.#with(({ keeper }) => keeper.record(happening));
    if (open === null || done.ok || done.error.kind !== 'corrupt') return done;
    // As at a start: what is broken is set aside, and what can be read of it is rescued.
    return this.#openAnew(open, now, () => undefined);
  }

  /** Somebody took the file away from under us; all of it can still be read. */
  #bringBack(open: Open, happening: Happening, now: EpochMs): Result<void, HistoryFault> {
    const { file, store, keeper } = open;
    try {
      writeOut(store.db, file);
    } catch (error) {
      return keeper.record(happening, faultOf(error, file));
    }
    const opened = this.#openAnew(open, now, () => putBack(file, now));
    if (!opened.ok) return opened;
    this.#notify({ kind: 'brought-back', file });
    return this.#with((again) => again.keeper.record(happening));
  }

  /** @param between runs while nothing is open. */
  #openAnew(open: Open, now: EpochMs, between: () => void): Result<void, HistoryFault> {
    const { file, source, rules, keeper } = open;
    const { waiting, ...settings } = keeper.legacy;
    this.#open = null;
    try {
      open.store.close();
      open.release();
      between();
    } catch (error) {
      this.#notify({ kind: 'not-writing', fault: faultOf(error, file) });
      return err(faultOf(error, file));
    }
    const started = this.#start({ file, source, rules, now, ...settings });
    if (started.ok) return this.#with((again) => again.keeper.takeOver(waiting));
    this.#notify({ kind: 'not-writing', fault: started.error });
    return started;
  }

  #with<T>(work: (open: Open) => Result<T, HistoryFault>): Result<T, HistoryFault> {
    const open = this.#open;
    if (open === null) return err(CLOSED);
    try {
      return work(open);
    } catch (error) {
      return err(faultOf(error, open.file));
    }
  }

  #ask<T>(work: (store: Store) => T): Result<T, HistoryFault> {
    return this.#with(({ store }) => ok(work(store)));
  }

  async #backfill(
    control: TaskControl,
    { address, range, choice, limits }: BackfillRequest,
    now: EpochMs,
  ): Promise<Result<BackfillResult, PrometheusFault>> {
    if (this.#open === null) return err({ kind: 'history', fault: CLOSED });
    const { store, file } = this.#open;
    const client = new PrometheusClient(address, SYSTEM_CLOCK);
    const labels = await chooseSeries(client, range, choice, control.stop);
    if (!labels.ok) return labels;
    return backfill(fillTargetOf(store, file), {
      client,
      range,
      limits,
      now,
      labels: labels.value,
      stop: control.stop,
      onProgress: control.report,
    });
  }

  /** Work in several turns of the thread. */
  async #task<T>(
    work: (store: Store) => Promise<Result<T, HistoryFault>>,
  ): Promise<Result<T, HistoryFault>> {
    if (this.#open === null) return err(CLOSED);
    return work(this.#open.store);
  }

  /** Work that replaces `file`, which is none of the history's own. */
  async #intoFile(
    file: string,
    work: (store: Store) => Promise<Result<void, HistoryFault>>,
  ): Promise<Result<void, HistoryFault>> {
    const own = resolve(this.#open?.file ?? '');
    const isOwn = OWN_FILES.some((suffix) => resolve(file) === own + suffix);
    return isOwn ? err({ kind: 'already-there', file }) : this.#task(work);
  }

  #close(): Result<void, HistoryFault> {
    return this.#with(({ store, release }) => {
      this.#open = null;
      try {
        store.tables.events.add('stopped', store.newest()?.at ?? 0, null, {});
      } finally {
        store.close();
        release();
      }
      return ok(undefined);
    });
  }
}
