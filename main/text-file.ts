import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Encodings that editors and spreadsheets write besides UTF-8. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a text is encoded, by its byte order mark or by where its first letters leave zeros. */
export function encodingOf([first, second]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === undefined || second === undefined) return 'utf-8';
  // Whatever we read begins with a letter, a digit or a bracket.
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8';
}

/** A text without its byte order mark, as editors and PowerShell save one. */
export const decodeText = (bytes: Uint8Array): string =>
  new TextDecoder(encodingOf(bytes)).decode(bytes);

/** Nothing that this reads comes near; a device never ends. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file that somebody may have edited. A pipe or a device in its place is none: reading
 * from it could wait or go on for ever.
 * @throws what the disk says
 */
export function readText(path: string): string {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const known = fstatSync(file);
    if (!known.isFile() || known.size > MOST_BYTES) throw new Error(`${path} is no plain file`);
    return decodeText(readFileSync(file));
  } finally {
    closeSync(file);
  }
}
