import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A screen that nobody sees. */
export interface XServer {
  readonly display: string;
  /** What programs need to draw there. */
  readonly env: { readonly DISPLAY: string; readonly XAUTHORITY: string };
  stop(): Promise<void>;
}

const COOKIE_NAME = 'MIT-MAGIC-COOKIE-1';

/** One entry that fits any server, with the cookie that it will ask for. */
function authorityOf(cookie: Buffer): Buffer {
  const field = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const empty = Buffer.alloc(0);
  const parts = [empty, empty, Buffer.from(COOKIE_NAME), cookie].map(field);
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...parts]);
}

/** Starts Xvfb with a screen of `width` by `height`; `extra` goes to it unread. */
export async function startXServer(
  width: number,
  height: number,
  ...extra: readonly string[]
): Promise<XServer> {
  const folder = await mkdtemp(join(tmpdir(), 'wago-x-'));
  const authority = join(folder, 'authority');
  await writeFile(authority, authorityOf(randomBytes(16)), { mode: 0o600 });
  const screen = ['-screen', '0', `${width}x${height}x24`];
  const args = [
    '-displayfd',
    '1',
    ...screen,
    '-nolisten',
    'tcp',
    '-noreset',
    '-auth',
    authority,
    ...extra,
  ];
  const child: ChildProcess = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  const display = `:${number}`;
  return {
    display,
    env: { DISPLAY: display, XAUTHORITY: authority },
    async stop() {
      child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
