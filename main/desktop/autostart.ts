import { app } from 'electron';
import { describeError, type Log } from '../log.ts';
import { autostartEntry, autostartPath, writeAutostart } from './autostart-entry.ts';
import { ownProgram, thisProgram } from './own-program.ts';

const HIDDEN = '--hidden';

/** What starts this very app again. */
function ownCommand(): readonly [program: string, ...args: readonly string[]] {
  const program = ownProgram(thisProgram());
  return [program, ...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN];
}

/** Makes the desktop start the app at login, hidden, or no longer. */
export async function startAtLogin(wanted: boolean, log: Log): Promise<void> {
  if (process.platform !== 'linux') {
    const [path, ...args] = ownCommand();
    app.setLoginItemSettings({ openAtLogin: wanted, path, args });
    return;
  }
  try {
    const entry = wanted ? autostartEntry(ownCommand(), app.getName()) : null;
    await writeAutostart(autostartPath(process.env), entry);
  } catch (error) {
    log.error('app', `start at login could not be changed: ${describeError(error)}`);
  }
}
