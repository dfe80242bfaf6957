import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type { HistoryFault } from '../../app/history/fault.ts';
import { SQLITE, sqliteCode } from './sqlite.ts';

/** The fault that a thrown error stands for. @throws the error itself when it is a bug. */
export function faultOf(error: unknown, file: string): HistoryFault {
  const code = sqliteCode(error);
  if (code !== null) return sqliteFault(code, file, error);
  const errno = error instanceof Error && 'code' in error ? error.code : null;
  // A whole number that no version of this app would have written.
  if (errno === 'ERR_OUT_OF_RANGE') return { kind: 'corrupt', file };
  if (errno === 'ENOENT') return { kind: 'not-there', file };
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return { kind: 'no-space', file };
  if (errno === 'EROFS' || errno === 'EACCES' || errno === 'EPERM') {
    return { kind: 'read-only', file };
  }
  if (typeof errno === 'string' && error instanceof Error) {
    return { kind: 'cannot-open', file, detail: error.message };
  }
  throw error;
}

/** SQLite does not say why it could not make a file. */
function isReadOnly(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK);
    return false;
  } catch (error) {
    const errno = error instanceof Error && 'code' in error ? error.code : null;
    return errno === 'EROFS' || errno === 'EACCES';
  }
}

/** As {@link faultOf} while a file is opened, when what SQLite cannot make sense of is the file. */
export function openingFaultOf(error: unknown, file: string): HistoryFault {
  return sqliteCode(error) === SQLITE.error ? { kind: 'corrupt', file } : faultOf(error, file);
}

/** Somebody put a trigger into the file while it is open; opening it again takes it out. */
const TRIGGERED = 'triggers nested too deep';

function sqliteFault(code: number, file: string, error: unknown): HistoryFault {
  switch (code) {
    case SQLITE.error:
      if (error instanceof Error && error.message === TRIGGERED) return { kind: 'corrupt', file };
      throw error;
    case SQLITE.busy:
      return { kind: 'in-use', file };
    case SQLITE.readOnly:
      return { kind: 'read-only', file };
    case SQLITE.full:
      return { kind: 'no-space', file };
    case SQLITE.corrupt:
    case SQLITE.notADatabase:
    case SQLITE.tooBig:
      return { kind: 'corrupt', file };
    case SQLITE.cantOpen:
      return isReadOnly(file)
        ? { kind: 'read-only', file }
        : { kind: 'cannot-open', file, detail: String(error) };
    case SQLITE.io:
      return { kind: 'cannot-open', file, detail: String(error) };
    default:
      throw error;
  }
}
