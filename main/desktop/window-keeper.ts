import { app, Notification } from 'electron';
import type { Core } from '../compose.ts';
import type { Kiosk } from '../kiosk/kiosk.ts';
import type { TrayKeeper } from '../tray/tray-keeper.ts';
import { type CrashCareOptions, careForPage } from '../window/crash-care.ts';
import type { WindowKeeper } from '../window/main-window.ts';
import type { DesktopFile } from './desktop-file.ts';
import type { SpokenTexts } from './language.ts';

/** Says something that is said only once on this machine. */
export function sayOnce(memory: DesktopFile, what: string, say: () => void): void {
  const { said } = memory.get();
  if (said.includes(what)) return;
  memory.change({ said: [...said, what] });
  say();
}

export interface KeeperOptions {
  readonly core: Core;
  readonly kiosk: Kiosk;
  readonly tray: TrayKeeper;
  readonly texts: () => SpokenTexts;
  readonly care: CrashCareOptions;
}

/** Where the desktop shows no notifications, the window itself says so when it is back. */
function tellThatItGoesOn(core: Core, { t }: SpokenTexts): void {
  if (Notification.isSupported()) {
    new Notification({ title: t('tray:goesOn'), body: t('tray:goesOnText') }).show();
  } else {
    core.states.notify({ id: 'tray-goes-on', text: 'trayGoesOn', values: {} });
  }
}

/** The window hides only where the tray brings it back; closed for good it ends the app. */
export function createWindowKeeper(options: KeeperOptions): WindowKeeper {
  const { core, kiosk, tray, texts, care } = options;
  return {
    onOpen: (window) => careForPage(window, care),
    onSight: (visible) => core.setWatched(visible),
    onClose() {
      if (kiosk.isLocked) return 'stay';
      if (!core.settings.closeToTray || !tray.isShown) return 'close';
      sayOnce(care.memory, 'tray-goes-on', () => tellThatItGoesOn(core, texts()));
      return 'hide';
    },
    onClosed: () => app.quit(),
  };
}
