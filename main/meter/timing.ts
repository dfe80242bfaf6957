import { type Millis, millis } from '../../app/units.ts';

/** How patient the client is. */
export interface MeterTiming {
  /** From the first packet to an open connection, name look-up included. */
  readonly connectMs: Millis;
  /**
   * From a request to the last byte of its reply. The gateway queues the requests of all its
   * clients: ten single reads of another one take 400 ms, and its own time-out some more.
   */
  readonly replyMs: Millis;
  /** The same for a gateway that is slower than that, or silent again and again. */
  readonly longReplyMs: Millis;
  /** Silence before every request, so that others get their turn and stray bytes show up. */
  readonly gapMs: Millis;
  /** Between dropping one connection and making the next: the gateway has few places. */
  readonly reconnectMs: Millis;
}

export const METER_TIMING: MeterTiming = {
  connectMs: millis(3000),
  replyMs: millis(1500),
  longReplyMs: millis(4000),
  gapMs: millis(10),
  reconnectMs: millis(50),
};
