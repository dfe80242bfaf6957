import fc from 'fast-check';
import type { z } from 'zod';
import { anyJson } from './mutations.ts';

/** Texts and numbers of which many are right somewhere. */
const TEXTS = [
  ...['', 'a', '1234', '192.168.2.10', 'localhost', 'Europe/Berlin', 'http://pi.local:9090'],
  ...['2026-11-22', '22:00', 'wago_power_total_kw', 'x'.repeat(201), '__proto__', '\u0000', '😀'],
];
const NOON = Date.UTC(2026, 10, 22, 11);
const NUMBERS = [0, 1, 2, 4, 30, 50, 100, 400, 502, 879, 9100, 24_000, 65_535, NOON, NOON + 3.6e6];

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string(), fc.stringMatching(/^\d{2}:\d{2}$/));
const number = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.integer({ min: NOON - 1e9, max: NOON + 1e9 }),
  fc.integer({ min: -2, max: 300 }),
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 53),
);

/** What a structured clone can hold beside JSON. */
const foreign = fc.oneof(
  anyJson,
  fc.constantFrom(undefined, 1n, new Date(NOON), new Map([['a', 1]]), new Uint8Array(2), /a/),
);

type Def = Readonly<Record<string, unknown>> & { readonly type: string };
const defOf = (schema: unknown): Def => (schema as { _zod: { def: Def } })._zod.def;
const manyOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Values that a schema takes, as far as its shape tells; what is refined is hit now and then. */
function shaped(schema: unknown): fc.Arbitrary<unknown> {
  const def = defOf(schema);
  switch (def.type) {
    case 'string':
      return text;
    case 'number':
    case 'int':
      return number;
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...manyOf(def.values));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries as object));
    case 'array':
      return fc.array(around(def.element), { maxLength: 4 });
    case 'tuple':
      return fc.tuple(...manyOf(def.items).map(around));
    case 'union':
      return fc.oneof(...manyOf(def.options).map(shaped));
    case 'nullable':
      return fc.oneof(fc.constant(null), shaped(def.innerType));
    case 'optional':
    case 'default':
    case 'readonly':
      return shaped(def.innerType);
    case 'pipe':
      return shaped(def.in);
    case 'object':
      return objectLike(def.shape as Readonly<Record<string, unknown>>);
    default:
      return foreign;
  }
}

/** Nearly always the right kind of value. */
const around = (schema: unknown): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 30, arbitrary: shaped(schema) }, { weight: 1, arbitrary: foreign });

function objectLike(shape: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const isPartial = Object.values(shape).every((field) => defOf(field).type === 'optional');
  const fields = Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, around(field)]),
  );
  const right = fc.record(fields, isPartial ? { requiredKeys: [] } : {});
  const withMore = fc
    .tuple(right, fc.constantFrom('__proto__', 'constructor', 'more', 'kind'), anyJson)
    .map(([object, key, value]) => {
      const copy: Record<string, unknown> = { ...(object as object) };
      Object.defineProperty(copy, key, { value, enumerable: true, configurable: true });
      return copy;
    });
  return fc.oneof({ weight: 8, arbitrary: right }, { weight: 1, arbitrary: withMore });
}

/** Arguments for a channel: mostly of the right form, sometimes too many, too few or anything. */
export const payloadsFor = (parser: z.ZodType): fc.Arbitrary<readonly unknown[]> =>
  fc.oneof(
    { weight: 10, arbitrary: shaped(parser) as fc.Arbitrary<readonly unknown[]> },
    { weight: 1, arbitrary: fc.array(foreign, { maxLength: 3 }) },
  );
