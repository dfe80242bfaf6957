import { createReadStream } from 'node:fs';
import { encodingOf } from '../../text-file.ts';

/** A line of ours has some 200 characters; what goes on for longer than this has no lines. */
const LONGEST = 64 * 1024;

/** The text of a file, which a spreadsheet may have saved in UTF-16. */
async function* textOf(file: string): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

/**
 * The lines of a text, however long it is. What goes on without a break is cut off, and the last.
 * @throws what the disk says
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const part of textOf(file)) {
    rest += part;
    // What ends in \r may go on with \n.
    const end = rest.endsWith('\r') ? rest.length - 1 : rest.length;
    const lines = rest.slice(0, end).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + rest.slice(end);
    yield* lines;
    if (rest.length <= LONGEST) continue;
    yield rest;
    return;
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}
