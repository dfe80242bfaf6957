import {
  type BrowserWindow,
  type Display,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  screen,
} from 'electron';
import type { PinAnswer } from '../../app/kiosk/pin.ts';
import type { Settings } from '../../app/settings.ts';
import { millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import { VIEWS, type View } from '../flags.ts';
import type { Log } from '../log.ts';
import type { MainWindow } from '../window/main-window.ts';
import type { Rectangle } from '../window/placement.ts';
import { putDown } from '../window/put-down.ts';
import { Watchdog } from '../window/watchdog.ts';
import { chooseDisplay } from './displays.ts';
import type { PinLock } from './pin-lock.ts';

export interface KioskOptions {
  readonly window: MainWindow;
  readonly lock: PinLock;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** The display of the settings is not connected, or it is again. */
  readonly onStandIn: (isStandIn: boolean) => void;
}

/** A page that hangs for so long is put down; its picture is back within five seconds. */
const PATIENCE = millis(2500);
/** Displays report one change in several steps. */
const SETTLED = millis(400);
const DISPLAY_EVENTS = ['display-added', 'display-removed', 'display-metrics-changed'] as const;

/** What was there before the wall view, and comes back after it. */
interface Before {
  readonly view: View;
  /** null: the app began on the wall. */
  readonly bounds: Rectangle | null;
}

const isView = (view: string | null): view is View => VIEWS.some((known) => known === view);

function isThere(window: BrowserWindow, { x, y, width, height }: Rectangle): boolean {
  const at = window.getBounds();
  const isPlaced = at.x === x && at.y === y && at.width === width && at.height === height;
  return isPlaced && window.isKiosk();
}

/** Shows the wall view on the whole of a display and keeps it there. */
export class Kiosk {
  readonly #options: KioskOptions;
  readonly #watchdog: Watchdog;
  #before: Before | null = null;
  #blocker: number | null = null;
  #changed = new AbortController();
  #detach = (): void => undefined;

  constructor(options: KioskOptions) {
    this.#options = options;
    const { clock, log, window } = options;
    const onSilence = (): void => {
      log.error('window', 'the wall view hangs');
      if (window.current !== null) void putDown(window.current.webContents, clock);
    };
    this.#watchdog = new Watchdog({ clock, patience: PATIENCE, onSilence });
    const assertSoon = (): void => void this.#assertSoon();
    for (const event of DISPLAY_EVENTS) screen.on(event as 'display-added', assertSoon);
    powerMonitor.on('resume', assertSoon);
    powerMonitor.on('unlock-screen', assertSoon);
  }

  get isOn(): boolean {
    return this.#before !== null;
  }

  /** Nobody may close the window. */
  get isLocked(): boolean {
    return this.isOn && this.#options.lock.isSet;
  }

  beat(): void {
    this.#watchdog.beat();
  }

  enter(): void {
    const { window, log } = this.#options;
    if (this.isOn) {
      window.show(null);
      return;
    }
    const { current, view } = window;
    const bounds = current?.getNormalBounds() ?? null;
    this.#before = { view: isView(view) && view !== 'kiosk' ? view : 'live', bounds };
    window.keepsPlace = false;
    log.info('window', 'the wall view begins');
    const display = this.#display();
    if (current !== null) window.show('kiosk');
    const shown = current ?? window.open('kiosk', { ...display.bounds, kiosk: true });
    this.#take(shown, display);
  }

  /** Back to a window, if the lock lets one. */
  async leave(pin: string | null): Promise<PinAnswer> {
    const answer = await this.#options.lock.check(pin);
    if (answer.kind !== 'done' || this.#before === null) return answer;
    const { view, bounds } = this.#before;
    const { window, log } = this.#options;
    this.#end();
    log.info('window', 'the wall view ends');
    const { current } = window;
    if (current === null) return answer;
    current.setKiosk(false);
    current.setMenu(Menu.getApplicationMenu());
    current.webContents.setBackgroundThrottling(true);
    current.setBounds(bounds ?? window.usualPlace());
    window.goTo(view);
    return answer;
  }

  /** The settings changed, perhaps the display. */
  follow(): void {
    if (this.isOn) this.#assert();
  }

  #take(window: BrowserWindow, display: Display): void {
    // Without a menu none of its shortcuts works either.
    window.setMenu(null);
    window.webContents.setBackgroundThrottling(false);
    if (!isThere(window, display.bounds)) this.#place(window, display);
    this.#blocker ??= powerSaveBlocker.start('prevent-display-sleep');
    // Each page that is loaded anew is watched anew.
    const watch = (): void => this.#watchdog.start();
    const end = (): void => this.#end();
    const { webContents } = window;
    webContents.on('did-finish-load', watch);
    window.on('closed', end);
    this.#detach = () => {
      webContents.off('did-finish-load', watch);
      window.off('closed', end);
    };
    watch();
  }

  #place(window: BrowserWindow, { bounds }: Display): void {
    // A window that fills one display does not move to another.
    if (window.isKiosk()) window.setKiosk(false);
    window.setBounds(bounds);
    window.setKiosk(true);
  }

  #display(): Display {
    const { settings, onStandIn } = this.#options;
    const primary = screen.getPrimaryDisplay();
    const chosen = chooseDisplay(settings().kioskDisplay, screen.getAllDisplays(), primary);
    onStandIn(chosen.isStandIn);
    return chosen.display;
  }

  async #assertSoon(): Promise<void> {
    this.#changed.abort();
    this.#changed = new AbortController();
    const { signal } = this.#changed;
    await this.#options.clock.sleep(SETTLED, signal);
    if (!signal.aborted && this.isOn) this.#assert();
  }

  #assert(): void {
    const { current } = this.#options.window;
    const display = this.#display();
    if (current !== null && !isThere(current, display.bounds)) this.#place(current, display);
  }

  #end(): void {
    this.#before = null;
    this.#detach();
    this.#watchdog.stop();
    this.#options.window.keepsPlace = true;
    this.#options.onStandIn(false);
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = null;
  }
}
