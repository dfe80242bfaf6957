import type { PollFault } from '../../app/fault.ts';
import type { MeterSession } from '../../app/live.ts';
import type { RawReading } from '../../app/measurement.ts';
import type { MeterHint } from '../../app/meter-hint.ts';
import type { Result } from '../../app/result.ts';

/** What the poller needs of a meter. One read at a time; a second one before the first ends is a bug. */
export interface Meter {
  /**
   * Connects when necessary and reads once.
   * @param want slow: also the energy counters.
   * @param stop aborts the read, which then answers `stopped` and leaves no socket behind.
   */
  read(want: { readonly slow: boolean }, stop: AbortSignal): Promise<Result<RawReading, PollFault>>;
  session(): MeterSession | null;
  /** What is unusual about the gateway. */
  hints(): readonly MeterHint[];
  /** Drops the connection; the next read makes a new one. */
  disconnect(): void;
}
