import { Menu, Tray } from 'electron';
import type { AppState } from '../../app/bridge/state.ts';
import { freshness } from '../../app/live.ts';
import type { Language } from '../../app/text/texts.ts';
import type { Translate } from '../../app/text/translate.ts';
import { faceOf } from '../../app/tray/face.ts';
import { tooltipOf, trayWords } from '../../app/tray/words.ts';
import { type Millis, millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { TrayHost } from './presence.ts';
import { trayImage } from './tray-image.ts';
import { type TrayActions, trayMenu } from './tray-menu.ts';

export interface TrayIconOptions {
  readonly state: () => AppState;
  readonly texts: () => { readonly t: Translate; readonly language: Language };
  readonly clock: Clock;
  readonly actions: TrayActions;
}

/** Ages and staleness come about without any event. */
const LOOK_EVERY: Millis = seconds(5);
/** A menu that is replaced closes under the pointer of whoever reads it. */
const FIGURES_EVERY: Millis = seconds(10);

/** The icon while it is in a tray. Whatever did not change is not sent again. */
export class TrayIcon {
  readonly #options: TrayIconOptions;
  readonly #host: TrayHost;
  readonly #tray: Tray;
  readonly #gone = new AbortController();
  #face = '';
  #tooltip = '';
  #title = '';
  #menu = '';
  #urgent = '';
  #menuAt: Millis = millis(Number.NEGATIVE_INFINITY);

  constructor(options: TrayIconOptions, host: TrayHost) {
    this.#options = options;
    const face = faceOf(options.state(), options.clock.now());
    this.#host = host;
    this.#tray = new Tray(trayImage(face, process.platform, host));
    this.#face = JSON.stringify(face);
    this.#tray.on('click', options.actions.open);
    this.update();
    void this.#keepUp();
  }

  /** Shows the state as it is now. */
  update(): void {
    const { state: stateNow, clock, texts } = this.#options;
    const state = stateNow();
    const { t, language } = texts();
    this.#showFace(state);
    const words = trayWords(state, clock.now(), t, language);
    const tooltip = tooltipOf(words);
    if (tooltip !== this.#tooltip) this.#tray.setToolTip(tooltip);
    this.#tooltip = tooltip;
    if (process.platform === 'darwin' && words.title !== this.#title) {
      this.#tray.setTitle(words.title, { fontType: 'monospacedDigit' });
    }
    this.#title = words.title;
    this.#showMenu(state);
  }

  close(): void {
    this.#gone.abort();
    this.#tray.destroy();
  }

  #showFace(state: AppState): void {
    const face = faceOf(state, this.#options.clock.now());
    const drawn = JSON.stringify(face);
    if (drawn === this.#face) return;
    this.#face = drawn;
    this.#tray.setImage(trayImage(face, process.platform, this.#host));
  }

  #showMenu(state: AppState): void {
    const { clock, texts, actions } = this.#options;
    const { t, language } = texts();
    const template = trayMenu(trayWords(state, clock.now(), t, language), state, t, actions);
    const menu = JSON.stringify(template);
    const controls = template.filter(({ enabled }) => enabled !== false);
    // What is new at once: what can be chosen, and whether the figures are to be believed.
    const urgent = JSON.stringify([controls, freshness(state.live, clock.now())]);
    const isDue = clock.elapsed() - this.#menuAt >= FIGURES_EVERY;
    if (menu === this.#menu || (urgent === this.#urgent && !isDue)) return;
    this.#menu = menu;
    this.#urgent = urgent;
    this.#menuAt = clock.elapsed();
    this.#tray.setContextMenu(Menu.buildFromTemplate(template));
  }

  async #keepUp(): Promise<void> {
    const { signal } = this.#gone;
    while (!signal.aborted) {
      await this.#options.clock.sleep(LOOK_EVERY, signal);
      if (!signal.aborted) this.update();
    }
  }
}
