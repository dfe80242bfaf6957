import type { AppEvent, AppState, Numbered } from '../app/bridge/state.ts';
import { follow, type Memory } from '../app/follow.ts';
import { startLive } from '../app/live.ts';
import type { PollEvent } from '../app/poll.ts';
import { NO_RECENT_POWER } from '../app/recent.ts';
import type { Settings, SettingsPatch } from '../app/settings.ts';
import { type Millis, seconds, watts } from '../app/units.ts';
import type { Clock } from './clock.ts';
import { createFeed, type Feed } from './feed.ts';
import { describeError, type Log } from './log.ts';
import type { GatewayMemory } from './meter/gateway-memory.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { StateStore } from './station/state.ts';
import { openStation, type Station } from './station/station.ts';

export interface CoreOptions {
  readonly settings: SettingsStore;
  /** What flags set for this run; wins over what is saved. */
  readonly flags: SettingsPatch;
  readonly memory: GatewayMemory;
  readonly clock: Clock;
  readonly log: Log;
  /** IANA name of the zone whose days count. */
  readonly zone: string;
}

/**
 * The app without a window: the same for Electron and for the command line.
 * The lines of `open` follow the way of the data.
 */
export class Core {
  readonly polls: Feed<PollEvent>;
  readonly states: StateStore;
  readonly #options: CoreOptions;
  #flags: SettingsPatch;
  #station: Station | null = null;
  #memory: Memory = null;
  #watched = false;
  /** Changes of the source happen one after the other. */
  #changing: Promise<void> = Promise.resolve();

  constructor(options: CoreOptions) {
    this.#options = options;
    this.#flags = options.flags;
    const report = (error: unknown): void =>
      options.log.error('app', `a listener failed: ${describeError(error)}`);
    this.polls = createFeed<PollEvent>(report);
    this.states = new StateStore(this.#freshState(), createFeed<Numbered<AppEvent>>(report));
    this.polls.subscribe((poll) => this.#follow(poll));
  }

  /** Begins to poll. */
  async open(): Promise<void> {
    const { clock, memory } = this.#options;
    this.#station = await openStation({
      source: this.settings.source,
      clock,
      memory,
      pollEvery: this.#pollEvery(),
      connectionLimit: () => watts(this.settings.connectionLimitW),
      publish: (poll) => this.polls.publish(poll),
    });
  }

  /** What holds in this run: what is saved, with the flags over it. */
  get settings(): Settings {
    return { ...this.#options.settings.current(), ...this.#flags } as Settings;
  }

  /** Somebody is looking, or nobody is any more. */
  setWatched(watched: boolean): void {
    this.#watched = watched;
    const pollEvery = this.#pollEvery();
    if (this.#station !== null) this.#station.poller.setPace(pollEvery);
    else this.polls.publish({ kind: 'pace', at: this.#options.clock.now(), pollEvery });
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
    else this.#station?.poller.setPace(this.#pollEvery());
  }

  /** Ends in the reverse order of {@link open}. */
  async close(): Promise<void> {
    await this.#changing;
    await this.#station?.close();
    this.#station = null;
  }

  #changeSource(): Promise<void> {
    this.#changing = this.#changing.then(async () => {
      await this.#station?.close();
      this.#station = null;
      this.#memory = null;
      const state = { ...this.#freshState(), notices: this.states.state.notices };
      this.states.apply({ kind: 'restarted', state });
      await this.open();
    });
    return this.#changing;
  }

  #follow(poll: PollEvent): void {
    const { event, memory } = follow(this.states.state, this.#memory, poll, this.#options.zone);
    this.#memory = memory;
    this.states.apply(event);
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
      recent: NO_RECENT_POWER,
      today: null,
      settings,
      overridden: this.#overridden(),
      notices: [],
    };
  }
}
