import { historyFaultText } from '../../../app/text/history-text.ts';
import { SYSTEM_CLOCK } from '../../clock.ts';
import { restore } from '../../history/restore.ts';
import { readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';
import { historyFile, readRequired } from '../history-arguments.ts';

const USAGE = 'restore --data DIR --from FILE';

/** Puts a backup in the place of the history, which is kept beside it. The app must not be running. */
async function run(args: readonly string[], io: CommandIo) {
  const { t } = io;
  const options = readOptions(args, ['data', 'from'], USAGE, t);
  const folder = options.ok ? readRequired('--data', options.value.data, USAGE, t) : options;
  const file = options.ok ? readRequired('--from', options.value.from, USAGE, t) : options;
  if (!folder.ok || !file.ok) {
    if (!folder.ok) io.complain(folder.error);
    else if (!file.ok) io.complain(file.error);
    return EXIT.usage;
  }
  const done = restore(historyFile(folder.value), file.value, SYSTEM_CLOCK.now());
  if (!done.ok) {
    io.complain(historyFaultText(t, done.error));
    return EXIT.failed;
  }
  await io.out(`${t('history:cli.restored', { file: file.value })}\n`);
  const { kept, left } = done.value;
  if (kept !== null) await io.out(`${t('history:cli.kept', { file: kept })}\n`);
  if (left !== '') await io.out(`${t('history:cli.left', { names: left })}\n`);
  return EXIT.ok;
}

export const RESTORE: Command = { name: 'restore', usage: USAGE, run };
