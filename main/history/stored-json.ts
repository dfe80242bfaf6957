import type { z } from 'zod';

/** Text that was stored as JSON, as `schema` takes it; null when nothing can be made of it. */
export function parsed<T>(text: string, schema: z.ZodType<T>): T | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const checked = schema.safeParse(value);
  return checked.success ? checked.data : null;
}
