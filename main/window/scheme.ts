import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol } from 'electron';
import { fileOf, SCHEME } from './origin.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Serves the built pages in `root`, each with the content security policy. */
export function serveScheme(root: string): void {
  const headers = { 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' };
  const missing = (): Response => new Response('Not found', { status: 404, headers });
  protocol.handle(SCHEME, async ({ url }) => {
    const path = fileOf(root, url);
    const type = path === null ? undefined : TYPES[extname(path)];
    if (path === null || type === undefined) return missing();
    try {
      const body = new Uint8Array(await readFile(path));
      return new Response(body, { headers: { ...headers, 'Content-Type': type } });
    } catch {
      return missing();
    }
  });
}
