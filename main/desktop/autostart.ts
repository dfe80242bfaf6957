import { app } from 'electron';
import { describeError, type Log } from '../log.ts';
import { autostartEntry, autostartPath, writeAutostart } from './autostart-entry.ts';

const HIDDEN = '--hidden';

/** What starts this very app again. An AppImage runs from a folder that is gone by then. */
function ownCommand(): readonly string[] {
  const program = process.env.APPIMAGE ?? process.execPath;
  return [program, ...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN];
}

/** Makes the desktop start the app at login, hidden, or no longer. */
export async function startAtLogin(wanted: boolean, log: Log): Promise<void> {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args: [HIDDEN] });
    return;
  }
  try {
    const entry = wanted ? autostartEntry(ownCommand(), app.getName()) : null;
    await writeAutostart(autostartPath(process.env), entry);
  } catch (error) {
    log.error('app', `start at login could not be changed: ${describeError(error)}`);
  }
}
