import { createServer, type Server } from 'node:http';

/** Somebody else's web server. */
export interface EvilServer {
  readonly origin: string;
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
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
