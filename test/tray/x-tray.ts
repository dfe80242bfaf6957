import { readFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { cookieIn } from '../../main/tray/xembed.ts';
import type { XServer } from './x-server.ts';

const COOKIE_NAME = 'MIT-MAGIC-COOKIE-1';
const SET_SELECTION_OWNER = 22;
const INTERN_ATOM = 16;
const CREATE_WINDOW = 1;
const TRAY = '_NET_SYSTEM_TRAY_S0';

/** Waits for the next answer, whose length its beginning tells. */
function answers(socket: Socket): (lengthOf: (head: Buffer) => number) => Promise<Buffer> {
  const chunks = socket[Symbol.asyncIterator]();
  let unread: Buffer = Buffer.alloc(0);
  return async (lengthOf) => {
    while (unread.length < 8 || unread.length < lengthOf(unread)) {
      const next = await chunks.next();
      if (next.done === true) throw new Error('The X server closed the connection');
      unread = Buffer.concat([unread, next.value as Buffer]);
    }
    const length = lengthOf(unread);
    const answer = unread.subarray(0, length);
    unread = unread.subarray(length);
    return answer;
  };
}

/** Owns the tray of the screen, as a panel does, until the returned function is called. */
export async function ownTray(server: XServer): Promise<() => void> {
  const number = server.display.slice(1);
  const cookie = cookieIn(await readFile(server.env.XAUTHORITY), hostname(), number);
  const socket = createConnection({ path: `/tmp/.X11-unix/X${number}` });
  const next = answers(socket);
  const head = Buffer.from([0x6c, 0, 11, 0, 0, 0, COOKIE_NAME.length, 0, cookie.length, 0, 0, 0]);
  socket.write(Buffer.concat([head, Buffer.from(`${COOKIE_NAME}\0\0`), cookie]));
  const setup = await next((head) => 8 + 4 * head.readUInt16LE(6));
  const firstId = setup.readUInt32LE(12);
  const vendorPadded = Math.ceil(setup.readUInt16LE(24) / 4) * 4;
  const root = setup.readUInt32LE(40 + vendorPadded + (setup[29] ?? 0) * 8);
  const window = Buffer.alloc(32);
  window.writeUInt8(CREATE_WINDOW, 0);
  window.writeUInt16LE(8, 2);
  window.writeUInt32LE(firstId, 4);
  window.writeUInt32LE(root, 8);
  window.writeUInt16LE(1, 16);
  window.writeUInt16LE(1, 18);
  const intern = Buffer.alloc(8 + 20);
  intern.writeUInt8(INTERN_ATOM, 0);
  intern.writeUInt16LE(7, 2);
  intern.writeUInt16LE(TRAY.length, 4);
  intern.write(TRAY, 8);
  socket.write(Buffer.concat([window, intern]));
  const atom = (await next(() => 32)).readUInt32LE(8);
  const own = Buffer.alloc(16);
  own.writeUInt8(SET_SELECTION_OWNER, 0);
  own.writeUInt16LE(4, 2);
  own.writeUInt32LE(firstId, 4);
  own.writeUInt32LE(atom, 8);
  socket.write(own);
  // The server answers in order: when this answer is here, the selection is taken.
  socket.write(intern);
  await next(() => 32);
  return () => void socket.destroy();
}
