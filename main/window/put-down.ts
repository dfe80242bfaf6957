import type { WebContents } from 'electron';
import { millis } from '../../app/units.ts';
import type { Clock } from '../clock.ts';

const CRASH_PATIENCE = millis(500);

/** Ends the process of a page that no longer runs; whoever cares for the page loads it again. */
export async function putDown(contents: WebContents, clock: Clock): Promise<void> {
  const pid = contents.getOSProcessId();
  const gone = new AbortController();
  contents.once('render-process-gone', () => gone.abort());
  contents.forcefullyCrashRenderer();
  // That asks the process itself, which may be beyond answering.
  await clock.sleep(CRASH_PATIENCE, gone.signal);
  if (!gone.signal.aborted && pid > 0) process.kill(pid, 'SIGKILL');
}
