import { app, Menu, powerMonitor } from 'electron';
import { createTexts } from '../../app/text/translate.ts';
import { type Millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { Core } from '../compose.ts';
import type { Flags } from '../flags.ts';
import { Kiosk } from '../kiosk/kiosk.ts';
import { PinLock } from '../kiosk/pin-lock.ts';
import { TrayKeeper } from '../tray/tray-keeper.ts';
import type { TrayActions } from '../tray/tray-menu.ts';
import type { MainWindow } from '../window/main-window.ts';
import type { PageOptions } from '../window/page.ts';
import { createAboutWindow } from './about-window.ts';
import type { DesktopCommands } from './commands.ts';
import { createDesktopCommands, openFolder } from './desktop-commands.ts';
import type { DesktopFile } from './desktop-file.ts';
import type { FileLog } from './file-log.ts';
import { type SpokenTexts, spoken } from './language.ts';
import { type MenuActions, menuBar } from './menu-bar.ts';
import { Pausing } from './pausing.ts';
import { createWindowKeeper, sayOnce } from './window-keeper.ts';

export interface DesktopOptions {
  readonly core: Core;
  readonly clock: Clock;
  readonly log: FileLog;
  readonly memory: DesktopFile;
  readonly window: MainWindow;
  readonly page: PageOptions;
  readonly icon: string;
}

/** What a second start of the app passes on to the first. */
export type SecondStart = Pick<Flags, 'view' | 'kiosk' | 'hidden'>;

/** A desktop that has a tray has shown it by then, even right after login. */
const TRAY_PATIENCE: Millis = seconds(10);

/** What surrounds the window on a desktop: tray, wall view, menu bar. */
export class Desktop {
  readonly commands: DesktopCommands;
  readonly #options: DesktopOptions;
  readonly #texts = createTexts('en');
  readonly #kiosk: Kiosk;
  readonly #pausing: Pausing;
  readonly #showAbout: () => void;
  readonly #openLogFolder: () => void;
  readonly #end = new AbortController();
  #tray: TrayKeeper | null = null;
  #menuLanguage = '';

  constructor(options: DesktopOptions) {
    this.#options = options;
    const { core, clock, log, memory, window, page, icon } = options;
    const lock = new PinLock(
      { get: () => memory.get().pin, set: (pin) => memory.change({ pin }) },
      clock,
    );
    const settings = () => core.settings;
    const onStandIn = (isStandIn: boolean): void => this.#tellOfDisplay(isStandIn);
    this.#kiosk = new Kiosk({ window, lock, settings, clock, log, onStandIn });
    this.#pausing = new Pausing(core, clock);
    this.#openLogFolder = () => openFolder(log.folder);
    const about = createAboutWindow(page, icon);
    this.#showAbout = () => about(window.current);
    this.commands = createDesktopCommands({
      kiosk: this.#kiosk,
      lock,
      openLogFolder: this.#openLogFolder,
    });
  }

  /** The wall view is shown, and perhaps nobody has a keyboard. */
  get isOnWall(): boolean {
    return this.#kiosk.isOn;
  }

  /** Shows itself as the flags say. */
  start(flags: SecondStart): void {
    const { core, clock, log, memory, window } = this.#options;
    const texts = (): SpokenTexts => spoken(this.#texts, core.settings);
    const care = { clock, log, memory };
    const tray = new TrayKeeper({
      icon: { state: () => core.states.state, texts, clock, actions: this.#trayActions() },
      isWanted: () => core.settings.tray,
      clock,
      log,
      onLost: () => this.#comeBack(),
    });
    this.#tray = tray;
    window.keepBy(createWindowKeeper({ core, kiosk: this.#kiosk, tray, texts, care }));
    this.#follow();
    core.states.subscribe(() => this.#follow());
    powerMonitor.on('suspend', () => this.#pausing.sleep(true));
    powerMonitor.on('resume', () => this.#pausing.sleep(false));
    app.on('activate', () => window.show(null));
    if (flags.kiosk) this.#kiosk.enter();
    else void this.#missTray();
  }

  /** Somebody started the app again; with `--hidden` to get it out of sight. */
  showAgain({ view, kiosk, hidden }: SecondStart): void {
    const { window } = this.#options;
    if (kiosk) this.#kiosk.enter();
    // The default view is not worth leaving another one for.
    else if (!hidden) window.show(view === 'live' ? null : view);
    else if (this.#tray?.isShown === true && !this.#kiosk.isOn) window.hide();
  }

  close(): void {
    this.#end.abort();
    this.#pausing.close();
    this.#tray?.close();
    this.#options.window.letGo();
  }

  #trayActions(): TrayActions {
    const { core, window } = this.#options;
    return {
      open: () => window.show(null),
      enterKiosk: () => this.#kiosk.enter(),
      setPaused: (paused) => this.#pausing.wish(paused),
      setMetrics: (enabled) => {
        void core.changeSettings({ metrics: { ...core.settings.metrics, enabled } });
      },
      quit: () => app.quit(),
    };
  }

  #menuActions(): MenuActions {
    return {
      show: (view) => this.#options.window.show(view),
      enterKiosk: () => this.#kiosk.enter(),
      openLogFolder: this.#openLogFolder,
      showAbout: this.#showAbout,
    };
  }

  /** The state or a setting changed. */
  #follow(): void {
    const { core, page } = this.#options;
    const { t, language } = spoken(this.#texts, core.settings);
    if (language !== this.#menuLanguage) {
      this.#menuLanguage = language;
      const menu = menuBar(t, this.#menuActions(), process.platform, page.devTools);
      Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
    }
    this.#kiosk.follow();
    this.#tray?.update();
  }

  /** Without a tray the window has to be in sight, and a person has to know. */
  async #missTray(): Promise<void> {
    const { core, clock, memory } = this.#options;
    const { signal } = this.#end;
    await clock.sleep(TRAY_PATIENCE, signal);
    if (signal.aborted || this.#tray?.isShown === true) return;
    this.#comeBack();
    if (!core.settings.tray || !core.settings.closeToTray) return;
    sayOnce(memory, 'no-tray', () =>
      core.states.notify({ id: 'no-tray', text: 'noTray', values: {} }),
    );
  }

  #comeBack(): void {
    const { window } = this.#options;
    if (!window.isInSight && window.current?.isMinimized() !== true) window.show(null);
  }

  #tellOfDisplay(isStandIn: boolean): void {
    const { states } = this.#options.core;
    const isTold = states.state.notices.some(({ id }) => id === 'kiosk-display');
    if (isStandIn === isTold) return;
    if (isStandIn) states.notify({ id: 'kiosk-display', text: 'displayGone', values: {} });
    else states.dismiss('kiosk-display');
  }
}
