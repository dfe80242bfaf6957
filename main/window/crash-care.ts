import { app, type BrowserWindow } from 'electron';
import type { Millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { DesktopFile } from '../desktop/desktop-file.ts';
import type { Log } from '../log.ts';
import { anotherRelaunch, recover, SLOW_RELOAD } from './recovery.ts';

export interface CrashCareOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: DesktopFile;
}

/** Starts the app anew unless that was tried too often; false: it was. */
export function relaunch({ clock, log, memory }: CrashCareOptions, why: string): boolean {
  const relaunches = anotherRelaunch(memory.get().relaunches, clock.now());
  if (relaunches === null) return false;
  log.error('window', `the app starts itself anew: ${why}`);
  memory.change({ relaunches });
  app.relaunch();
  app.quit();
  return true;
}

/** Brings the page of a window back whenever its process dies. Polling never notices. */
export function careForPage(window: BrowserWindow, options: CrashCareOptions): void {
  const { clock, log } = options;
  const gone = new AbortController();
  let crashes: readonly Millis[] = [];
  const reload = async (after: Millis): Promise<void> => {
    await clock.sleep(after, gone.signal);
    if (!window.isDestroyed()) window.webContents.reload();
  };
  window.on('closed', () => gone.abort());
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const next = recover(crashes, clock.elapsed());
    crashes = next.crashes;
    log.error('window', `the page died (${reason}, ${exitCode}): ${next.remedy.kind}`);
    if (next.remedy.kind === 'reload') void reload(next.remedy.after);
    else if (!relaunch(options, 'its page keeps dying')) void reload(SLOW_RELOAD);
  });
  window.on('unresponsive', () => log.warn('window', 'the page does not respond'));
  window.on('responsive', () => log.info('window', 'the page responds again'));
}
