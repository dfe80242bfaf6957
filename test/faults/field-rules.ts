import { FIELDS, type Field } from '../../app/measurement.ts';
import { WAGO_879 } from '../../app/registers/wago-879.ts';
import { bodyOf, dataAt, resealed } from '../support/proxy-frames.ts';
import { type ProxiedFrame, type ProxyRule, pass } from '../support/proxy-rules.ts';

const REGISTERS = [...WAGO_879.fast, ...WAGO_879.slow];
const BYTES_PER_WORD = 2;
const BYTES_PER_FLOAT = 4;

/** The first register that a request asks for. */
export const addressOf = ({ request, framing }: ProxiedFrame): number =>
  bodyOf(framing, request).readUInt16BE(2);

/** Whether a reply carries values and not what the meter says of itself. */
export const isOfValues = (frame: ProxiedFrame): boolean => addressOf(frame) >= 0x5000;
export const isOfEnergies = (frame: ProxiedFrame): boolean => addressOf(frame) >= 0x6000;

/** Where the float of a field begins in a reply; null: it is not in it. */
function placeOf(field: Field, frame: ProxiedFrame): number | null {
  const address = REGISTERS.find((register) => register.field === field)?.address ?? 0;
  const offset = (address - addressOf(frame)) * BYTES_PER_WORD;
  const place = dataAt(frame.framing) + offset;
  return offset >= 0 && place + BYTES_PER_FLOAT <= frame.bytes.length ? place : null;
}

/** Other bytes in the place of some fields' floats. @param sealed with a right checksum. */
export const changed =
  (
    fields: readonly Field[],
    change: (float: Buffer) => void,
    sealed: 'sealed' | 'as it is' = 'sealed',
  ): ProxyRule =>
  (frame) => {
    const { framing } = frame;
    const bytes = Buffer.from(frame.bytes);
    for (const field of fields) {
      const place = placeOf(field, frame);
      if (place !== null) change(bytes.subarray(place, place + BYTES_PER_FLOAT));
    }
    return [{ send: sealed === 'sealed' ? resealed(framing, bytes) : bytes }];
  };

/** Another number in the place of some fields' floats, in wire units. */
export const set = (fields: readonly Field[], change: (value: number) => number): ProxyRule =>
  changed(fields, (float) => float.writeFloatBE(Math.fround(change(float.readFloatBE()))));

export const bits = (fields: readonly Field[], pattern: number): ProxyRule =>
  changed(fields, (float) => float.writeUInt32BE(pattern));

/** The bytes of each float in another order. */
export const reordered =
  (order: readonly [number, number, number, number]): ProxyRule =>
  (frame) =>
    isOfValues(frame)
      ? changed(FIELDS, (float) => {
          const before = Buffer.from(float);
          order.forEach((from, to) => {
            float[to] = before[from] ?? 0;
          });
        })(frame)
      : pass(frame);
