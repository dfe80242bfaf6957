import { BrowserWindow, nativeTheme } from 'electron';
import { backgroundOf, loadPage, type PageOptions, pagePreferences } from '../window/page.ts';

const SIZE = { width: 640, height: 640, minWidth: 400, minHeight: 300 };

/** Answers what shows the window about the app: one at a time, in front of `parent`. */
export function createAboutWindow(
  page: PageOptions,
  icon: string,
): (parent: BrowserWindow | null) => void {
  let about: BrowserWindow | null = null;
  return (parent) => {
    if (about !== null) {
      about.show();
      return;
    }
    const window = new BrowserWindow({
      ...SIZE,
      ...(parent === null ? {} : { parent }),
      show: false,
      minimizable: false,
      fullscreenable: false,
      icon,
      backgroundColor: backgroundOf(nativeTheme.shouldUseDarkColors),
      webPreferences: pagePreferences(page),
    });
    about = window;
    window.removeMenu();
    window.once('ready-to-show', () => window.show());
    window.once('closed', () => {
      about = null;
    });
    loadPage(window, { ...page, view: 'about' }).catch(() => undefined);
  };
}
