import { app, nativeTheme } from 'electron';
import type { Translate } from '../../app/text/translate.ts';
import { EXIT, type ExitCode } from '../cli/command.ts';
import type { Clock } from '../clock.ts';
import type { Core } from '../compose.ts';
import type { Flags, Snapshot } from '../flags.ts';
import {
  firstReading,
  noReadingSentence,
  READING_PATIENCE,
  snapshotLine,
} from '../snapshot-run.ts';
import type { PageOptions } from './page.ts';
import { takePicture } from './snapshot.ts';

export interface PictureRunOptions {
  readonly core: Core;
  readonly clock: Clock;
  readonly t: Translate;
  readonly snapshot: Snapshot;
  readonly page: PageOptions & Pick<Flags, 'view'>;
  readonly complain: (line: string) => void;
}

/** `--snapshot`: one reading, one picture, one line, and the end. */
export async function runPicture(options: PictureRunOptions): Promise<ExitCode> {
  const { core, clock, t, snapshot, page, complain } = options;
  // The picture's window is the only one; its end is not yet the end of the app.
  app.on('window-all-closed', () => undefined);
  core.setWatched(true);
  await core.open();
  const stop = new AbortController();
  const dark = nativeTheme.shouldUseDarkColors;
  const patience = READING_PATIENCE;
  const picture = takePicture({ ...page, snapshot, dark, clock, patience, stop: stop.signal });
  const read = await firstReading(core, clock, patience, stop.signal);
  if (!read) stop.abort();
  const taken = await picture;
  await core.close();
  if (!read || (!taken.ok && taken.error.kind === 'nothing-shown')) {
    complain(noReadingSentence(core, t));
    return EXIT.noReading;
  }
  if (!taken.ok) {
    const { reason } = taken.error as { reason: string };
    complain(t('flags:fileNotWritten', { file: snapshot.file, reason }));
    return EXIT.failed;
  }
  process.stdout.write(snapshotLine(core));
  return EXIT.ok;
}
