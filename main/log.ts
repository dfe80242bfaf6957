/** The parts of main that write to the log. */
export type LogArea =
  | 'app'
  | 'bridge'
  | 'cli'
  | 'history'
  | 'metrics'
  | 'poller'
  | 'settings'
  | 'window';

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
