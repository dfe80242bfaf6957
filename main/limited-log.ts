import { type Millis, seconds } from '../app/units.ts';
import type { Clock } from './clock.ts';
import type { Log, LogArea } from './log.ts';

/** Lines of one area in so long a time. Nobody reads more, and a flood would push out what came before. */
export interface LogBounds {
  readonly lines: number;
  readonly per: Millis;
}

const LOG_BOUNDS: LogBounds = { lines: 50, per: seconds(10) };
const NEVER = new AbortController().signal;

interface Window {
  lines: number;
  suppressed: number;
}

/** Passes on so many lines of each area; of those beyond it tells how many there were. */
export function limitedLog(
  log: Log,
  clock: Clock,
  { lines: most, per }: LogBounds = LOG_BOUNDS,
): Log {
  const windows = new Map<LogArea, Window>();
  const begin = (area: LogArea): Window => {
    const window = { lines: 0, suppressed: 0 };
    windows.set(area, window);
    void clock.sleep(per, NEVER).then(() => {
      windows.delete(area);
      if (window.suppressed > 0) log.warn(area, `${window.suppressed} more lines suppressed`);
    });
    return window;
  };
  const passing =
    (write: (area: LogArea, message: string) => void) =>
    (area: LogArea, message: string): void => {
      const window = windows.get(area) ?? begin(area);
      window.lines += 1;
      if (window.lines > most) window.suppressed += 1;
      else write(area, message);
    };
  return {
    info: passing((area, message) => log.info(area, message)),
    warn: passing((area, message) => log.warn(area, message)),
    error: passing((area, message) => log.error(area, message)),
  };
}
