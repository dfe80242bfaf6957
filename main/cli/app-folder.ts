import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CommandIo } from './command.ts';

/** The app's name, after which Electron names the folder. */
const NAME = 'WAGO Energy Monitor';

/** Where the app keeps settings and history, as Electron's `userData` has it. */
export function appFolder(env: CommandIo['env'], platform: NodeJS.Platform): string {
  const home = homedir();
  switch (platform) {
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), NAME);
    case 'darwin':
      return join(home, 'Library', 'Application Support', NAME);
    default:
      return join(env.XDG_CONFIG_HOME || join(home, '.config'), NAME);
  }
}
