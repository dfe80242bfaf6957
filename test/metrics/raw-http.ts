import { connect, type Socket } from 'node:net';

/** Connects; the port is one of ours on the loopback. */
export function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Resolves with all that was received when the other end has closed the connection. */
export function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    // A reset is a close as well.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

/** Sends `text` as it is and waits for the other end to close. */
export async function exchange(port: number, text: string): Promise<string> {
  const socket = await open(port);
  const answer = untilClosed(socket);
  socket.write(text);
  return answer;
}

/** A whole request on a connection of its own. */
export const request = (port: number, line: string, ...headers: string[]): Promise<string> =>
  exchange(port, [line, ...headers, 'Connection: close', '', ''].join('\r\n'));
