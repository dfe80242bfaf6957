import { app } from 'electron';
import type { Clock } from '../clock.ts';
import type { Core } from '../compose.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Log } from '../log.ts';
import { openElectronSource } from './electron-source.ts';
import { Updates } from './updates.ts';

/** Newer versions of the app: told in a notice, and installed only where no wall would go dark. */
export function createUpdates(
  core: Core,
  desktop: Pick<Desktop, 'isOnWall'>,
  clock: Clock,
  log: Log,
): Updates {
  return new Updates({
    open: () => openElectronSource(log),
    clock,
    log,
    onState: (update) => core.states.apply({ kind: 'update', update }),
    onNewer: (version) =>
      core.states.notify({ id: 'update', text: 'updateAvailable', values: { version } }),
    isWanted: () => core.settings.updateCheck,
    mayRestart: () => !desktop.isOnWall,
    quit: () => app.quit(),
  });
}
