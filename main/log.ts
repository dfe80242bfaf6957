import type { Clock } from './clock.ts';

/** The parts of main that write to the log. */
export type LogArea =
  | 'alerts'
  | 'app'
  | 'bridge'
  | 'cli'
  | 'heat'
  | 'history'
  | 'metrics'
  | 'poller'
  | 'settings'
  | 'tray'
  | 'window'
  | 'updates';

/** Transitions, not ticks. Messages are English and hold no secrets. */
export interface Log {
  info(area: LogArea, message: string): void;
  warn(area: LogArea, message: string): void;
  error(area: LogArea, message: string): void;
}

/** A sentence for the log from anything that was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Lines such as `2026-10-04T12:00:00.000Z info poller: …`; errors and all else to the same place. */
export function lineLog(clock: Clock, write: (line: string) => void): Log {
  const at = (level: string) => (area: LogArea, message: string) =>
    write(`${new Date(clock.now()).toISOString()} ${level} ${area}: ${message}`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
