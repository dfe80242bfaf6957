import { type Millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type TrayHost, watchTrayHost } from './presence.ts';
import { TrayIcon, type TrayIconOptions } from './tray-icon.ts';

export interface TrayKeeperOptions {
  readonly icon: TrayIconOptions;
  /** Whether a person wants the icon. */
  readonly isWanted: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** The icon that was there is gone and does not come back. */
  readonly onLost: () => void;
}

/** A panel that starts again is back by then. */
const LOST_AFTER: Millis = seconds(5);

/** Has the icon in the tray wherever there is one and a person wants it. */
export class TrayKeeper {
  readonly #options: TrayKeeperOptions;
  readonly #end = new AbortController();
  #host: TrayHost = 'none';
  #icon: TrayIcon | null = null;
  #lost = new AbortController();

  constructor(options: TrayKeeperOptions) {
    this.#options = options;
    const { platform, env } = process;
    const onChange = (host: TrayHost): void => this.#move(host);
    void watchTrayHost({ platform, env, clock: options.clock, onChange, stop: this.#end.signal });
  }

  /** Somebody sees the icon, so that the window may go. */
  get isShown(): boolean {
    return this.#icon !== null;
  }

  /** State, language or wish changed. */
  update(): void {
    if (!this.#options.isWanted() || this.#host === 'none') this.#takeAway();
    else if (this.#icon === null) this.#put();
    else this.#icon.update();
  }

  close(): void {
    this.#end.abort();
    this.#lost.abort();
    this.#icon?.close();
    this.#icon = null;
  }

  #move(host: TrayHost): void {
    this.#options.log.info('tray', `the tray is of the kind: ${host}`);
    // An icon stays with the kind of tray in which it was put.
    this.#icon?.close();
    this.#icon = null;
    this.#host = host;
    this.update();
    if (host === 'none') void this.#missSoon();
  }

  #put(): void {
    this.#lost.abort();
    this.#icon = new TrayIcon(this.#options.icon, this.#host);
  }

  #takeAway(): void {
    if (this.#icon === null) return;
    this.#icon.close();
    this.#icon = null;
    void this.#missSoon();
  }

  async #missSoon(): Promise<void> {
    this.#lost.abort();
    this.#lost = new AbortController();
    const { signal } = this.#lost;
    await this.#options.clock.sleep(LOST_AFTER, signal);
    if (!signal.aborted) this.#options.onLost();
  }
}
