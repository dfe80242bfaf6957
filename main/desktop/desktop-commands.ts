import { app, screen, shell } from 'electron';
import { displayChoices } from '../kiosk/displays.ts';
import type { Kiosk } from '../kiosk/kiosk.ts';
import type { PinLock } from '../kiosk/pin-lock.ts';
import type { DesktopCommands } from './commands.ts';
import { aboutThis } from './licences.ts';

export interface CommandOptions {
  readonly kiosk: Kiosk;
  readonly lock: PinLock;
  readonly openLogFolder: () => void;
}

/** Opens a folder in the desktop's own file manager. */
export function openFolder(folder: string): void {
  void shell.openPath(folder);
}

export function createDesktopCommands(options: CommandOptions): DesktopCommands {
  const { kiosk, lock, openLogFolder } = options;
  return {
    heartbeat: () => kiosk.beat(),
    enterKiosk: () => kiosk.enter(),
    leaveKiosk: (pin) => kiosk.leave(pin),
    hasKioskPin: () => lock.isSet,
    setKioskPin: (current, next) => lock.change(current, next),
    displays: () => displayChoices(screen.getAllDisplays(), screen.getPrimaryDisplay().id),
    openLogFolder,
    about: () => aboutThis(app.getVersion(), import.meta.dirname),
  };
}
