import { BrowserWindow, dialog } from 'electron';
import type { FileChooser } from '../history/tasks.ts';
import type { SettingsFileChooser } from '../settings/settings-commands.ts';

const ENDINGS = { csv: 'csv', backup: 'sqlite', settings: 'json' } as const;

const filterOf = (ending: string) => [{ name: ending.toUpperCase(), extensions: [ending] }];

/** The system's own dialogs, above the window that is in front. */
export const SYSTEM_DIALOGS: FileChooser & SettingsFileChooser = {
  async toSave(suggestedName) {
    const ending = suggestedName.slice(suggestedName.lastIndexOf('.') + 1);
    // Elsewhere than on Linux the dialog asks by itself.
    const properties = ['showOverwriteConfirmation' as const];
    const options = { defaultPath: suggestedName, filters: filterOf(ending), properties };
    const window = BrowserWindow.getFocusedWindow();
    const chosen = await (window === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options));
    return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
  },
  async toOpen(kind: keyof typeof ENDINGS) {
    const options = { properties: ['openFile' as const], filters: filterOf(ENDINGS[kind]) };
    const window = BrowserWindow.getFocusedWindow();
    const chosen = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  },
};
