import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileOf, isOwnUrl, ORIGIN } from '../../../main/window/origin.ts';

const DEV = 'http://localhost:5173';
const ROOT = join(sep, 'opt', 'app', 'out', 'renderer');

describe('a page of this app', () => {
  test.each([`${ORIGIN}/index.html#/live`, `${ORIGIN}/`, ORIGIN])('is %s', (url) => {
    expect(isOwnUrl(url, null)).toBe(true);
    expect(isOwnUrl(url, DEV)).toBe(true);
  });

  test.each([
    '',
    'about:blank',
    'app:',
    'app://',
    'app://other/index.html',
    'app://wago-energy-monitor.evil/',
    'app://wago-energy-monitor@evil/',
    'app://wago-energy-monitor:80/',
    'http://wago-energy-monitor/',
    'file:///opt/app/out/renderer/index.html',
    'data:text/html,hello',
    'javascript:alert(1)',
    `blob:${ORIGIN}/0`,
    'https://example.com/',
  ])('is not "%s"', (url) => {
    expect(isOwnUrl(url, null)).toBe(false);
    expect(isOwnUrl(url, DEV)).toBe(false);
  });

  test('is one of the development server only while there is one', () => {
    expect(isOwnUrl(`${DEV}/index.html#/live`, DEV)).toBe(true);
    expect(isOwnUrl(`${DEV}/index.html`, null)).toBe(false);
    expect(isOwnUrl('http://localhost:5174/', DEV)).toBe(false);
    expect(isOwnUrl('https://localhost:5173/', DEV)).toBe(false);
    expect(isOwnUrl(`${DEV}.evil/`, DEV)).toBe(false);
    expect(isOwnUrl('https://example.com/', 'no URL')).toBe(false);
  });
});

describe('the file behind a URL of ours', () => {
  test.each([
    ['/index.html', ['index.html']],
    ['/index.html?x#/live', ['index.html']],
    ['/assets/index-B1.js', ['assets', 'index-B1.js']],
    ['/a%20b.css', ['a b.css']],
    ['/x/../index.html', ['index.html']],
  ])('for %s is inside the built pages', (path, parts) => {
    expect(fileOf(ROOT, `${ORIGIN}${path}`)).toBe(join(ROOT, ...parts));
  });

  test.each([
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e%2fmain/index.js',
    '/..%2frenderer-secret/x.html',
    '/%',
    '/%E0%A4%A',
    '/index.html%00.png',
  ])('is none for %s', (path) => {
    expect(fileOf(ROOT, `${ORIGIN}${path}`)).toBeNull();
  });

  test.each(['https://example.com/index.html', 'app://other/index.html', '', 'no URL'])(
    'is none for a URL that is not ours: "%s"',
    (url) => {
      expect(fileOf(ROOT, url)).toBeNull();
    },
  );

  test('never lies outside, whatever the path', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '..%2f', '%5c', '\\', '//', '%'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const file = fileOf(ROOT, `${ORIGIN}/${parts.join('/')}`);
        if (file !== null) expect(file.startsWith(ROOT + sep)).toBe(true);
      }),
    );
  });
});
