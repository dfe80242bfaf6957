import { describe, expect, test } from 'vitest';
import { err, ok } from '../../app/result.ts';
import { epochMs } from '../../app/units.ts';
import type { AddressSpace } from '../../main/simulator/address-space.ts';
import { answer, parseRead } from '../../main/simulator/pdu.ts';
import { bytes, hex, readPdu } from './frames.ts';

/** Every register below 1000 holds its own address. */
const SPACE: AddressSpace = {
  functionCode: 3,
  read: (address, words) =>
    address + words > 1000 ? err(2) : ok(Array.from({ length: words }, (_, i) => address + i)),
};

const ask = (pdu: Uint8Array, space = SPACE): string => hex(answer(space, pdu, epochMs(0)));

describe('a meter asked with a PDU', () => {
  test('answers a read with the byte count and the words, high byte first', () => {
    expect(ask(readPdu(0x01fe, 3))).toBe('03 06 01 fe 01 ff 02 00');
  });

  test('answers 1 to 125 words', () => {
    expect(answer(SPACE, readPdu(0, 1), epochMs(0))).toHaveLength(4);
    expect(answer(SPACE, readPdu(0, 125), epochMs(0))).toHaveLength(252);
  });

  test.each([0, 126, 0xffff])('refuses %d words with exception 3', (words) => {
    expect(ask(readPdu(0, words))).toBe('83 03');
  });

  test('refuses a count before an address, as the specification orders the checks', () => {
    expect(ask(readPdu(5000, 0))).toBe('83 03');
  });

  test('refuses registers that it does not have with exception 2', () => {
    expect(ask(readPdu(998, 3))).toBe('83 02');
    expect(ask(readPdu(998, 2))).toBe('03 04 03 e6 03 e7');
  });

  test.each(['03', '03 00 00 00', '03 00 00 00 01 00'])('refuses %s with exception 3', (pdu) => {
    expect(ask(bytes(pdu))).toBe('83 03');
  });

  test('refuses every other function code with exception 1, writes above all', () => {
    for (let functionCode = 1; functionCode < 128; functionCode++) {
      if (functionCode === 3) continue;
      const refusal = hex(Uint8Array.of(functionCode | 0x80, 1));
      expect(ask(readPdu(0, 2, functionCode))).toBe(refusal);
    }
  });

  test('answers function code 4 where the model is read by that one', () => {
    const input: AddressSpace = { ...SPACE, functionCode: 4 };
    expect(ask(readPdu(1, 1, 4), input)).toBe('04 02 00 01');
    expect(ask(readPdu(1, 1, 3), input)).toBe('83 01');
  });

  test('is asked at the place in the buffer where the PDU stands', () => {
    const inside = Uint8Array.of(9, 9, ...readPdu(7, 1)).subarray(2);
    expect(parseRead(inside)).toEqual({ address: 7, words: 1 });
  });
});
