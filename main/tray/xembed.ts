import { readFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';

/**
 * Asks an X server whether a panel owns its system tray (the older kind, XEmbed): three requests
 * of the core protocol, for which no maintained library exists.
 * https://www.x.org/releases/current/doc/xproto/x11protocol.html
 */
type Environment = Readonly<Record<string, string | undefined>>;

const COOKIE = 'MIT-MAGIC-COOKIE-1';
/** Family of an authority entry that fits every server. */
const ANY = 0xffff;
const LOCAL = 256;
const LITTLE_ENDIAN = 0x6c;
const INTERN_ATOM = 16;
const GET_SELECTION_OWNER = 23;
const REPLY_BYTES = 32;
/** A server that does not answer has no tray for us. */
const PATIENCE_MS = 2000;

/** `:1` and `:1.0`; null: not a display of this machine. */
export function localDisplay(
  display: string | undefined,
): { number: string; screen: number } | null {
  const match = /^(?:unix)?:(\d+)(?:\.(\d+))?$/.exec(display ?? '');
  return match === null ? null : { number: match[1] ?? '0', screen: Number(match[2] ?? 0) };
}

/** The cookie for display `number` among the entries of an Xauthority file; empty: none. */
export function cookieIn(file: Buffer, host: string, number: string): Buffer {
  let at = 0;
  const field = (): Buffer => {
    const length = file.readUInt16BE(at);
    at += 2 + length;
    return file.subarray(at - length, at);
  };
  while (at + 2 <= file.length) {
    const family = file.readUInt16BE(at);
    at += 2;
    const [address, display, name, data] = [field(), field(), field(), field()];
    const isHere = family === ANY || (family === LOCAL && address.toString() === host);
    const isDisplay = display.length === 0 || display.toString() === number;
    if (isHere && isDisplay && name.toString() === COOKIE) return data;
  }
  return Buffer.alloc(0);
}

async function cookieFor(env: Environment, number: string): Promise<Buffer> {
  const path = env.XAUTHORITY || join(env.HOME || homedir(), '.Xauthority');
  try {
    return cookieIn(await readFile(path), hostname(), number);
  } catch {
    return Buffer.alloc(0);
  }
}

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

function setupRequest(cookie: Buffer): Buffer {
  const name = cookie.length > 0 ? Buffer.from(COOKIE) : Buffer.alloc(0);
  const head = Buffer.from([LITTLE_ENDIAN, 0, 11, 0, 0, 0, name.length, 0, cookie.length, 0, 0, 0]);
  return Buffer.concat([head, padded(name), padded(cookie)]);
}

function internAtom(name: string): Buffer {
  const head = Buffer.from([INTERN_ATOM, 0, 0, 0, name.length, 0, 0, 0]);
  const request = Buffer.concat([head, padded(Buffer.from(name))]);
  request.writeUInt16LE(request.length / 4, 2);
  return request;
}

function getSelectionOwner(atom: number): Buffer {
  const request = Buffer.from([GET_SELECTION_OWNER, 0, 2, 0, 0, 0, 0, 0]);
  request.writeUInt32LE(atom, 4);
  return request;
}

/** Reads exactly so many bytes, however they come. */
function reader(socket: Socket): (bytes: number) => Promise<Buffer> {
  const chunks = socket[Symbol.asyncIterator]();
  let unread: Buffer = Buffer.alloc(0);
  return async (bytes) => {
    while (unread.length < bytes) {
      const next = await chunks.next();
      if (next.done === true) throw new Error('The X server closed the connection');
      unread = Buffer.concat([unread, next.value as Buffer]);
    }
    const read = unread.subarray(0, bytes);
    unread = unread.subarray(bytes);
    return read;
  };
}

async function ask(socket: Socket, cookie: Buffer, screen: number): Promise<boolean> {
  const read = reader(socket);
  socket.write(setupRequest(cookie));
  const setup = await read(8);
  await read(setup.readUInt16LE(6) * 4);
  if (setup[0] !== 1) return false;
  socket.write(internAtom(`_NET_SYSTEM_TRAY_S${screen}`));
  const atom = (await read(REPLY_BYTES)).readUInt32LE(8);
  socket.write(getSelectionOwner(atom));
  return (await read(REPLY_BYTES)).readUInt32LE(8) !== 0;
}

/** Whether a panel shows XEmbed icons on the X display that `env` names. */
export async function hasXembedTray(env: Environment): Promise<boolean> {
  const display = localDisplay(env.DISPLAY);
  // Beside Wayland the X display is only a bridge, and Electron does not draw there.
  if (display === null || env.WAYLAND_DISPLAY) return false;
  const socket = createConnection({ path: `/tmp/.X11-unix/X${display.number}` });
  // Reading from it throws then.
  socket.on('error', () => undefined);
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  try {
    return await ask(socket, await cookieFor(env, display.number), display.screen);
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
