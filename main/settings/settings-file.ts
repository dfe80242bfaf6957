import { ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import type { EpochMs } from '../../app/units.ts';
import { type OpenedSettings, openFolder } from './settings-folder.ts';
import { SETTINGS_NAME, type StoredFile } from './stored-settings.ts';

function createFile(dir: string): ElectronStore<StoredFile> {
  const file = new ElectronStore<StoredFile>({
    cwd: dir,
    name: SETTINGS_NAME,
    // It only writes. What it takes over is what `findSettings` read, in whatever encoding.
    deserialize: () => ({}) as StoredFile,
  });
  // electron-store answers any frame that asks for its folder; nobody here does.
  ipcMain.removeAllListeners('electron-store-get-data');
  return file;
}

/** Opens the settings in `dir`; electron-store writes them, so that a file is whole or the one before. */
export function openSettings(dir: string, now: EpochMs): OpenedSettings {
  let file: ElectronStore<StoredFile> | null = null;
  return openFolder(dir, now, (stored) => {
    file ??= createFile(dir);
    file.store = stored;
  });
}
