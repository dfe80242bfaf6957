import type { Log } from '../../log.ts';
import type { LogLevel } from './exporter-options.ts';

const SEVERITY: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2 };

/** Passes on what is at least as severe as `level`. */
export function atLevel(log: Log, level: LogLevel): Log {
  const wanted = (of: LogLevel): boolean => SEVERITY[of] <= SEVERITY[level];
  return {
    info: (area, message) => wanted('info') && log.info(area, message),
    warn: (area, message) => wanted('warn') && log.warn(area, message),
    error: (area, message) => log.error(area, message),
  };
}
