import { z } from 'zod';

/** Missing in what was stored before there were versions. */
const versioned = z.looseObject({ version: z.int().default(1) });

/** A value as it is stored, with the version of its form. */
export const storedJson = (value: object, version: number): string =>
  JSON.stringify({ ...value, version });

/** The inverse of {@link storedJson}; null when nothing can be made of the text, or not by this version. */
export function fromStoredJson<T>(text: string, version: number, schema: z.ZodType<T>): T | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const known = versioned.safeParse(value);
  if (!known.success || known.data.version !== version) return null;
  const checked = schema.safeParse(value);
  return checked.success ? checked.data : null;
}
