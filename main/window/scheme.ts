import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

/** The app's own scheme in place of `file://`, so that the page has an origin and headers. */
const SCHEME = 'app';
const HOST = 'wago-energy-monitor';
export const ORIGIN = `${SCHEME}://${HOST}`;

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

/** The file that a URL of ours names, or null when it names nothing inside `root`. */
export function fileOf(root: string, url: string): string | null {
  const { host, pathname } = new URL(url);
  if (host !== HOST) return null;
  const path = normalize(join(root, decodeURIComponent(pathname)));
  return path.startsWith(root + sep) ? path : null;
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
