import type { Framing } from '../../app/meter-url.ts';
import { crc16 } from '../../app/registers/crc16.ts';
import type { FunctionCode } from '../../app/registers/model.ts';

/** One read, as it goes over the wire. */
export interface ReadRequest {
  readonly unit: number;
  readonly functionCode: FunctionCode;
  readonly address: number;
  readonly words: number;
}

/** One whole answer. */
interface WholeFrame {
  /** Without what stands around it. */
  readonly frame: Uint8Array;
  /** Bytes around it that belong to no frame. */
  readonly stray: number;
}

/** What the bytes that followed a request are. */
export type FrameVerdict =
  | { readonly kind: 'silence' }
  /** Perhaps the beginning of a right reply. */
  | { readonly kind: 'partial' }
  /** One whole reply; whose it is by its transaction id is for others to see to. */
  | ({ readonly kind: 'reply' } & WholeFrame)
  | ({ readonly kind: 'exception'; readonly code: number } & WholeFrame)
  /** No right reply can come of these bytes any more. */
  | { readonly kind: 'garbled'; readonly detail: string };

interface Layout {
  /** Bytes before the unit id. */
  readonly header: number;
  /** Bytes after the data. */
  readonly trailer: number;
}

const LAYOUTS: Readonly<Record<Framing, Layout>> = {
  tcp: { header: 6, trailer: 0 },
  'rtu-over-tcp': { header: 0, trailer: 2 },
};

/** More than that is no padding but part of another frame, of which the shortest has five. */
export const MAX_STRAY_BYTES = 4;

const EXCEPTION_FLAG = 0x80;
/** Unit, function code, exception code. */
const EXCEPTION_BYTES = 3;
/** Unit, function code, byte count. */
const REPLY_BYTES = 3;

const garbled = (detail: string): FrameVerdict => ({ kind: 'garbled', detail });

/** The MBAP header against the body length that it must announce. Text when it is wrong. */
function faultInHeader(bytes: Uint8Array, bodyLength: number): string | null {
  if ((bytes[2] ?? 0) !== 0 || (bytes[3] ?? 0) !== 0) return 'protocol id is not 0';
  const [high, low] = [bytes[4], bytes[5]];
  if (high === undefined || low === undefined) return null;
  const announced = high * 0x100 + low;
  return announced === bodyLength ? null : `length field ${announced} instead of ${bodyLength}`;
}

/** The start of the body against the request. Text when it is wrong. */
function faultInBody(body: Uint8Array, request: ReadRequest, isException: boolean): string | null {
  const [unit, functionCode, byteCount] = body;
  if (unit !== undefined && unit !== request.unit) return `unit ${unit} answered`;
  if (isException) return null;
  if (functionCode !== undefined && functionCode !== request.functionCode) {
    return `function code ${functionCode}`;
  }
  if (byteCount !== undefined && byteCount !== 2 * request.words) {
    return `${byteCount} data bytes instead of ${2 * request.words}`;
  }
  return null;
}

const hasRightCrc = (frame: Uint8Array): boolean =>
  crc16(frame.subarray(0, -2)) === (frame.at(-2) ?? 0) + 0x100 * (frame.at(-1) ?? 0);

/** The frame that `bytes` begin with; what follows it is stray. */
function judgeStart(framing: Framing, request: ReadRequest, bytes: Uint8Array): FrameVerdict {
  const { header, trailer } = LAYOUTS[framing];
  const body = bytes.subarray(header);
  const isException = body[1] === (EXCEPTION_FLAG | request.functionCode);
  const bodyLength = isException ? EXCEPTION_BYTES : REPLY_BYTES + 2 * request.words;
  const knowsLength = header > 0 && body.length >= 2;
  const fault =
    (knowsLength ? faultInHeader(bytes, bodyLength) : null) ??
    faultInBody(body, request, isException);
  if (fault !== null) return garbled(fault);
  const total = header + bodyLength + trailer;
  if (bytes.length < total) return { kind: 'partial' };
  const frame = bytes.subarray(0, total);
  if (trailer > 0 && !hasRightCrc(frame)) return garbled('wrong checksum');
  const whole = { frame, stray: bytes.length - total };
  return isException
    ? { kind: 'exception', code: body[2] ?? 0, ...whole }
    : { kind: 'reply', ...whole };
}

/** The frame among stray bytes: a checksum, our unit, function and length tell it from them. */
function judgePadded(framing: Framing, request: ReadRequest, bytes: Uint8Array): FrameVerdict {
  let fault: FrameVerdict | null = null;
  let isPartial = bytes.length <= MAX_STRAY_BYTES;
  for (let before = 0; before <= MAX_STRAY_BYTES && before < bytes.length; before++) {
    const verdict = judgeStart(framing, request, bytes.subarray(before));
    if (verdict.kind === 'garbled') fault ??= verdict;
    else if (verdict.kind === 'partial') isPartial = true;
    else if ('stray' in verdict) return { ...verdict, stray: verdict.stray + before };
  }
  return isPartial || fault === null ? { kind: 'partial' } : fault;
}

/**
 * Judges everything that came since `request` left. Strict: a reply stands alone, for nobody
 * can tell to whom further bytes on a shared bus belong. Only over RTU a few bytes may stand around
 * it, which gateways and converters add when they switch the line.
 */
export function judgeFrame(
  framing: Framing,
  request: ReadRequest,
  bytes: Uint8Array,
): FrameVerdict {
  if (bytes.length === 0) return { kind: 'silence' };
  const isRtu = framing === 'rtu-over-tcp';
  const verdict = (isRtu ? judgePadded : judgeStart)(framing, request, bytes);
  const room = isRtu ? MAX_STRAY_BYTES : 0;
  if (!('stray' in verdict) || verdict.stray <= room) return verdict;
  return garbled(`${verdict.stray} bytes around the reply`);
}
