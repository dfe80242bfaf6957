import type { Field } from './measurement.ts';
import type { Framing } from './meter-url.ts';

/**
 * Why a poll brought no reading. Expected on a shared bus, so a value and never an exception.
 * `app/text/fault-text.ts` turns each into a sentence for a person.
 */
export type PollFault =
  /** The host name does not resolve. */
  | { readonly kind: 'name-not-found'; readonly host: string }
  /** The host answers, nobody listens on the port. */
  | { readonly kind: 'refused'; readonly host: string; readonly port: number }
  /** No route, or the host answers nothing at all. */
  | { readonly kind: 'unreachable'; readonly host: string; readonly port: number }
  /** The port is open, but no Modbus answer of either kind came. */
  | { readonly kind: 'no-answer'; readonly unit: number; readonly afterMs: number }
  /** The fixed framing gets no answer, the other one does. */
  | { readonly kind: 'other-framing'; readonly asked: Framing; readonly answers: Framing }
  /** Nothing at this unit id, but another unit answers. null: the gateway says so, unit unknown. */
  | { readonly kind: 'wrong-unit'; readonly asked: number; readonly answers: number | null }
  /** A Modbus exception reply. */
  | { readonly kind: 'exception'; readonly code: number; readonly address: number }
  /** Bytes came that are no reply to our request: CRC, length, unit or function code are wrong. */
  | { readonly kind: 'garbled'; readonly detail: string }
  /** The other end closed or reset the connection. */
  | { readonly kind: 'closed' }
  /** Register 4026 is not 1: the meter does not send float32. */
  | { readonly kind: 'not-float'; readonly dataFormat: number }
  /**
   * What came is float32, but nothing of it can be true; one value stands for all. `frozen`: it is
   * what came before, again and again.
   */
  | {
      readonly kind: 'implausible';
      readonly field: Field;
      readonly value: number;
      readonly isFrozen?: boolean;
    }
  /** Our own event loop stood still for so long that nobody looked whether an answer had come. */
  | { readonly kind: 'busy'; readonly stalledMs: number }
  /** Polling was stopped or the connection given up on our side. */
  | { readonly kind: 'stopped' };

export type PollFaultKind = PollFault['kind'];

/** Every kind, for counters that must exist before the first fault. */
export const POLL_FAULT_KINDS = [
  'name-not-found',
  'refused',
  'unreachable',
  'no-answer',
  'other-framing',
  'wrong-unit',
  'exception',
  'garbled',
  'closed',
  'not-float',
  'implausible',
  'busy',
  'stopped',
] as const satisfies readonly PollFaultKind[];
