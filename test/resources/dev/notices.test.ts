import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { licences } from '../../../resources/dev/licences.mjs';
import { notices, noticesFile } from '../../../resources/dev/notices.mjs';

it('names the software in the app as it is installed now', () => {
  // After a change of dependencies: npm run notices
  expect(readFileSync(noticesFile, 'utf8') === notices()).toBe(true);
});

it('finds a licence with its text for everything that is in the app', () => {
  const bare = licences().filter(({ licence, text }) => licence === null || text === null);
  expect(bare.map(({ name }) => name)).toEqual([]);
});
