import { historyFaultText } from '../../../app/text/history-text.ts';
import { backUp } from '../../history/backup.ts';
import { readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';
import { readRequired, withHistory } from '../history-arguments.ts';

const USAGE = 'backup --data DIR --to FILE';

/** Copies the whole history into one file; the app may go on recording. */
async function run(args: readonly string[], io: CommandIo) {
  const { t } = io;
  const options = readOptions(args, ['data', 'to'], USAGE, t);
  const folder = options.ok ? readRequired('--data', options.value.data, USAGE, t) : options;
  const file = options.ok ? readRequired('--to', options.value.to, USAGE, t) : options;
  if (!folder.ok || !file.ok) {
    if (!folder.ok) io.complain(folder.error);
    else if (!file.ok) io.complain(file.error);
    return EXIT.usage;
  }
  return withHistory(folder.value, io, async (store) => {
    const control = {
      stop: io.stop,
      report: () => undefined,
      breathe: () => Promise.resolve(),
    };
    const done = await backUp(store.db, file.value, control, 'keep');
    if (done.ok) await io.out(`${t('history:cli.backedUp', { file: file.value })}\n`);
    else io.complain(historyFaultText(t, done.error));
    return done.ok ? EXIT.ok : EXIT.failed;
  });
}

export const BACKUP: Command = { name: 'backup', usage: USAGE, run };
