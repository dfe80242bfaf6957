import { BrowserWindow, ipcMain } from 'electron';
import {
  COMMAND_NAMES,
  type CommandName,
  commandChannel,
  EVENT_CHANNEL,
} from '../../app/bridge/names.ts';
import type { AppEvent, Numbered } from '../../app/bridge/state.ts';
import type { Asker } from './answer.ts';

/** Answers one call of a window; throws when it is refused. */
export type Dispatch = (name: CommandName, asker: Asker, args: readonly unknown[]) => unknown;

/**
 * Listens to every command of the contract. The first window opens while the core is still being
 * read, so its calls wait until `serve` says who answers them.
 */
export function openBridge(): { readonly serve: (dispatch: Dispatch) => void } {
  let serve: (dispatch: Dispatch) => void = () => undefined;
  const served = new Promise<Dispatch>((resolve) => {
    serve = resolve;
  });
  for (const name of COMMAND_NAMES) {
    ipcMain.handle(commandChannel(name), async (event, ...args: unknown[]) =>
      (await served)(name, event, args),
    );
  }
  return { serve };
}

/** Tells every window. */
export function broadcast(event: Numbered<AppEvent>): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}
