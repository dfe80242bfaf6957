import type { PollFault } from '../../app/fault.ts';
import { err, ok, type Result } from '../../app/result.ts';
import type { FrameVerdict, ReadRequest } from './frame.ts';

/** How the wait for a reply ended. */
export type Ending =
  /** modbus-serial took something for the reply. */
  | { readonly kind: 'words'; readonly words: readonly number[] }
  /** modbus-serial refused what came, or an exception came. */
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'garbled'; readonly detail: string }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  /** Nobody looked whether anything had come. */
  | { readonly kind: 'busy'; readonly stalledMs: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'stopped' };

const garbled = (detail: string): Result<never, PollFault> => err({ kind: 'garbled', detail });

/**
 * Words count only when modbus-serial's checks (checksum, transaction id) and the verdict on
 * the bytes themselves agree.
 */
export function judgeEnding(
  ending: Ending,
  verdict: FrameVerdict,
  request: ReadRequest,
): Result<readonly number[], PollFault> {
  switch (ending.kind) {
    case 'stopped':
    case 'busy':
    case 'closed':
    case 'garbled':
      return err(ending);
    case 'timeout':
      if (verdict.kind === 'silence') {
        return err({ kind: 'no-answer', unit: request.unit, afterMs: ending.afterMs });
      }
      return garbled(verdict.kind === 'partial' ? 'the reply breaks off' : 'not our reply');
    case 'error':
      if (verdict.kind === 'exception' && isException(ending.error, verdict.code)) {
        return err({ kind: 'exception', code: verdict.code, address: request.address });
      }
      return garbled(ending.error instanceof Error ? ending.error.message : 'not a reply');
    case 'words':
      if (verdict.kind === 'reply' && ending.words.length === request.words) {
        return ok(ending.words);
      }
      return garbled(`${ending.words.length} words instead of ${request.words}`);
  }
}

/** modbus-serial names the code on the errors that it makes of exception replies. */
function isException(error: unknown, code: number): boolean {
  return error instanceof Error && 'modbusCode' in error && error.modbusCode === code;
}
