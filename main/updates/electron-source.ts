import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { ownAppImage, ownPortable, thisProgram } from '../desktop/own-program.ts';
import type { Log } from '../log.ts';
import type { UpdateSource } from './updates.ts';

/** electron-updater numbers its users for staged releases. Nobody has to know who asks. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Says where this build's newer versions are published; packages that were not released have none. */
const CONFIGURATION = join(process.resourcesPath, 'app-update.yml');
/** Written into packages of Linux that a package manager installs. */
const PACKAGE_TYPE = join(process.resourcesPath, 'package-type');

/** Where packages of Linux put the app. */
const INSTALLED = '/opt/';

type Kind = 'AppImageUpdater' | 'DebUpdater' | 'RpmUpdater' | 'NsisUpdater' | 'MacUpdater';

/**
 * How this copy came here; null: in a way that nobody can repeat for it. An AppImage and an archive
 * are packed from the folder of a deb or rpm, with its mark in it.
 */
function kindOfCopy(): Kind | null {
  const running = thisProgram();
  const { platform, execPath } = running;
  if (platform === 'win32') return ownPortable(running) === null ? 'NsisUpdater' : null;
  if (platform === 'darwin') return 'MacUpdater';
  if (ownAppImage(running) !== null) return 'AppImageUpdater';
  if (!execPath.startsWith(INSTALLED) || !existsSync(PACKAGE_TYPE)) return null;
  const type = readFileSync(PACKAGE_TYPE, 'utf8').trim();
  return type === 'deb' ? 'DebUpdater' : type === 'rpm' ? 'RpmUpdater' : null;
}

/** Newer versions by electron-updater; null where this copy was not made to be replaced by it. */
export async function openElectronSource(log: Log): Promise<UpdateSource | null> {
  const kind = kindOfCopy();
  if (!app.isPackaged || !existsSync(CONFIGURATION) || kind === null) return null;
  // Only who asks pays for it.
  const { default: library } = await import('electron-updater');
  const updater = new library[kind]();
  const needsPassword = kind === 'DebUpdater' || kind === 'RpmUpdater';
  const say = (message?: unknown): void => log.info('updates', String(message));
  updater.logger = { info: say, warn: say, error: say };
  updater.requestHeaders = { 'x-user-staging-id': NOBODY };
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = !needsPassword;
  // Each failure also rejects the promise of whoever asked.
  updater.on('error', () => undefined);
  if (!updater.isUpdaterActive()) return null;
  return {
    needsPassword,
    async newer() {
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable ? found.updateInfo.version : null;
    },
    async fetch(onPercent) {
      const follow = ({ percent }: { readonly percent: number }): void => onPercent(percent);
      updater.on('download-progress', follow);
      try {
        await updater.downloadUpdate();
      } finally {
        updater.off('download-progress', follow);
      }
    },
    install() {
      // The new version may start before this one is gone.
      app.releaseSingleInstanceLock();
      updater.quitAndInstall(true, true);
    },
  };
}
