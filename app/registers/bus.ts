import { type Millis, millis } from '../units.ts';

/** An RS485 bus as far as its timing goes. */
export interface Bus {
  readonly baud: number;
  /** Bits on the wire for one character: 10 for 8N1, 11 for 8E1. */
  readonly bitsPerCharacter: number;
  /** How long a meter thinks before it answers; 5 to 20 ms were measured. */
  readonly thinkingMs: number;
}

/** The seed's bus: 9600 baud 8N1. */
export const SEED_BUS: Bus = { baud: 9600, bitsPerCharacter: 10, thinkingMs: 15 };

/** Modbus RTU asks for 3.5 characters of silence before each frame. */
const SILENCE_CHARACTERS = 3.5;
/** Unit, function code, address, count, CRC. */
const REQUEST_BYTES = 8;
/** Unit, function code, byte count, CRC. */
const REPLY_OVERHEAD_BYTES = 5;

/** Time that `bytes` characters take on the wire. */
export function wireMs(bus: Bus, bytes: number): Millis {
  return millis((bytes * bus.bitsPerCharacter * 1000) / bus.baud);
}

/** Time for which one read of `words` registers keeps the bus from everybody else. */
export function readMs(bus: Bus, words: number): Millis {
  const bytes = REQUEST_BYTES + REPLY_OVERHEAD_BYTES + 2 * words + 2 * SILENCE_CHARACTERS;
  return millis(wireMs(bus, bytes) + bus.thinkingMs);
}
