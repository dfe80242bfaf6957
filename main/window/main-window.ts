import { join } from 'node:path';
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import type { View } from '../flags.ts';
import { ORIGIN } from './origin.ts';

export interface PageOptions {
  /** The folder that holds `main`, `preload` and `renderer` as built. */
  readonly builtFolder: string;
  /** Where the development server serves the page; null: the built page. */
  readonly devServer: string | null;
  readonly devTools: boolean;
}

export interface WindowOptions extends PageOptions {
  readonly view: View;
  readonly kiosk: boolean;
  readonly dark: boolean;
}

/** The page behind the same walls, in whatever window it stands. */
export function pagePreferences(
  options: PageOptions,
): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload: join(options.builtFolder, 'preload/index.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    devTools: options.devTools,
    spellcheck: false,
  };
}

/** Loads the page on the given view. */
export async function loadPage(window: BrowserWindow, options: PageOptions & { view: View }) {
  await window.loadURL(`${options.devServer ?? ORIGIN}/index.html#/${options.view}`);
}

/** What is painted before the page is, so that nothing flashes. */
export const backgroundOf = (dark: boolean): string => (dark ? '#0f1317' : '#f5f6f8');

const SIGHT_EVENTS = ['show', 'hide', 'minimize', 'restore', 'closed'] as const;

/** Calls `onSight` now and whenever the window comes into sight or goes out of it. */
export function watchSight(window: BrowserWindow, onSight: (visible: boolean) => void): void {
  const tell = (): void => {
    onSight(!window.isDestroyed() && window.isVisible() && !window.isMinimized());
  };
  for (const event of SIGHT_EVENTS) window.on(event as 'show', tell);
  tell();
}

/** Opens the window, which shows itself once there is something to see. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 400,
    show: false,
    kiosk: options.kiosk,
    autoHideMenuBar: true,
    backgroundColor: backgroundOf(options.dark),
    webPreferences: pagePreferences(options),
  });
  window.once('ready-to-show', () => window.show());
  void loadPage(window, options);
  return window;
}
