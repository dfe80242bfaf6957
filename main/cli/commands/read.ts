import { DEFAULT_SETTINGS } from '../../../app/settings.ts';
import { SYSTEM_CLOCK } from '../../clock.ts';
import { Core } from '../../compose.ts';
import { lineLog } from '../../log.ts';
import { createVolatileGateways, createVolatileSettings } from '../../settings/settings-store.ts';
import {
  firstReading,
  noReadingSentence,
  READING_PATIENCE,
  snapshotLine,
} from '../../snapshot-run.ts';
import { readMeterUrl, readOptions } from '../arguments.ts';
import { type Command, type CommandIo, EXIT } from '../command.ts';

const USAGE = 'read --meter URL';

/** Reads the meter once and prints the object that `--snapshot` prints. */
async function run(args: readonly string[], io: CommandIo) {
  const { t, complain } = io;
  const options = readOptions(args, ['meter'], USAGE, t);
  const source = options.ok ? readMeterUrl(options.value.meter, USAGE, t) : options;
  if (!source.ok) {
    complain(source.error);
    return EXIT.usage;
  }
  const clock = SYSTEM_CLOCK;
  const core = new Core({
    settings: createVolatileSettings({ ...DEFAULT_SETTINGS, source: source.value }),
    flags: {},
    memory: createVolatileGateways(),
    clock,
    log: lineLog(clock, complain),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    historyDir: null,
  });
  core.setWatched(true);
  await core.open();
  const found = await firstReading(core, clock, READING_PATIENCE, io.stop);
  await core.close();
  if (!found) {
    complain(noReadingSentence(core, t, io.stop.aborted));
    return EXIT.noReading;
  }
  await io.out(snapshotLine(core));
  return EXIT.ok;
}

export const READ: Command = { name: 'read', usage: USAGE, run };
