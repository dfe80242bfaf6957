import { BrowserWindow, type IpcMain, type IpcMainInvokeEvent } from 'electron';
import type { ZodType } from 'zod';
import { type CommandHandlers, PARSERS } from '../../app/bridge/contract.ts';
import {
  COMMAND_NAMES,
  type CommandName,
  commandChannel,
  EVENT_CHANNEL,
} from '../../app/bridge/names.ts';
import type { AppEvent, Numbered } from '../../app/bridge/state.ts';
import type { Log } from '../log.ts';

export interface BridgeOptions {
  readonly ipc: IpcMain;
  readonly handlers: CommandHandlers;
  /** Whether a page at this URL may ask. */
  readonly isOwn: (url: string) => boolean;
  readonly log: Log;
}

/** Only the top frame of a page of ours. */
function mayAsk(event: IpcMainInvokeEvent, isOwn: BridgeOptions['isOwn']): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isOwn(frame.url);
}

function serveCommand<N extends CommandName>(name: N, options: BridgeOptions): void {
  const { ipc, handlers, isOwn, log } = options;
  const refuse = (why: string): never => {
    log.warn('bridge', `refused ${name}: ${why}`);
    throw new Error(`${name}: ${why}`);
  };
  const parser: ZodType<Parameters<CommandHandlers[N]>> = PARSERS[name];
  ipc.handle(commandChannel(name), (event, ...args: unknown[]) => {
    if (!mayAsk(event, isOwn)) return refuse('not from a page of this app');
    const parsed = parser.safeParse(args);
    return parsed.success ? handlers[name](...parsed.data) : refuse('arguments do not fit');
  });
}

/** Answers every command of the contract. */
export function serveBridge(options: BridgeOptions): void {
  for (const name of COMMAND_NAMES) serveCommand(name, options);
}

/** Tells every window. */
export function broadcast(event: Numbered<AppEvent>): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}
