import { expect, it } from 'vitest';
import { licences } from '../../../resources/dev/licences.mjs';

/** What software may be under to be part of an app that is under the MIT licence. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];

/** Of licences to choose from, one is enough; of several at once, all count. */
function isAllowed(licence: string | null): boolean {
  const plain = (licence ?? '').replace(/^\((.*)\)$/, '$1');
  return plain
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.includes(one)));
}

it('everything in the app is under a licence that asks for no more than its own text', () => {
  const all = licences();
  expect(all.length).toBeGreaterThan(20);
  const strange = all.filter(({ licence }) => !isAllowed(licence));
  expect(strange.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
});

it.each([
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND ISC', true],
  ['MIT AND GPL-3.0-only', false],
  ['LGPL-2.1-or-later', false],
  ['SEE LICENSE IN EULA.txt', false],
  [null, false],
])('judges %s', (licence, fits) => {
  expect(isAllowed(licence)).toBe(fits);
});
