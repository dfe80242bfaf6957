import { crc16 } from '../../app/registers/crc16.ts';

/** Bytes as people write them, such as `02 03 50 12`. */
export function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16));
}

export function hex(frame: Uint8Array): string {
  return Array.from(frame, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

export function joined(frames: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(frames.flatMap((frame) => [...frame]));
}

/** A Modbus TCP frame. */
export function mbap(transaction: number, unit: number, pdu: Uint8Array): Uint8Array {
  const head = [transaction >> 8, transaction & 0xff, 0, 0, 0, pdu.length + 1, unit];
  return Uint8Array.from([...head, ...pdu]);
}

/** An RTU frame. */
export function rtu(unit: number, pdu: Uint8Array): Uint8Array {
  const crc = crc16(Uint8Array.of(unit, ...pdu));
  return Uint8Array.from([unit, ...pdu, crc & 0xff, crc >> 8]);
}

/** The PDU that reads `words` registers. */
export function readPdu(address: number, words: number, functionCode = 3): Uint8Array {
  return Uint8Array.of(functionCode, address >> 8, address & 0xff, words >> 8, words & 0xff);
}

/** `frame` in parts that end at the given places. */
export function split(frame: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const inside = places.map((place) => place % (frame.length + 1)).sort((a, b) => a - b);
  const cuts = [0, ...inside, frame.length];
  return cuts.slice(1).map((end, index) => frame.slice(cuts[index], end));
}
