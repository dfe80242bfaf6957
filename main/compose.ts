import type { AppEvent, AppState, Numbered } from '../app/bridge/state.ts';
import { type ConnectionReport, isUsable } from '../app/connection-report.ts';
import { type EnergyTodayState, energyTodayAt, nextEnergyToday } from '../app/energy-today.ts';
import { follow, type Memory } from '../app/follow.ts';
import type { HistoryFault } from '../app/history/fault.ts';
import { startLive } from '../app/live.ts';
import type { MeterHintKind } from '../app/meter-hint.ts';
import type { MeterAddress } from '../app/meter-url.ts';
import type { PollEvent } from '../app/poll.ts';
import { NO_RECENT_POWER } from '../app/recent.ts';
import { ok, type Result } from '../app/result.ts';
import type { Settings, SettingsPatch } from '../app/settings.ts';
import { type Millis, seconds, watts } from '../app/units.ts';
import { UNASKED } from '../app/updates.ts';
import type { Clock } from './clock.ts';
import { createFeed, type Feed } from './feed.ts';
import type { History } from './history/history.ts';
import type { Restored } from './history/restore.ts';
import { describeError, type Log } from './log.ts';
import type { GatewayMemory } from './meter/gateway-memory.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { HeatPumpDay } from './station/heat-pump-day.ts';
import type { Past } from './station/keep-history.ts';
import { SourceRecord } from './station/record.ts';
import { StateStore } from './station/state.ts';
import { openStation, type Station, startSource } from './station/station.ts';
import { tellOfClock } from './station/tell-of-clock.ts';
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

/** A reading, and the time between polls when it was made. */
interface Counted {
  readonly poll: PollEvent & { readonly kind: 'reading' };
  readonly every: Millis;
}

/**
 * The app without a window: the same for Electron and for the command line.
 * The lines of `open` follow the way of the data.
 */
export class Core {
  readonly polls: Feed<PollEvent>;
  readonly states: StateStore;
  readonly #options: CoreOptions;
  readonly #record: SourceRecord;
  readonly #day: HeatPumpDay;
  #flags: SettingsPatch;
  #station: Station | null = null;
  #memory: Memory = null;
  /** What is polled while the record is being asked, a list for each question. */
  readonly #missed = new Set<Counted[]>();
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
    this.#record = new SourceRecord({
      ...options,
      dir: options.historyDir,
      worker: options.historyWorker,
      states: this.states,
      settings: () => this.settings,
      pollEvery: () => this.#pollEvery(),
      onPast: async (past) => {
        this.#takePast(past);
        await this.#day.refresh();
      },
    });
    this.polls.subscribe((poll) => this.#follow(poll));
    this.polls.subscribe(tellOfMeter(this.states));
    this.polls.subscribe(logRejections(options.log));
    this.polls.subscribe((poll) => this.#record.take(poll));
    // After the record, so that it knows this poll when it is asked.
    const onStep = (): void => void this.#record.tellPast();
    this.polls.subscribe(tellOfClock({ ...options, states: this.states, onStep }));
    const { clock, zone } = options;
    this.#day = new HeatPumpDay({
      history: () => this.history,
      states: this.states,
      clock,
      zone,
      recount: (answer) => this.#recount(answer),
    });
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
      this.#record.open(),
      startSource(this.settings.source, clock),
    ]);
    this.#takePast(past);
    this.#station = openStation({
      source,
      clock,
      memory,
      pollEvery: this.#pollEvery(),
      counters: past.counters,
      connectionLimit: () => watts(this.settings.connectionLimitW),
      publish: (poll) => this.polls.publish(poll),
    });
    this.#record.giveDemoItsPast(this.#station.demo, past);
    // Somebody may have begun or ceased to look meanwhile.
    this.#station.poller.setPace(this.#pollEvery());
  }

  /** Goes on from what the record knows. */
  #takePast({ today, recent }: Past): void {
    this.#memory ??= today;
    if (recent.at.length > 0) this.states.apply({ kind: 'recent', recent });
  }

  /**
   * The record counts the day, in whose answer those polls are missing that come while it is asked.
   * @param answer null: it knows nothing
   */
  async #recount(answer: Promise<EnergyTodayState | null>): Promise<void> {
    const missed: Counted[] = [];
    this.#missed.add(missed);
    const recorded = await answer;
    this.#missed.delete(missed);
    if (recorded === null) return;
    const { clock, zone } = this.#options;
    this.#memory = missed.reduce<Memory>(
      (counted, { poll, every }) => nextEnergyToday(counted, poll, every, zone),
      recorded,
    );
    const today = energyTodayAt(this.#memory, clock.now(), zone);
    if (JSON.stringify(today) === JSON.stringify(this.states.state.today)) return;
    this.states.apply({ kind: 'energy-today', today });
  }

  /** What holds in this run: what is saved, with the flags over it. */
  get settings(): Settings {
    return { ...this.#options.settings.current(), ...this.#flags } as Settings;
  }

  /** The record of the present source; null: none is kept. */
  get history(): History | null {
    return this.#record.history;
  }

  /** As {@link history}, once an opening or a change of the source that is under way has ended. */
  async historyWhenOpen(): Promise<History | null> {
    await this.#turn;
    return this.history;
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
    const { framing, maxWords, hints } = report;
    if (isUsable(report) && framing !== null && maxWords !== null) {
      const { memory } = this.#options;
      const has = (kind: MeterHintKind): boolean => hints.some((hint) => hint.kind === kind);
      memory.remember(host, port, {
        ...memory.recall(host, port),
        framing,
        maxWords,
        isSlow: has('slow'),
        ignoresIds: has('unnumbered'),
      });
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
      // A record that is being opened was told the settings from before.
      await this.#inTurn(() => this.#record.applySettings());
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
    await this.#station?.close();
    this.#station = null;
    await this.#record.close();
  }

  /** Puts a backup in the place of the record; answers where the one before is kept. */
  async restoreHistory(backup: string): Promise<Result<Restored, HistoryFault>> {
    if (this.#options.historyDir === null) return this.#record.restore(backup);
    let done: Result<Restored, HistoryFault> = ok({ kept: null, left: '' });
    await this.#changeSource(async () => {
      done = await this.#record.restore(backup);
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
    if (poll.kind !== 'reading') return;
    const { pollEvery: every } = this.states.state.live;
    for (const missed of this.#missed) missed.push({ poll, every });
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
