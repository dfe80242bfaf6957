import type { AppEvent, AppState, Numbered } from '../app/bridge/state.ts';
import { type ConnectionReport, isUsable } from '../app/connection-report.ts';
import { follow, type Memory } from '../app/follow.ts';
import type { HistoryFault, HistoryNotice } from '../app/history/fault.ts';
import { historyNotice } from '../app/history/notice.ts';
import { rulesOf } from '../app/insights/rules.ts';
import { startLive } from '../app/live.ts';
import type { MeterAddress } from '../app/meter-url.ts';
import type { PollEvent } from '../app/poll.ts';
import { NO_RECENT_POWER } from '../app/recent.ts';
import { err, ok, type Result } from '../app/result.ts';
import type { Settings, SettingsPatch } from '../app/settings.ts';
import { type Millis, seconds, watts } from '../app/units.ts';
import { UNASKED } from '../app/updates.ts';
import type { Clock } from './clock.ts';
import { createFeed, type Feed } from './feed.ts';
import type { History } from './history/history.ts';
import type { Retention } from './history/retention.ts';
import { describeError, type Log } from './log.ts';
import type { GatewayMemory } from './meter/gateway-memory.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { fillDemoPast } from './station/demo-past.ts';
import { HeatPumpDay } from './station/heat-pump-day.ts';
import { keepHistory, NO_PAST, type Past, pastOf, restoreKept } from './station/keep-history.ts';
import { StateStore } from './station/state.ts';
import { openStation, type Station, startSource } from './station/station.ts';
import { isOfMeter, logRejections, tellOfMeter } from './station/tell-of-meter.ts';

export interface CoreOptions {
  readonly settings: SettingsStore;
  /** What flags set for this run; wins over what is saved. */
  readonly flags: SettingsPatch;
  readonly memory: GatewayMemory;
  readonly clock: Clock;
  readonly log: Log;
  /** IANA name of the zone whose days count. */
  readonly zone: string;
  /** The folder in which histories are kept; null: nothing is recorded. */
  readonly historyDir: string | null;
  /** The built thread of the history; without it the one beside the entry. */
  readonly historyWorker?: URL;
}

const BYTES_IN_MB = 1_000_000;
const HISTORY_NOTICE = 'history';

/**
 * The app without a window: the same for Electron and for the command line.
 * The lines of `open` follow the way of the data.
 */
export class Core {
  readonly polls: Feed<PollEvent>;
  readonly states: StateStore;
  readonly #options: CoreOptions;
  readonly #day: HeatPumpDay;
  #flags: SettingsPatch;
  #station: Station | null = null;
  #history: History | null = null;
  /** Ends the filling of the demo's past, if any is under way. */
  #endDemoPast: () => Promise<void> = () => Promise.resolve();
  #memory: Memory = null;
  #watched = false;
  /** Opening, changing and closing the source happen one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: CoreOptions) {
    this.#options = options;
    this.#flags = options.flags;
    const report = (error: unknown): void =>
      options.log.error('app', `a listener failed: ${describeError(error)}`);
    this.polls = createFeed<PollEvent>(report);
    this.states = new StateStore(this.#freshState(), createFeed<Numbered<AppEvent>>(report));
    this.polls.subscribe((poll) => this.#follow(poll));
    this.polls.subscribe(tellOfMeter(this.states));
    this.polls.subscribe(logRejections(options.log));
    this.polls.subscribe((poll) => void this.#history?.record(poll));
    const { clock, zone } = options;
    this.#day = new HeatPumpDay({ history: () => this.#history, states: this.states, clock, zone });
    this.polls.subscribe((poll) => this.#day.follow(poll));
  }

  /** Opens the record of the source, and begins to poll. */
  open(): Promise<void> {
    return this.#inTurn(() => this.#openSource());
  }

  async #openSource(): Promise<void> {
    const { clock, memory } = this.#options;
    // The thread of the record comes up beside the demo meter.
    const [past, source] = await Promise.all([
      this.#openHistory(),
      startSource(this.settings.source, clock),
    ]);
    this.#memory = past.today;
    if (past.recent.at.length > 0) this.states.apply({ kind: 'recent', recent: past.recent });
    this.#station = openStation({
      source,
      clock,
      memory,
      pollEvery: this.#pollEvery(),
      counters: past.counters,
      connectionLimit: () => watts(this.settings.connectionLimitW),
      publish: (poll) => this.polls.publish(poll),
    });
    this.#giveDemoItsPast(past);
    // Somebody may have begun or ceased to look meanwhile.
    this.#station.poller.setPace(this.#pollEvery());
  }

  /** A demo that was never seen before gets something to look at. */
  #giveDemoItsPast(past: Past): void {
    const [space, history] = [this.#station?.demo ?? null, this.#history];
    if (space === null || history === null || past.counters.accepted.energy !== undefined) return;
    const { clock, zone, log } = this.#options;
    const stop = new AbortController();
    const onNear = async (): Promise<void> => {
      const { today, recent } = await pastOf(history, zone);
      if (stop.signal.aborted) return;
      this.#memory = today;
      this.states.apply({ kind: 'recent', recent });
      await this.#day.refresh();
    };
    const filled = fillDemoPast(history, space, clock, stop.signal, onNear).catch((error) =>
      log.error('history', describeError(error)),
    );
    this.#endDemoPast = () => {
      stop.abort();
      return filled;
    };
  }

  /** What holds in this run: what is saved, with the flags over it. */
  get settings(): Settings {
    return { ...this.#options.settings.current(), ...this.#flags } as Settings;
  }

  /** The record of the present source; null: none is kept. */
  get history(): History | null {
    return this.#history;
  }

  /** As {@link history}, once an opening or a change of the source that is under way has ended. */
  async historyWhenOpen(): Promise<History | null> {
    await this.#turn;
    return this.#history;
  }

  /** Somebody is looking, or nobody is any more. */
  setWatched(watched: boolean): void {
    this.#watched = watched;
    const pollEvery = this.#pollEvery();
    if (this.#station !== null) this.#station.poller.setPace(pollEvery);
    else this.polls.publish({ kind: 'pace', at: this.#options.clock.now(), pollEvery });
  }

  /**
   * Tests an address. While it is the gateway that is polled, polling pauses: a second connection of
   * ours could take another program's place. What a good test learned is remembered.
   */
  async besidePolling(
    { host, port }: MeterAddress,
    test: () => Promise<ConnectionReport>,
  ): Promise<ConnectionReport> {
    const { source } = this.settings;
    const isPolled =
      source.kind === 'meter' && source.address.host === host && source.address.port === port;
    const pauses = isPolled && this.states.state.live.link.state !== 'paused';
    if (pauses) this.pause();
    const report = await test();
    if (pauses) this.resume();
    const { framing, maxWords } = report;
    if (isUsable(report) && framing !== null && maxWords !== null) {
      this.#options.memory.remember(host, port, { framing, maxWords });
    }
    return report;
  }

  pause(): void {
    this.#station?.poller.pause();
  }

  resume(): void {
    this.#station?.poller.resume();
  }

  /** Saves and applies at once. What somebody sets by hand takes over from a flag. */
  async changeSettings(patch: SettingsPatch): Promise<void> {
    const before = this.settings.source;
    const reason = this.#options.settings.change(patch);
    this.#flags = Object.fromEntries(
      Object.entries(this.#flags).filter(([name]) => !(name in patch)),
    );
    if (reason !== null) {
      this.states.notify({ id: 'settings', text: 'settingsNotSaved', values: { reason } });
    }
    const { settings } = this;
    this.states.apply({ kind: 'settings', settings, overridden: this.#overridden() });
    if (JSON.stringify(before) !== JSON.stringify(settings.source)) await this.#changeSource();
    else {
      this.#station?.poller.setPace(this.#pollEvery());
      await this.#history?.retain(this.#retention());
      await this.#history?.judge(rulesOf(settings, this.#options.zone));
      await this.#day.refresh();
    }
  }

  /** Ends in the reverse order of {@link open}. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#closeSource());
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    // One that fails stops none of those after it.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #closeSource(): Promise<void> {
    await this.#endDemoPast();
    await this.#station?.close();
    this.#station = null;
    await this.#history?.close();
    this.#history = null;
  }

  /** The app goes on without a record when there cannot be one, and says so. */
  async #openHistory(): Promise<Past> {
    const { historyDir: dir, historyWorker: worker, clock, zone, log } = this.#options;
    if (dir === null) return NO_PAST;
    const { source } = this.settings;
    const opened = await keepHistory({
      dir,
      worker,
      source,
      clock,
      zone,
      pollEvery: this.#pollEvery(),
      retention: this.#retention(),
      rules: rulesOf(this.settings, zone),
      onNotice: (notice) => this.#tellOfHistory(notice),
      onBug: (stack) => log.error('history', stack),
    });
    if (!opened.ok) {
      this.#tellOfHistory({ kind: 'not-writing', fault: opened.error });
      return NO_PAST;
    }
    this.#history = opened.value.history;
    return opened.value.past;
  }

  #tellOfHistory(notice: HistoryNotice): void {
    this.#options.log.warn('history', JSON.stringify(notice));
    if (notice.kind === 'writing-again') this.states.dismiss(HISTORY_NOTICE);
    else this.states.notify({ id: HISTORY_NOTICE, ...historyNotice(notice) });
  }

  /** Puts a backup in the place of the record; answers where the one before is kept. */
  async restoreHistory(backup: string): Promise<Result<string | null, HistoryFault>> {
    const { historyDir: dir, clock } = this.#options;
    if (dir === null) return err({ kind: 'gone', detail: 'nothing is recorded' });
    let done: Result<string | null, HistoryFault> = ok(null);
    await this.#changeSource(async () => {
      done = await restoreKept(dir, this.settings.source, backup, clock.now());
    });
    return done;
  }

  /** @param between runs while no source is open. */
  #changeSource(between: () => Promise<void> = async () => undefined): Promise<void> {
    return this.#inTurn(async () => {
      await this.#closeSource();
      await between();
      this.#memory = null;
      const { notices: told, update } = this.states.state;
      const notices = told.filter((notice) => !isOfMeter(notice));
      this.states.apply({ kind: 'restarted', state: { ...this.#freshState(), notices, update } });
      await this.#openSource();
    });
  }

  #follow(poll: PollEvent): void {
    const { event, memory } = follow(this.states.state, this.#memory, poll, this.#options.zone);
    this.#memory = memory;
    this.states.apply(event);
  }

  #retention(): Retention {
    const { historyDays, historyCapMb } = this.settings;
    return { markDays: historyDays, capBytes: historyCapMb * BYTES_IN_MB };
  }

  #pollEvery(): Millis {
    const { pollWatchedS, pollIdleS } = this.settings;
    return seconds(this.#watched ? pollWatchedS : pollIdleS);
  }

  #overridden(): readonly (keyof Settings)[] {
    return Object.keys(this.#flags) as (keyof Settings)[];
  }

  #freshState(): AppState {
    const { settings } = this;
    return {
      live: startLive(settings.source, this.#pollEvery(), this.#options.clock.now()),
      heatPump: null,
      heat: null,
      recent: NO_RECENT_POWER,
      today: null,
      heatPumpToday: null,
      settings,
      overridden: this.#overridden(),
      notices: [],
      alerts: [],
      update: UNASKED,
    };
  }
}
