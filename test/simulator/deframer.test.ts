import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Deframer } from '../../main/simulator/deframer.ts';
import { MBAP, type Request, RTU } from '../../main/simulator/framing.ts';
import { bytes, hex, joined, mbap, readPdu, rtu, split } from './frames.ts';

const told = (requests: readonly Request[]): readonly string[] =>
  requests.map(({ unit, pdu }) => `${unit}: ${hex(pdu)}`);

const word = fc.integer({ min: 0, max: 0xffff });
const asked = fc.record({
  transaction: word,
  unit: fc.integer({ min: 0, max: 255 }),
  pdu: fc.tuple(word, word).map(([address, words]) => readPdu(address, words)),
});
const conversation = fc.array(asked, { minLength: 1, maxLength: 8 });
const places = fc.array(fc.nat({ max: 200 }), { maxLength: 12 });

const A = readPdu(0x5012, 2);
const B = readPdu(0x6000, 12);

describe.each([
  { name: 'Modbus TCP', format: MBAP, frame: mbap },
  {
    name: 'RTU over TCP',
    format: RTU,
    frame: (_: number, unit: number, pdu: Uint8Array) => rtu(unit, pdu),
  },
])('a stream of $name', ({ format, frame }) => {
  test('gives the same requests however it was split and merged on its way', () => {
    fc.assert(
      fc.property(conversation, places, (requests, cuts) => {
        const stream = joined(
          requests.map(({ transaction, unit, pdu }) => frame(transaction, unit, pdu)),
        );
        const deframer = new Deframer(format);
        const heard = split(stream, cuts).flatMap((part) => told(deframer.push(part)));
        expect(heard).toEqual(requests.map(({ unit, pdu }) => `${unit}: ${hex(pdu)}`));
        expect(deframer.waiting).toBe(false);
      }),
    );
  });

  test('is not changed by what happens to the bytes after they were handed over', () => {
    const deframer = new Deframer(format);
    const whole = frame(1, 2, A);
    const buffer = whole.slice(0, 5);
    deframer.push(buffer);
    buffer.fill(0xff);
    expect(told(deframer.push(whole.slice(5)))).toEqual([`2: ${hex(A)}`]);
  });

  test('survives any bytes at all, and understands a request after the next silence', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 4 }), (junk) => {
        const deframer = new Deframer(format);
        for (const part of junk) deframer.push(part);
        deframer.silence();
        // On Modbus TCP a header may still wait for its data, however long that takes.
        if (format === RTU || junk.length === 0) {
          expect(told(deframer.push(frame(1, 2, A)))).toEqual([`2: ${hex(A)}`]);
        }
      }),
    );
  });
});

describe('a stream of Modbus TCP', () => {
  test('seals replies with the transaction and unit of their request', () => {
    const [first, second] = new Deframer(MBAP).push(joined([mbap(7, 2, A), mbap(0xfffe, 9, B)]));
    expect(hex(first?.seal(bytes('83 02')) ?? bytes(''))).toBe('00 07 00 00 00 03 02 83 02');
    expect(hex(second?.seal(bytes('03 02 12 34')) ?? bytes(''))).toBe(
      'ff fe 00 00 00 05 09 03 02 12 34',
    );
  });

  test.each([
    ['another protocol', '00 01 00 07 00 06 02 03 50 12 00 02'],
    ['a length without a function code', '00 01 00 00 00 01 02'],
    ['a length beyond any frame', '00 01 00 00 01 00 02 03 50 12 00 02'],
  ])('is deaf after a header with %s until the line was silent', (_, header) => {
    const deframer = new Deframer(MBAP);
    expect(deframer.push(bytes(header))).toEqual([]);
    expect(deframer.waiting).toBe(true);
    expect(deframer.push(mbap(1, 2, A))).toEqual([]);
    expect(deframer.silence()).toEqual([]);
    expect(told(deframer.push(mbap(1, 2, A)))).toEqual([`2: ${hex(A)}`]);
  });

  test('keeps an unfinished frame through any silence', () => {
    const deframer = new Deframer(MBAP);
    deframer.push(mbap(1, 2, A).slice(0, 9));
    expect(deframer.waiting).toBe(false);
    deframer.silence();
    expect(told(deframer.push(mbap(1, 2, A).slice(9)))).toEqual([`2: ${hex(A)}`]);
  });
});

describe('a stream of RTU over TCP', () => {
  test('seals replies with the unit of their request and a check sum', () => {
    const [request] = new Deframer(RTU).push(rtu(2, A));
    expect(hex(request?.seal(bytes('83 02')) ?? bytes(''))).toBe(hex(rtu(2, bytes('83 02'))));
  });

  test('drops an unfinished frame when the line falls silent', () => {
    const deframer = new Deframer(RTU);
    deframer.push(rtu(2, A).slice(0, 5));
    expect(deframer.waiting).toBe(true);
    expect(deframer.silence()).toEqual([]);
    expect(told(deframer.push(rtu(2, B)))).toEqual([`2: ${hex(B)}`]);
  });

  test('is deaf after a wrong check sum until the line was silent', () => {
    const deframer = new Deframer(RTU);
    const broken = rtu(2, A);
    broken[4] = 0x55;
    expect(deframer.push(joined([broken, rtu(2, B)]))).toEqual([]);
    expect(deframer.push(rtu(2, B))).toEqual([]);
    expect(deframer.silence()).toEqual([]);
    expect(deframer.waiting).toBe(false);
    expect(told(deframer.push(rtu(2, B)))).toEqual([`2: ${hex(B)}`]);
  });

  test.each([
    ['write single register', '06 50 12 00 02'],
    ['read exception status', '07'],
    ['write multiple registers', '10 50 12 00 02 04 00 00 00 00'],
    ['mask write register', '16 50 12 00 f2 00 25'],
    ['read and write registers', '17 00 03 00 01 00 0e 00 01 02 00 ff'],
    ['read file record', '14 07 06 00 04 00 01 00 02'],
    ['read device identification', '2b 0e 01 00'],
  ])('knows how long a request to %s is', (_, pdu) => {
    const stream = joined([rtu(2, bytes(pdu)), rtu(2, A)]);
    expect(told(new Deframer(RTU).push(stream))).toEqual([`2: ${pdu}`, `2: ${hex(A)}`]);
  });

  test('takes a request of an unknown function code for whole after a silence', () => {
    const deframer = new Deframer(RTU);
    const unknown = rtu(2, bytes('64 01 02 03'));
    expect(deframer.push(unknown)).toEqual([]);
    expect(told(deframer.silence())).toEqual(['2: 64 01 02 03']);
    expect(deframer.push(bytes('02 64 01 02 03 00 00'))).toEqual([]);
    expect(deframer.silence()).toEqual([]);
  });

  test('gives up what is longer than any frame, its check sum right or wrong', () => {
    const ask = (length: number): readonly string[] => {
      const deframer = new Deframer(RTU);
      const [first = bytes(''), rest = bytes('')] = split(
        rtu(2, new Uint8Array(length).fill(0x64)),
        [100],
      );
      return [
        ...told(deframer.push(first)),
        ...told(deframer.push(rest)),
        ...told(deframer.silence()),
      ];
    };
    expect(ask(253)).toHaveLength(1);
    expect(ask(300)).toHaveLength(0);
  });
});
