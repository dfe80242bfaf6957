import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { ExportQuery } from '../../../app/history/export.ts';
import type { HistoryFault } from '../../../app/history/fault.ts';
import { err, ok, type Result } from '../../../app/result.ts';
import { syncFile, syncNames } from '../../durable.ts';
import { isNoFile } from '../../is-no-file.ts';
import { faultOf } from '../fault-of.ts';
import type { TaskControl } from '../protocol.ts';
import type { Store } from '../store.ts';
import { exportParts } from './export.ts';

/**
 * Writes an export into `file`, which is there whole or not at all. One that was there before stays
 * until then; the person was asked.
 */
export async function exportToFile(
  store: Store,
  query: ExportQuery,
  file: string,
  control: TaskControl,
): Promise<Result<void, HistoryFault>> {
  if (isNoFile(file)) return err({ kind: 'not-a-file', file });
  const partial = `${file}.partial`;
  try {
    await rm(partial, { force: true });
    // Never through a link that somebody else laid there.
    const out = createWriteStream(partial, { flags: 'wx' });
    const failed = once(out, 'error').then(([error]) => Promise.reject(error));
    failed.catch(() => undefined);
    for (const { text, progress } of exportParts(store, query)) {
      if (control.stop.aborted) break;
      if (!out.write(text)) await Promise.race([once(out, 'drain'), failed]);
      control.report(progress);
      await control.breathe();
    }
    const closed = once(out, 'close');
    out.end();
    await Promise.race([closed, failed]);
    if (control.stop.aborted) return err({ kind: 'cancelled' });
    syncFile(partial);
    await rename(partial, file);
    syncNames(file);
    return ok(undefined);
  } catch (error) {
    return err(faultOf(error, file));
  } finally {
    await rm(partial, { force: true });
  }
}
