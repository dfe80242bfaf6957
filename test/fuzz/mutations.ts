import fc from 'fast-check';

type Change = (bytes: Buffer) => Buffer;

const at = (bytes: Buffer, where: number): number => Math.floor(where * bytes.length);
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const byte = fc.integer({ min: 0, max: 255 });
/** Bytes that stand at the edges of what fields can hold. */
const EDGES = [0, 1, 2, 3, 4, 0x7f, 0x80, 0x83, 0x84, 0xff];

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.integer({ min: 0, max: 7 })).map(
    ([where, bit]): Change =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        const index = at(copy, where);
        copy[index] = (copy[index] ?? 0) ^ (1 << bit);
        return copy;
      },
  ),
  fc.tuple(place, fc.oneof(byte, fc.constantFrom(...EDGES))).map(
    ([where, value]): Change =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        copy[at(copy, where)] = value;
        return copy;
      },
  ),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 20 })).map(
    ([where, more]): Change =>
      (bytes) =>
        Buffer.concat([
          bytes.subarray(0, at(bytes, where)),
          more,
          bytes.subarray(at(bytes, where)),
        ]),
  ),
  fc.tuple(place, place).map(
    ([a, b]): Change =>
      (bytes) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        return Buffer.concat([bytes.subarray(0, at(bytes, from)), bytes.subarray(at(bytes, to))]);
      },
  ),
  place.map(
    (where): Change =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  place.map(
    (where): Change =>
      (bytes) =>
        Buffer.concat([bytes, bytes.subarray(at(bytes, where))]),
  ),
);

/** What a disk, a network or somebody's editor may have made of some good bytes; seldom nothing. */
export const mutated = (good: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(good, fc.array(change, { minLength: 0, maxLength: 4 }))
    .map(([bytes, changes]) =>
      Uint8Array.from(changes.reduce<Buffer>((before, step) => step(before), Buffer.from(bytes))),
    );

/** The same for text. */
export const mutatedText = (good: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  mutated(good.map((text) => Uint8Array.from(Buffer.from(text)))).map((bytes) =>
    Buffer.from(bytes).toString('utf8'),
  );

/** Keys with which a careless merge changes every object there is. */
export const POLLUTING = ['__proto__', 'constructor', 'prototype'] as const;

/** Anything that JSON can hold, the keys of {@link POLLUTING} among them. */
export const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 1, -1, 1e308, '', 'on', '9100', 'demo', '192.168.2.10'),
    fc.double(),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom(...POLLUTING)), tie('value')), {
        maxLength: 4,
      })
      .map((entries) =>
        JSON.parse(
          `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? 'null'}`).join()}}`,
        ),
      ),
  ),
})).value as fc.Arbitrary<unknown>;

/** Whether some object in `value` has a key of {@link POLLUTING} of its own. */
export function isPolluting(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return (
    keys.some((key) => (POLLUTING as readonly string[]).includes(key)) ||
    Object.values(value).some(isPolluting)
  );
}
