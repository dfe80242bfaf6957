import { app, type BrowserWindow } from 'electron';
import { type Millis, seconds } from '../../app/units.ts';
import type { Clock } from '../clock.ts';
import type { DesktopFile } from '../desktop/desktop-file.ts';
import type { Log } from '../log.ts';
import { putDown } from './put-down.ts';
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

/**
 * Chromium calls a page unresponsive that has left somebody's click or key unanswered for half a
 * minute; one that does not come round in this time either is given up and loaded anew.
 */
const HUNG_FOR = seconds(10);

/** Brings the page of a window back whenever its process dies or hangs. Polling never notices. */
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
  let responded = new AbortController();
  window.on('unresponsive', async () => {
    log.warn('window', 'the page does not respond');
    responded = new AbortController();
    const { signal } = responded;
    await clock.sleep(HUNG_FOR, AbortSignal.any([signal, gone.signal]));
    if (!signal.aborted && !window.isDestroyed()) await putDown(window.webContents, clock);
  });
  window.on('responsive', () => {
    responded.abort();
    log.info('window', 'the page responds again');
  });
}
