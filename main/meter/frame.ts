import type { Framing } from '../../app/meter-url.ts';
import type { FunctionCode } from '../../app/registers/model.ts';

/** One read, as it goes over the wire. */
export interface ReadRequest {
  readonly unit: number;
  readonly functionCode: FunctionCode;
  readonly address: number;
  readonly words: number;
}

/** What the bytes that followed a request are. */
export type FrameVerdict =
  | { readonly kind: 'silence' }
  /** The beginning of a right reply. */
  | { readonly kind: 'partial' }
  /** One whole reply and nothing else; its checksum is for others to see to. */
  | { readonly kind: 'reply' }
  | { readonly kind: 'exception'; readonly code: number }
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

/**
 * Judges everything that came since `request` left. Strict: a reply stands alone, for nobody
 * can tell to whom further bytes on a shared bus belong.
 */
export function judgeFrame(
  framing: Framing,
  request: ReadRequest,
  bytes: Uint8Array,
): FrameVerdict {
  if (bytes.length === 0) return { kind: 'silence' };
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
  if (bytes.length > total) return garbled(`${bytes.length - total} bytes after the reply`);
  return isException ? { kind: 'exception', code: body[2] ?? 0 } : { kind: 'reply' };
}
