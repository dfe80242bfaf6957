import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import { millis, minutes } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { DesktopFile } from '../desktop/desktop-file.ts';
import {
  backgroundOf,
  loadPage,
  type PageOptions,
  type Place,
  pagePreferences,
  viewOf,
} from './page.ts';
import { placeWindow, type Rectangle } from './placement.ts';

export interface MainWindowOptions {
  readonly page: PageOptions;
  /** Path of the picture that stands for the window where the desktop wants one. */
  readonly icon: string;
  readonly clock: Clock;
  readonly memory: DesktopFile;
}

/** Who decides about the window and follows it; there is nobody yet while the core is being read. */
export interface WindowKeeper {
  /** A window opened. */
  readonly onOpen: (window: BrowserWindow) => void;
  /** The window came into sight or went out of it. */
  readonly onSight: (visible: boolean) => void;
  /** Asked when somebody closes the window. */
  readonly onClose: () => 'close' | 'hide' | 'stay';
  /** The window was closed and nothing is left in its place. */
  readonly onClosed: () => void;
}

/** A hidden window comes back at once for so long; then its page is given up for the memory. */
const KEPT_HIDDEN = minutes(10);
/** A window that is being moved is not worth a write for each pixel. */
const SETTLED = millis(500);

const SIGHT_EVENTS = ['show', 'hide', 'minimize', 'restore'] as const;
const PLACE_EVENTS = ['move', 'resize', 'maximize', 'unmaximize'] as const;

type Extra = Pick<BrowserWindowConstructorOptions, 'kiosk' | 'x' | 'y' | 'width' | 'height'>;

/** The one window of the app: there or not, seen or hidden. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  #keeper: WindowKeeper | null = null;
  #window: BrowserWindow | null = null;
  /** Opened, and not yet shown for the first time. */
  #isComing = false;
  #hidden = new AbortController();
  #moved = new AbortController();
  /** On the wall the window stands where the display is, which is no place to remember. */
  keepsPlace = true;

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  get current(): BrowserWindow | null {
    return this.#window;
  }

  /** A window that is about to show itself counts: somebody waits for it. */
  get isInSight(): boolean {
    if (this.#isComing) return true;
    return this.#window?.isVisible() === true && !this.#window.isMinimized();
  }

  /** The view that is shown; null: none. */
  get view(): string | null {
    return this.#window === null ? null : viewOf(this.#window);
  }

  /** From here on `keeper` decides; it is told of the window that is there already. */
  keepBy(keeper: WindowKeeper): void {
    this.#keeper = keeper;
    if (this.#window !== null) keeper.onOpen(this.#window);
    keeper.onSight(this.isInSight);
  }

  /** Shows the window, opened anew where there is none, on `view`; null: on what it showed. */
  show(view: Place | null): void {
    const window = this.#window;
    if (window === null) {
      this.open(view ?? 'live');
      return;
    }
    this.#hidden.abort();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    if (view !== null) this.goTo(view);
  }

  /** Opens the window where it was last, or as `extra` says; it shows once there is something to see. */
  open(view: Place, extra: Extra = {}): BrowserWindow {
    const { page, icon, memory } = this.#options;
    const window = new BrowserWindow({
      ...this.usualPlace(),
      minWidth: 640,
      minHeight: 400,
      show: false,
      autoHideMenuBar: true,
      icon,
      backgroundColor: backgroundOf(nativeTheme.shouldUseDarkColors),
      webPreferences: pagePreferences(page),
      ...extra,
    });
    this.#window = window;
    this.#isComing = true;
    this.#attend(window);
    window.once('ready-to-show', () => {
      // It may have been closed to the tray before anything was seen of it.
      if (!this.#isComing) return;
      this.#isComing = false;
      const isMaximized = memory.get().window?.maximized === true;
      if (isMaximized && extra.kiosk !== true) window.maximize();
      window.show();
    });
    this.goTo(view);
    return window;
  }

  /** Where it was last, as far as that can be seen on the displays of today. */
  usualPlace(): Rectangle {
    return placeWindow(this.#options.memory.get().window, workAreas());
  }

  goTo(view: Place): void {
    if (this.#window === null) return;
    // A page that is loaded anew before it is there rejects the first load, which is nothing to tell.
    loadPage(this.#window, { ...this.#options.page, view }).catch(() => undefined);
  }

  /** Takes the window out of sight; it comes back with {@link show}. */
  hide(): void {
    const window = this.#window;
    if (window === null) return;
    this.#isComing = false;
    window.hide();
    this.#hidden.abort();
    this.#hidden = new AbortController();
    const { signal } = this.#hidden;
    void this.#options.clock.sleep(KEPT_HIDDEN, signal).then(() => {
      if (!signal.aborted) this.#release(window);
    });
  }

  /** The app ends: from here on the window closes when it is told to. */
  letGo(): void {
    this.#keeper = null;
    this.#hidden.abort();
    this.#moved.abort();
  }

  #attend(window: BrowserWindow): void {
    const tellSight = (): void => this.#keeper?.onSight(this.isInSight);
    for (const event of SIGHT_EVENTS) window.on(event as 'show', tellSight);
    for (const event of PLACE_EVENTS) window.on(event as 'move', () => void this.#settle(window));
    window.on('close', (event) => {
      const answer = this.#keeper?.onClose() ?? 'close';
      if (answer !== 'close') event.preventDefault();
      if (answer === 'hide') this.hide();
    });
    window.on('closed', () => {
      if (this.#window !== window) return;
      this.#window = null;
      this.#isComing = false;
      this.#keeper?.onSight(false);
      this.#keeper?.onClosed();
    });
    this.#keeper?.onOpen(window);
  }

  #release(window: BrowserWindow): void {
    this.#window = null;
    window.destroy();
  }

  async #settle(window: BrowserWindow): Promise<void> {
    this.#moved.abort();
    this.#moved = new AbortController();
    const { signal } = this.#moved;
    await this.#options.clock.sleep(SETTLED, signal);
    if (signal.aborted || window.isDestroyed()) return;
    if (!this.keepsPlace || window.isFullScreen() || window.isMinimized()) return;
    const place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    this.#options.memory.change({ window: place });
  }
}

/** Where windows can stand, on the primary display first. */
function workAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => workArea);
}
