import { BrowserWindow, ipcMain } from 'electron';
import { COMMAND_NAMES, commandChannel, EVENT_CHANNEL } from '../../app/bridge/names.ts';
import type { AppEvent, Numbered } from '../../app/bridge/state.ts';
import { answer, type BridgeOptions } from './answer.ts';

/** Answers every command of the contract. */
export function serveBridge(options: BridgeOptions): void {
  for (const name of COMMAND_NAMES) {
    ipcMain.handle(commandChannel(name), (event, ...args: unknown[]) =>
      answer(name, event, args, options),
    );
  }
}

/** Tells every window. */
export function broadcast(event: Numbered<AppEvent>): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}
