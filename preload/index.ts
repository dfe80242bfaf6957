import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../app/bridge/contract.ts';
import { COMMAND_NAMES, commandChannel, EVENT_CHANNEL } from '../app/bridge/names.ts';
import type { AppEvent, Numbered } from '../app/bridge/state.ts';

type Listener = (event: Numbered<AppEvent>) => void;

function onEvent(listener: Listener): () => void {
  const pass = (_event: unknown, event: Numbered<AppEvent>): void => listener(event);
  ipcRenderer.on(EVENT_CHANNEL, pass);
  return () => ipcRenderer.removeListener(EVENT_CHANNEL, pass);
}

const commands = Object.fromEntries(
  COMMAND_NAMES.map((name) => [
    name,
    (...args: unknown[]) => ipcRenderer.invoke(commandChannel(name), ...args),
  ]),
);

contextBridge.exposeInMainWorld('bridge', { ...commands, onEvent } as unknown as Bridge);
