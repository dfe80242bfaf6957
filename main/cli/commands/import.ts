import { historyFaultText } from '../../../app/text/history-text.ts';
import { importFaultText } from '../../../app/text/import-text.ts';
import { SYSTEM_CLOCK } from '../../clock.ts';
import { openFillTarget } from '../../history/fill-target.ts';
import { importCsv } from '../../history/transfer/import.ts';
import { readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';
import { readConnectionLimit } from '../connection-limit.ts';
import { historyFile, readRequired } from '../history-arguments.ts';

const USAGE = 'import --data DIR --from FILE [--connection-limit WATTS]';

/** Adds what is missing from an exported CSV. The app must not be running. */
async function run(args: readonly string[], io: CommandIo) {
  const { t } = io;
  const options = readOptions(args, ['data', 'from', 'connection-limit'], USAGE, t);
  const folder = options.ok ? readRequired('--data', options.value.data, USAGE, t) : options;
  const file = options.ok ? readRequired('--from', options.value.from, USAGE, t) : options;
  if (!folder.ok || !file.ok) {
    if (!folder.ok) io.complain(folder.error);
    else if (!file.ok) io.complain(file.error);
    return EXIT.usage;
  }
  const typed = options.ok ? options.value['connection-limit'] : undefined;
  const connection = readConnectionLimit(typed, folder.value, USAGE, t);
  if (!connection.ok) {
    io.complain(connection.error);
    return EXIT.usage;
  }
  const opened = openFillTarget(historyFile(folder.value));
  if (!opened.ok) {
    io.complain(historyFaultText(t, opened.error));
    return EXIT.failed;
  }
  const limits = { connection: connection.value, energyMode: null };
  const done = await importCsv(opened.value.store, file.value, limits, SYSTEM_CLOCK.now(), {
    stop: io.stop,
    report: () => undefined,
    breathe: () => Promise.resolve(),
  });
  opened.value.close();
  if (!done.ok) {
    io.complain(importFaultText(t, done.error));
    return EXIT.failed;
  }
  await io.out(`${t('history:cli.filled', { ...done.value })}\n`);
  return EXIT.ok;
}

export const IMPORT: Command = { name: 'import', usage: USAGE, run };
