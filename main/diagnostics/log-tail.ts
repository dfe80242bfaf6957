import { open } from 'node:fs/promises';
import { type LogLine, parseLog } from '../../app/diagnostics/log-line.ts';

/** Some days of a quiet app; quickly read and sent. */
const TAIL_BYTES = 64 * 1024;

async function readTail(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), {
      position: start,
    });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The newest entries of the log, oldest first; none when there is no file that can be read. */
export async function logTail(file: string): Promise<readonly LogLine[]> {
  try {
    return parseLog(await readTail(file));
  } catch {
    return [];
  }
}
