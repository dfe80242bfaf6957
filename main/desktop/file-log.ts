import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import logger from 'electron-log/node';
import type { LogLevel } from '../../app/desktop-settings.ts';
import type { Clock } from '../clock.ts';
import { type Log, type LogArea, lineLog } from '../log.ts';

/** A log that lies in a folder and can be more or less talkative. */
export interface FileLog extends Log {
  readonly folder: string;
  /** The newest of its files. */
  readonly file: string;
  /** What happens every few seconds; kept only at the level `debug`. */
  debug(area: LogArea, message: string): void;
  setLevel(level: LogLevel): void;
}

const NAME = 'wago-energy-monitor.log';
/** Bytes of one file. With the older ones below, at most 5 MB. */
const MAX_SIZE = 1_000_000;
const OLDER_FILES = 4;

const numbered = (folder: string, number: number): string =>
  join(folder, number === 0 ? NAME : NAME.replace('.log', `.${number}.log`));

/** `x.log` becomes `x.1.log`, that becomes `x.2.log`; the oldest goes. */
function rotate(folder: string): void {
  rmSync(numbered(folder, OLDER_FILES), { force: true });
  for (let number = OLDER_FILES - 1; number >= 0; number--) {
    try {
      renameSync(numbered(folder, number), numbered(folder, number + 1));
    } catch {
      // Not that many yet.
    }
  }
}

export interface FileLogOptions {
  readonly folder: string;
  readonly clock: Clock;
  /** Gets warnings and errors as well, whatever the level. */
  readonly echo: (line: string) => void;
  /** Bytes after which a file is put aside. */
  readonly maxSize?: number;
}

/** Lines as on the terminal, in files that are put aside when they are full. */
export function openFileLog(options: FileLogOptions): FileLog {
  const { folder, clock, echo, maxSize = MAX_SIZE } = options;
  const out = logger.create({ logId: folder });
  out.transports.console.level = false;
  const { file } = out.transports;
  file.resolvePathFn = () => join(folder, NAME);
  file.maxSize = maxSize;
  file.archiveLogFn = () => rotate(folder);
  file.format = '{text}';
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  const stderr = lineLog(clock, echo);
  // Where a file cannot be written, electron-log calls its own one: with each line, and a whole stack.
  let said = '';
  const complain = ({ data }: { readonly data: readonly unknown[] }): void => {
    const [, error] = data;
    const why = error instanceof Error ? error.message : String(data[0]);
    if (why !== said) stderr.warn('app', `the log is not kept: ${why}`);
    said = why;
  };
  logger.transports.console = Object.assign(complain, logger.transports.console);
  return {
    folder,
    file: join(folder, NAME),
    error(area, message) {
      lineLog(clock, (line) => out.error(line)).error(area, message);
      stderr.error(area, message);
    },
    warn(area, message) {
      lineLog(clock, (line) => out.warn(line)).warn(area, message);
      stderr.warn(area, message);
    },
    info: lineLog(clock, (line) => out.info(line)).info,
    debug(area, message) {
      lineLog(clock, (line) => out.debug(line.replace(' info ', ' debug '))).info(area, message);
    },
    setLevel(level) {
      file.level = level;
    },
  };
}
