import { join, normalize, sep } from 'node:path';

/** The app's own scheme in place of `file://`, so that the page has an origin and headers. */
export const SCHEME = 'app';
const HOST = 'wago-energy-monitor';
export const ORIGIN = `${SCHEME}://${HOST}`;

function isSameOrigin(url: string, own: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(own)) return false;
  const [asked, allowed] = [new URL(url), new URL(own)];
  return asked.protocol === allowed.protocol && asked.host === allowed.host;
}

/**
 * Only our own pages; an empty or broken URL is not one of them.
 * @param devServer null: only the built page counts.
 */
export function isOwnUrl(url: string, devServer: string | null): boolean {
  return isSameOrigin(url, ORIGIN) || (devServer !== null && isSameOrigin(url, devServer));
}

/** The file that a URL of ours names, or null when it names nothing inside `root`. */
export function fileOf(root: string, url: string): string | null {
  if (!isOwnUrl(url, null)) return null;
  let pathname: string;
  try {
    pathname = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  const path = normalize(join(root, pathname));
  return path.startsWith(root + sep) && !path.includes('\0') ? path : null;
}
