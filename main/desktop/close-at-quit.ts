import { app } from 'electron';
import { describeError, type Log } from '../log.ts';

/**
 * Before the process ends, `close` runs to its end; that it fails does not stop the end.
 * @param finish what ends the app in another way; resolves with whether it does.
 */
export function closeAtQuit(
  close: () => Promise<unknown>,
  finish: () => Promise<boolean>,
  log: Log,
): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  const complain = (error: unknown): void => log.error('app', describeError(error));
  const end = async (): Promise<void> => {
    await close().catch(complain);
    state = 'closed';
    const isFinished = await finish().catch(complain);
    if (isFinished !== true) app.quit();
  };
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    // A window that closes meanwhile asks for the end again; it must not cut the first one short.
    if (state === 'closing') return;
    state = 'closing';
    void end();
  });
  // Whoever closes the last window says what follows; in the tray the app goes on without one.
  app.on('window-all-closed', () => undefined);
  // Electron's own answer to these signals cannot wait for the close above.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}
