import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { licences } from '../../../resources/dev/licences.mjs';
import { notices, noticesFile } from '../../../resources/dev/notices.mjs';

it('names the software in the app as it is installed now', () => {
  // After a change of dependencies: npm run notices
  expect(readFileSync(noticesFile, 'utf8') === notices()).toBe(true);
});

it('finds a licence for everything that is in the app, and its text where the package has one', () => {
  const all = licences();
  expect(all.filter(({ licence }) => licence === null)).toEqual([]);
  // MIT says its package.json, and no file more.
  expect(all.flatMap(({ name, text }) => (text === null ? [name] : []))).toEqual(['lazy-val']);
});
