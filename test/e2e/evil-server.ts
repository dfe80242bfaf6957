import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:http';

/** Somebody else's web server. */
export interface EvilServer {
  readonly origin: string;
  /** The same, as a server that helps with calls between browsers is named. */
  readonly ice: readonly string[];
  /** What was asked of it, as `GET /path`. */
  readonly asked: readonly string[];
  close(): void;
}

/** Answers everything to everybody, so that only the asker's own walls can keep it out. */
export async function startEvilServer(): Promise<EvilServer> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      'content-type': request.url?.endsWith('.js') ? 'text/javascript' : 'text/html',
      'access-control-allow-origin': '*',
    });
    response.end(request.url?.endsWith('.js') ? 'globalThis.evil = true' : '<h1>evil</h1>');
  });
  server.on('upgrade', (request, socket) => {
    asked.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  server.on('connection', () => asked.push('a connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : '';
  const udp = createSocket('udp4');
  udp.on('message', () => asked.push('a datagram'));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    ice: [`stun:127.0.0.1:${udp.address().port}`, `turn:127.0.0.1:${port}?transport=tcp`],
    asked,
    close() {
      udp.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
