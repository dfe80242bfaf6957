import { join } from 'node:path';
import { app, type BrowserWindow, type BrowserWindowConstructorOptions, session } from 'electron';
import type { HistoryPlace } from '../../app/alerts/alert.ts';
import type { Millis } from '../../app/units.ts';
import type { View } from '../flags.ts';
import { denyDownloads, denyNavigation, denyNetwork, denyPermissions } from './guard.ts';
import { ORIGIN } from './origin.ts';
import { serveScheme } from './scheme.ts';

export interface PageOptions {
  /** The folder that holds `main`, `preload` and `renderer` as built. */
  readonly builtFolder: string;
  /** Where the development server serves the page; null: the built page. */
  readonly devServer: string | null;
  readonly devTools: boolean;
  /** By how much the app's clock is ahead of the system's; 0 in a package. */
  readonly clockAhead: Millis;
  /** The zone to count days in, where Chromium cannot know it; null: it knows. */
  readonly zone: string | null;
}

/** A view, or the history at a time. */
export type Place = View | HistoryPlace;
/** What a window shows; `about` has a window of its own. */
export type PageView = Place | 'about' | `report?period=${string}`;

/**
 * Puts up what every page of ours stands behind.
 * @param mayLookIn whether developer tools open; a released app has none in any case.
 */
export function preparePage(
  mayLookIn: boolean,
  clockAhead: Millis,
  zone: string | null,
): PageOptions {
  const builtFolder = join(import.meta.dirname, '..');
  const devServer = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
  serveScheme(join(builtFolder, 'renderer'));
  denyPermissions(session.defaultSession);
  denyDownloads(session.defaultSession);
  denyNetwork(session.defaultSession, devServer);
  denyNavigation(devServer);
  return { builtFolder, devServer, devTools: mayLookIn && !app.isPackaged, clockAhead, zone };
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
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    devTools: options.devTools,
    spellcheck: false,
  };
}

/** Loads the page on the given view; where the page is there already, only the view changes. */
export async function loadPage(
  window: BrowserWindow,
  options: PageOptions & { readonly view: PageView },
): Promise<void> {
  const { devServer, clockAhead, zone, view } = options;
  const query = new URLSearchParams({
    ...(clockAhead === 0 ? {} : { ahead: String(clockAhead) }),
    ...(zone === null ? {} : { zone }),
  }).toString();
  const url = `${devServer ?? ORIGIN}/index.html${query === '' ? '' : `?${query}`}#/${view}`;
  if (window.webContents.getURL() !== url) await window.loadURL(url);
}

/** The view that a window shows; null: none yet. */
export function viewOf(window: BrowserWindow): string | null {
  return /#\/(.+)$/.exec(window.webContents.getURL())?.[1] ?? null;
}

/** What is painted before the page is, so that nothing flashes. */
export const backgroundOf = (dark: boolean): string => (dark ? '#0f1317' : '#f5f6f8');
