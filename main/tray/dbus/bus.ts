import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import { decodeMessage, encodeCall, type Message, type MethodCall } from './message.ts';

/** A connection to a bus that answers calls and says when somebody signals. */
export interface Bus {
  /** The answer, which may be an error; null: the connection ended first. */
  call(call: MethodCall): Promise<Message | null>;
  close(): void;
}

export interface BusListeners {
  /** A signal of those that were asked for with `AddMatch` came. */
  readonly onSignal: () => void;
  readonly onEnd: () => void;
}

const MESSAGE_BUS = 'org.freedesktop.DBus';

export const toMessageBus = (member: string, ...args: readonly string[]): MethodCall => ({
  destination: MESSAGE_BUS,
  path: '/org/freedesktop/DBus',
  interface: MESSAGE_BUS,
  member,
  args,
});

function connect(where: NetConnectOpts): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(where);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

/** Says who we are, as the operating system will confirm. */
function authenticate(socket: Socket): Promise<boolean> {
  const identity = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  return new Promise((resolve) => {
    let answer = '';
    const done = (ok: boolean): void => {
      socket.off('data', onData);
      socket.off('close', onClose);
      if (ok) socket.write('BEGIN\r\n');
      resolve(ok);
    };
    const onClose = (): void => done(false);
    const onData = (chunk: Buffer): void => {
      answer += chunk.toString('latin1');
      if (answer.endsWith('\r\n')) done(answer.startsWith('OK '));
    };
    socket.on('data', onData);
    socket.once('close', onClose);
    socket.write(`\0AUTH EXTERNAL ${identity}\r\n`);
  });
}

/** Speaks on a socket that is already authenticated. */
function speak(socket: Socket, { onSignal, onEnd }: BusListeners): Bus {
  const waiting = new Map<number, (answer: Message | null) => void>();
  let unread: Buffer = Buffer.alloc(0);
  let serial = 0;
  const hear = (message: Message): void => {
    if (message.kind === 'signal') onSignal();
    if (message.replyTo === null) return;
    waiting.get(message.replyTo)?.(message);
    waiting.delete(message.replyTo);
  };
  socket.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    try {
      for (let next = decodeMessage(unread); next !== null; next = decodeMessage(unread)) {
        unread = next.rest;
        hear(next.message);
      }
    } catch {
      socket.destroy();
    }
  });
  socket.once('close', () => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
    onEnd();
  });
  return {
    call(call) {
      if (socket.destroyed) return Promise.resolve(null);
      serial += 1;
      const sent = serial;
      return new Promise((resolve) => {
        waiting.set(sent, resolve);
        socket.write(encodeCall(sent, call));
      });
    },
    close: () => socket.destroy(),
  };
}

/** null: nobody listens there, or does not want us. */
export async function openBus(where: NetConnectOpts, listeners: BusListeners): Promise<Bus | null> {
  const socket = await connect(where);
  if (socket === null) return null;
  // What goes wrong from here on ends in `close`.
  socket.on('error', () => undefined);
  if (!(await authenticate(socket))) {
    socket.destroy();
    return null;
  }
  const bus = speak(socket, listeners);
  const greeted = await bus.call(toMessageBus('Hello'));
  return greeted?.kind === 'return' ? bus : null;
}
