import type { EpochMs } from '../../app/units.ts';
import { type AddressSpace, EXCEPTION, type ExceptionCode } from './address-space.ts';

/** The most registers that one reply can carry. */
const MAX_WORDS = 125;
/** Function code, address, count. */
const READ_PDU_BYTES = 5;
const EXCEPTION_BIT = 0x80;

/** What a read request asks for. */
export interface ReadRequest {
  readonly address: number;
  readonly words: number;
}

/** null: not a read of the length that a read has. */
export function parseRead(pdu: Uint8Array): ReadRequest | null {
  if (pdu.length !== READ_PDU_BYTES) return null;
  const view = new DataView(pdu.buffer, pdu.byteOffset);
  return { address: view.getUint16(1), words: view.getUint16(3) };
}

function exception(functionCode: number, code: ExceptionCode): Uint8Array {
  return Uint8Array.of(functionCode | EXCEPTION_BIT, code);
}

/** The PDU with which a meter of these registers answers. */
export function answer(own: AddressSpace, pdu: Uint8Array, at: EpochMs): Uint8Array {
  const functionCode = pdu[0] ?? 0;
  const space = [own, own.beside].find((each) => each?.functionCode === functionCode);
  if (space === undefined) {
    return exception(functionCode, EXCEPTION.illegalFunction);
  }
  const request = parseRead(pdu);
  if (request === null || request.words < 1 || request.words > MAX_WORDS) {
    return exception(functionCode, EXCEPTION.illegalValue);
  }
  const result = space.read(request.address, request.words, at);
  if (!result.ok) return exception(functionCode, result.error);
  const reply = new Uint8Array(2 + 2 * request.words);
  reply.set([functionCode, 2 * request.words]);
  const view = new DataView(reply.buffer);
  for (const [index, word] of result.value.entries()) view.setUint16(2 + 2 * index, word);
  return reply;
}

export function isException(reply: Uint8Array): boolean {
  return ((reply[0] ?? 0) & EXCEPTION_BIT) !== 0;
}
