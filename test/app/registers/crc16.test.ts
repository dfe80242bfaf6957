import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc16 } from '../../../app/registers/crc16.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the check sum of an RTU frame', () => {
  test('is that of the published examples', () => {
    // The catalogue of CRCs gives 4B37 for the nine digits under CRC-16/MODBUS.
    expect(crc16(ascii('123456789'))).toBe(0x4b37);
    // Modbus over serial line V1.02, appendix B: 02 07 is followed by 41 12.
    expect(crc16(Uint8Array.of(0x02, 0x07))).toBe(0x1241);
    expect(crc16(new Uint8Array(0))).toBe(0xffff);
  });

  test('is 0 over a frame and its own check sum, and not once a bit is wrong', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 254 }), fc.nat(), (bytes, which) => {
        const crc = crc16(bytes);
        const frame = Uint8Array.from([...bytes, crc & 0xff, crc >> 8]);
        expect(crc16(frame)).toBe(0);
        const bit = which % (frame.length * 8);
        frame[bit >> 3] = (frame[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(crc16(frame)).not.toBe(0);
      }),
    );
  });
});
