import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const SECURITY = readFileSync('SECURITY.md', 'utf8');

/** Electron's checklist, in its order and words. */
const CHECKLIST = [
  'Only load secure content',
  'Do not enable Node.js integration for remote content',
  'Enable context isolation',
  'Enable process sandboxing',
  'Handle session permission requests from remote content',
  'Do not disable webSecurity',
  'Define a Content Security Policy',
  'Do not enable allowRunningInsecureContent',
  'Do not enable experimental features',
  'Do not use enableBlinkFeatures',
  'Do not use allowpopups for WebViews',
  'Verify WebView options before creation',
  'Disable or limit navigation',
  'Disable or limit creation of new windows',
  'Do not use shell.openExternal with untrusted content',
  'Use a current version of Electron',
  'Validate the sender of all IPC messages',
  'Avoid usage of the file:// protocol',
  'Check which fuses you can change',
  'Do not expose Electron APIs to untrusted web content',
];

/** What SECURITY.md refers to: a file of tests and, in quotes behind it, a test's name. */
const NAMED = [...SECURITY.matchAll(/`(test\/[^`]+)`((?:[,:]? “[^”]+”)+)/g)].flatMap(
  ([, file = '', names = '']) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => [file, name] as const),
);

/** Whether a test, a group or a step of that name begins in `source`. */
function hasTest(source: string, name: string): boolean {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "\\\\?'");
  const opening = /(?:\b(?:test|it|describe)(?:\.\w+)?|test\.step|\))\s*\(\s*/.source;
  return new RegExp(`(?:${opening}|\\[\\s*)['"\`]${escaped}['"\`]`).test(source);
}

describe('SECURITY.md', () => {
  test('goes through the whole of Electron’s checklist, and names a test for each point', () => {
    const rows = [...SECURITY.matchAll(/^(\d+)\. \*\*(.+?)\.\*\* (.+)$/gm)].map(
      ([, number, title, held]) => ({ number, title, held }),
    );
    expect(rows.map(({ title }) => title)).toEqual(CHECKLIST);
    expect(rows.map(({ number }) => Number(number))).toEqual(CHECKLIST.map((_, at) => at + 1));
    for (const { title, held } of rows)
      expect([title, held]).toEqual([title, expect.stringMatching(/`test\/[^`]+`:? “/)]);
  });

  test('names each file of tests together with a test', () => {
    const files = [...SECURITY.matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file);
    const withTests = new Set<string | undefined>(NAMED.map(([file]) => file));
    expect(files.filter((file) => !withTests.has(file))).toEqual([]);
  });

  test.each([...new Map(NAMED.map((one) => [one.join(), one])).values()])(
    'refers to a test that is there: %s, %s',
    (file, name) => {
      expect(existsSync(file)).toBe(true);
      expect([name, hasTest(readFileSync(file, 'utf8'), name)]).toEqual([name, true]);
    },
  );
});
